"""Whole minutes: every § counted, mixed §§ told apart, signed off at once, decided once, corrected without loss."""

from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from config.zone import office_hour
from deadlines.status import Status
from documents.drafts import is_minutes
from documents.proposing import KnownPaper, PaperFile, Proposed, propose
from documents.proposing_view import told_of
from documents.reading import read_text
from documents.register import load_register
from documents.versions import Change
from models.assignment import Assignment, Deadline, Owner
from models.database import reading, transaction
from models.deciding import Taking, decide
from models.decision import Clause, Decision, DecisionState
from models.event import Event, first_broken
from models.names import body_named
from models.paper import Paper
from models.refusal import Refused
from models.settling import Day, confirm, undo
from models.signing_off import SignedOff, drop, sign_off, waiting_minutes
from notifications.round import announce
from tests.minutes_case import BOARD, CORRECTED, COUNCIL, PASSED_ON
from tests.office_case import example_office, letters, take_in

READ, APPROVED = date(2018, 3, 15), date(2018, 3, 20)
LATER, LATER_APPROVED = date(2018, 4, 26), date(2018, 5, 2)
LAST = date(2018, 5, 22)


@pytest.fixture
def office(engine: Engine, tmp_path):
    office = example_office(tmp_path)
    with transaction(engine) as session:
        load_register(session, office.settings.register_, office_hour(READ, 7))
    return office


def take(engine: Engine, text: str, day: date = READ) -> Proposed:
    file = PaperFile("protokoll.txt", sha256(text.encode()).hexdigest())
    with transaction(engine) as session:
        return propose(session, read_text(text), file, office_hour(day, 8), day)


def sign(engine: Engine, office, paper: int, approved: date = APPROVED, **changes) -> SignedOff:
    today = max(approved, APPROVED)
    with transaction(engine) as session:
        return sign_off(session, paper, approved, office_hour(today, 9), today, office.workdays, 10, **changes)


def assignments(engine: Engine, *statuses: Status) -> list[Assignment]:
    with reading(engine) as session:
        query = select(Assignment).where(col(Assignment.status).in_(statuses)).order_by(Assignment.id)
        return list(session.exec(query))


def decision_of(engine: Engine, assignment_id: int) -> Decision:
    with reading(engine) as session:
        return session.get_one(Decision, session.get_one(Assignment, assignment_id).decision_id)


def test_every_paragraph_becomes_a_decision_that_waits(engine: Engine, office) -> None:
    made = take(engine, BOARD)
    read = [(one.draft.paragraph, len(one.draft.findings)) for one in made.taken if one.draft.paragraph]
    assert read == [("41", 1), ("42", 0), ("43", 1), ("44", 0), ("45", 0)]
    asked = [(one.draft.under, one.draft.body, len(one.draft.findings)) for one in made.taken if one.draft.under]
    assert asked == [("41", "kommunfullmäktige", 2), ("43", "kommunfullmäktige", 1), ("44", "kommunfullmäktige", 1)]
    assert {one.decision.state for one in made.taken} == {DecisionState.PROPOSED}
    with reading(engine) as session:
        assert [(paper.id, count) for paper, count in waiting_minutes(session)] == [(made.paper.id, 5)]
        for clause in session.exec(select(Clause)).all():
            assert BOARD[clause.start_at : clause.end_at] == clause.quote


def test_the_office_reads_what_was_found(engine: Engine, office) -> None:
    lines = told_of(take(engine, BOARD), is_minutes(read_text(BOARD)))
    assert lines[0] == "5 paragrafer lästa: 2 med uppdrag, 3 utan."
    assert "§ 41    Plan för trygga skolvägar: 1 uppdrag (förslag 1)" in lines
    assert any(line.startswith("§ 41    Plan för trygga skolvägar: 2 uppdrag föreslås kommunfullm") for line in lines)
    at = lines.index("Utan uppdrag:")
    assert [line.split()[1] for line in lines[at + 1 : at + 4]] == ["42", "44", "45"]
    assert "När protokollet är justerat: bevaka sign-off 1 --approved DATUM" in lines


def test_signing_off_decides_all_and_gives_only_what_was_decided(engine: Engine, office) -> None:
    paper = take(engine, BOARD).paper
    done = sign(engine, office, paper.id)
    assert [one.paragraph for one in done.with_assignments] == ["41", "43"]
    assert [one.paragraph for one in done.without] == ["42", "44", "45"]
    with reading(engine) as session:
        decided = session.exec(select(Decision).where(Decision.state == DecisionState.APPROVED)).all()
    assert {(one.decided_on, one.approved_on, one.year) for one in decided} == {(date(2018, 3, 13), APPROVED, 2018)}
    assert [one.task for one in assignments(engine, Status.ACTIVE)] == [
        "ta fram en tidplan senast 30 april 2018",
        "se över taxorna",
    ]
    assert len(assignments(engine, Status.PROPOSED)) == 4, "what goes on to the council waits for the council"


def test_all_paragraphs_of_an_owner_come_in_one_letter(engine: Engine, office) -> None:
    done = sign(engine, office, take(engine, BOARD).paper.id)
    announce(engine, office, [one.id for one in done.with_assignments], office_hour(APPROVED, 9))
    assert [letter.intended for letter in letters(engine)] == ["kommundirektor@linkoping.example"]


def test_a_paragraph_that_is_left_out_waits(engine: Engine, office) -> None:
    paper = take(engine, BOARD).paper
    done = sign(engine, office, paper.id, leave_out=("43", "45"))
    assert [one.stated_paragraph for one in done.left] == ["43", "45"]
    with reading(engine) as session:
        assert [count for _, count in waiting_minutes(session)] == [2]
    assert len(sign(engine, office, paper.id).with_assignments) == 1
    with pytest.raises(Refused, match="väntar ingen paragraf"):
        sign(engine, office, paper.id)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"paper": 99}, "inget protokoll nr 99"),
        ({"approved": date(2018, 3, 12)}, "före beslutet"),
        ({"leave_out": ("99",)}, "§ 99 väntar inte"),
    ],
)
def test_what_cannot_be_signed_off_is_refused_whole(engine: Engine, office, changes, reason) -> None:
    paper = take(engine, BOARD).paper
    with pytest.raises(Refused, match=reason):
        sign(engine, office, **{"paper": paper.id, **changes})
    with reading(engine) as session:
        assert {one.state for one in session.exec(select(Decision))} == {DecisionState.PROPOSED}


@pytest.mark.parametrize(("missing", "reason"), [("body_id", "vilket organ"), ("stated_on", "vilken dag")])
def test_minutes_that_do_not_say_whose_or_when_are_told_so(engine: Engine, office, missing, reason) -> None:
    paper = take(engine, BOARD).paper
    with transaction(engine) as session:
        decision = session.exec(select(Decision).where(Decision.stated_paragraph == "43")).one()
        setattr(decision, missing, None)
        session.add(decision)
    with pytest.raises(Refused, match=f"§ 43: protokollet säger inte {reason}"):
        sign(engine, office, paper.id)


def test_the_council_decides_the_same_assignments(engine: Engine, office) -> None:
    """Point 1 is the board's own; the council's minutes activate the two it proposed and add none."""
    sign(engine, office, take(engine, BOARD).paper.id)
    before = [one.id for one in assignments(engine, Status.PROPOSED)]
    made = take(engine, COUNCIL, LATER)
    assert made.assignments == ()
    known = [one for one in made.taken if one.is_known]
    assert [one.draft.paragraph for one in known] == ["60", "61"]
    assert [difference.change for difference in known[0].differences] == [Change.TERM]
    sign(engine, office, made.paper.id, LATER_APPROVED)
    decided = [one for one in assignments(engine, Status.ACTIVE) if one.id in before]
    assert len(decided) == 3, "the fourth was about § 43, which the council did not take up"
    first = decision_of(engine, decided[0].id)
    assert (first.paragraph, first.decided_on, first.approved_on) == ("60", date(2018, 4, 24), LATER_APPROVED)
    with reading(engine) as session:
        term = session.exec(select(Deadline).where(Deadline.assignment_id == decided[0].id)).one()
        assert term.last == date(2019, 6, 30), "as decided, not as proposed"
        clause = session.get_one(Clause, decided[0].clause_id)
        assert COUNCIL[clause.start_at : clause.end_at] == clause.quote
        earlier = session.exec(select(Clause).where(Clause.repeats_id == clause.id)).one()
        assert BOARD[earlier.start_at : earlier.end_at] == earlier.quote
        assert session.get_one(Paper, earlier.paper_id).text == BOARD


def test_what_the_council_leaves_out_waits_alone_and_can_be_dropped(engine: Engine, office) -> None:
    take(engine, BOARD)
    short = "\n".join(line for line in COUNCIL.splitlines() if not line.startswith("2."))
    made = take(engine, short, LATER)
    one = next(one for one in made.taken if one.draft.paragraph == "60")
    assert [difference.change for difference in one.differences] == [Change.TERM, Change.GONE]
    assert one.left_out is not None
    sign(engine, office, made.paper.id, LATER_APPROVED)
    left = [a for a in assignments(engine, Status.PROPOSED) if a.decision_id == one.left_out.id]
    assert [a.task for a in left] == ["redovisa skolornas behov till kommunfullmäktige i september 2018"]
    with transaction(engine) as session:
        drop(session, one.left_out.id, office_hour(LATER, 10), LATER)
    assert [a.id for a in assignments(engine, Status.ANNULLED)] == [left[0].id]
    with pytest.raises(Refused, match="redan borttaget"), transaction(engine) as session:
        drop(session, one.left_out.id, office_hour(LATER, 10), LATER)
    with pytest.raises(Refused, match="togs bort"), transaction(engine) as session:
        taking = Taking("KF", date(2018, 4, 24), "63")
        decide(session, one.left_out.id, taking, office_hour(LATER, 10), LATER, office.workdays, 10)


def test_what_is_decided_cannot_be_dropped(engine: Engine, office) -> None:
    done = sign(engine, office, take(engine, BOARD).paper.id)
    with pytest.raises(Refused, match="är fattat"), transaction(engine) as session:
        drop(session, done.with_assignments[0].id, office_hour(LATER, 10), LATER)


def test_an_assignment_passed_on_knows_where_it_came_from(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    sign(engine, office, take(engine, COUNCIL, LATER).paper.id, LATER_APPROVED)
    with reading(engine) as session:
        board = body_named(session, "KS", LAST)
        origin = session.exec(select(Owner.assignment_id).where(Owner.body_id == board.id)).one()
    made = take(engine, PASSED_ON, LAST)
    assert made.passed_on == [(made.assignments[0].id, origin)]
    assert made.assignments[0].passed_on_from == origin


def test_a_stranger_in_the_same_case_is_not_linked(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    sign(engine, office, take(engine, COUNCIL, LATER).paper.id, LATER_APPROVED)
    other = PASSED_ON.replace("plantera träd vid lekplatserna", "upphandla gatubelysning")
    assert take(engine, other, LAST).passed_on == []


def test_corrected_minutes_show_the_differences_and_change_nothing_approved(engine: Engine, office) -> None:
    first = take(engine, BOARD).paper
    sign(engine, office, first.id)
    with reading(engine) as session:
        before = [tuple(row) for row in session.exec(select(Deadline.id, Deadline.last, Deadline.phrase))]
    made = take(engine, CORRECTED, LATER)
    assert made.version_of is not None and made.version_of.id == first.id
    changed = {one.draft.paragraph: [d.change for d in one.differences] for one in made.taken if one.differences}
    assert changed == {"41": [Change.TERM], "42": [Change.ADDED]}
    with reading(engine) as session:
        kept = [tuple(row) for row in session.exec(select(Deadline.id, Deadline.last, Deadline.phrase))]
        assert kept[: len(before)] == before
    done = sign(engine, office, made.paper.id, LATER_APPROVED)
    assert [one.paragraph for one in done.with_assignments] == ["42"], "only what was added waited"
    added = assignments(engine, Status.ACTIVE)[-1]
    decision = decision_of(engine, added.id)
    assert (decision.paragraph, decision.approved_on, added.task) == (
        "42",
        APPROVED,
        "teckna avtalet senast 1 juni 2018",
    )
    with reading(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == added.id)).one()
        assert owner.next_notice_on == LATER_APPROVED
        assert first_broken(session) is None


def test_corrected_minutes_before_the_signing_simply_hold(engine: Engine, office) -> None:
    take(engine, BOARD)
    made = take(engine, CORRECTED, LATER)
    sign(engine, office, made.paper.id, LATER_APPROVED)
    with reading(engine) as session:
        assert waiting_minutes(session) == [], "the first version does not wait beside the second"
        decided = session.exec(select(Decision).where(Decision.state == DecisionState.APPROVED)).all()
        lasts = session.exec(select(Deadline.last).join(Assignment).where(Assignment.status == Status.ACTIVE)).all()
    assert sorted(one.paragraph for one in decided) == ["41", "42", "43", "44", "45"]
    assert date(2018, 5, 31) in lasts and date(2018, 4, 30) not in lasts


def test_minutes_decide_the_memo_that_was_read_before(engine: Engine, office, tmp_path) -> None:
    memo = take_in(engine, office)
    numbers = [one.id for one in memo.assignments]
    with reading(engine) as session:
        text = session.get_one(Paper, memo.paper.id).text
        points = [session.get_one(Clause, one.clause_id).quote for one in memo.assignments]
    assert text
    minutes = (
        "Kommunstyrelsen                    Sammanträdesprotokoll            12 (40)\n"
        "                                   2017-10-10\n\n"
        f"§ 309 Utredning                        {memo.decision.case_number}\n\nKommunstyrelsens beslut\n"
        + "".join(f"{n}. {' '.join(point.split())}\n" for n, point in enumerate(points, 1))
        + "\n§ 310 Information\n\nKommunstyrelsens beslut\nInformationen läggs till handlingarna.\n"
    )
    made = take(engine, minutes, date(2017, 10, 12))
    assert made.assignments == ()
    done = sign(engine, office, made.paper.id, date(2017, 10, 17))
    assert [one.id for one in done.with_assignments] == [memo.decision.id]
    active = [one.id for one in assignments(engine, Status.ACTIVE)]
    assert active[:3] == numbers


def test_the_same_minutes_twice_are_recognised(engine: Engine, office) -> None:
    take(engine, BOARD)
    with reading(engine) as session:
        before = len(session.exec(select(Event.seq)).all())
    with pytest.raises(KnownPaper):
        take(engine, BOARD)
    with reading(engine) as session:
        assert len(session.exec(select(Event.seq)).all()) == before


CLOSING = """\
Protokollsutdrag
Kommunstyrelsen 2018-06-12

§ 88 Redovisning av tidplan för trygga skolvägar
Dnr KS 2018-55

Kommunstyrelsens beslut
1. Redovisningen godkänns och uppdraget anses slutfört.
2. Tiden för översynen av taxorna enligt kommunstyrelsens beslut 2018-03-13 § 43 förlängs till den 1 december 2018.
"""


def test_a_paper_that_closes_and_extends_gives_no_new_assignment(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    timetable, rates = (one.id for one in assignments(engine, Status.ACTIVE))
    day = date(2018, 6, 14)
    made = take(engine, CLOSING, day)
    assert made.assignments == () and [act.assignment_id for act in made.acts] == [timetable, rates]
    assert any("bevaka acts" in line for line in told_of(made, False))
    with transaction(engine) as session:
        taking = Taking("KS", date(2018, 6, 12), "88", day)
        decide(session, made.decision.id, taking, office_hour(day, 9), day, office.workdays, 10)
    with transaction(engine) as session:
        for act in made.acts:
            confirm(session, act.id, Day(office_hour(day, 10), day, office.workdays, 10))
    assert [one.id for one in assignments(engine, Status.CLOSED)] == [timetable]
    with reading(engine) as session:
        current = select(Deadline.last).where(Deadline.assignment_id == rates, col(Deadline.is_current))
        assert session.exec(current).one() == date(2018, 12, 1)
    with transaction(engine) as session:
        undo(session, made.acts[0].id, Day(office_hour(day, 11), day, office.workdays, 10))
    assert {timetable, rates} <= {one.id for one in assignments(engine, Status.ACTIVE)}


def test_a_term_moved_for_an_unknown_assignment_is_one_of_its_own(engine: Engine, office) -> None:
    made = take(engine, CLOSING, date(2018, 6, 14))
    assert [act.assignment_id for act in made.acts] in ([], [None], [None, None])
    assert len(made.assignments) == 1, "nothing known is meant, so it is tracked from here on"


def test_minutes_of_a_memo_that_closes_write_the_act_once(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    memo = (
        "Tjänsteskrivelse\n2018-06-01\nDnr KS 2018-55\n\nRedovisning av tidplan för trygga skolvägar\n\n"
        "Förslag till kommunstyrelsens beslut\n1. Redovisningen godkänns och uppdraget anses slutfört.\n"
        "2. Socialnämnden får i uppdrag att utvärdera skolvägarna senast 1 juni 2019.\n"
    )
    first = take(engine, memo, date(2018, 6, 2))
    assert len(first.acts) == 1
    minutes = CLOSING.replace(CLOSING.splitlines()[-1], memo.splitlines()[-1])
    second = take(engine, minutes, date(2018, 6, 14))
    assert second.decision.id == first.decision.id and second.acts == ()


def test_what_was_decided_once_may_be_given_again(engine: Engine, office) -> None:
    """A memo with the same title and words as last year's is a matter of its own."""
    memo = "Förslag till kommunstyrelsens beslut\n1. Socialnämnden får i uppdrag att redovisa läget senast {}.\n"
    first = take(engine, memo.format("1 mars 2019"))
    with transaction(engine) as session:
        taking = Taking("KS", APPROVED, "50", APPROVED)
        decide(session, first.decision.id, taking, office_hour(APPROVED, 9), APPROVED, office.workdays, 10)
    second = take(engine, memo.format("1 mars 2020"), LATER)
    assert second.decision.id != first.decision.id and len(second.assignments) == 1


def test_a_memo_that_comes_after_its_minutes_is_told_so(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    memo = (
        "Tjänsteskrivelse\n2018-03-01\nDnr KS 2018-55\n\nPlan för trygga skolvägar\n\n"
        "Förslag till kommunstyrelsens beslut\n"
        "1. Kommundirektören ges i uppdrag att ta fram en tidplan senast 30 april 2018.\n"
    )
    made = take(engine, memo, LATER)
    assert made.taken[0].resembles is not None and made.taken[0].resembles.paragraph == "41"
    assert any(f"bevaka drop {made.decision.id}" in line for line in told_of(made, False))


@pytest.mark.parametrize("first", ["board", "council"])
def test_the_councils_minutes_may_be_read_before_the_boards(engine: Engine, office, first) -> None:
    """What the council has decided is neither lost nor worded as the board proposed it."""
    council = take(engine, COUNCIL, LATER).paper.id
    board = take(engine, BOARD, LATER).paper.id
    for paper in (board, council) if first == "board" else (council, board):
        sign(engine, office, paper, LATER_APPROVED)
    with reading(engine) as session:
        assert waiting_minutes(session) == []
        sixty = session.exec(select(Decision).where(Decision.paragraph == "60")).one()
        given = select(Deadline.last).join(Assignment).where(Assignment.decision_id == sixty.id)
        assert session.exec(given.order_by(Assignment.id)).all() == [date(2019, 6, 30), date(2018, 9, 30)]
    assert len(assignments(engine, Status.ACTIVE)) == 5


def test_corrected_minutes_that_leave_out_a_paragraphs_only_assignment_say_so(engine: Engine, office) -> None:
    sign(engine, office, take(engine, BOARD).paper.id)
    decided = "Kommunstyrelsens beslut\n1. Kommundirektören ges i uppdrag att ta fram en tidplan senast 30 april 2018."
    made = take(engine, BOARD.replace(decided, "Kommunstyrelsens beslut\nÄrendet bordläggs."), LATER)
    changed = {one.draft.paragraph: [d.change for d in one.differences] for one in made.taken if one.differences}
    assert changed == {"41": [Change.GONE]}
    assert len(assignments(engine, Status.ACTIVE)) == 2, "what was approved stays"
    assert any("står inte här" in line for line in told_of(made, True))
