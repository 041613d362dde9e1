"""What the office registers: accepted with its history, or refused with the reason and nothing changed."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from config.zone import office_hour
from deadlines.status import Answer, Outcome, Status, StepNotAllowed, step
from deadlines.term import Kind, Term
from documents.proposing import KnownPaper, PaperFile, propose
from documents.reading import read_paper
from models.answer import Channel, StatusReport
from models.answering import Said, answer, first_altered
from models.assignment import Assignment, Deadline, Owner
from models.closing import ByDecision, close, move_term, name_owner
from models.database import reading, transaction
from models.deciding import Taking, approve, decide
from models.decision import Clause, Decision, DecisionState
from models.event import Event, first_broken
from models.handing_over import extend
from models.names import UnknownBody, body_named
from models.overview import Place, counted, standings
from models.receiving import Received, receive
from models.refusal import Refused
from tests.office_case import APPROVED, DECIDED, PAPER, decide_case, example_office, take_in

TODAY = date(2017, 11, 1)
NOW = office_hour(TODAY, 9)


@pytest.fixture
def office(tmp_path):
    return example_office(tmp_path)


def everything(engine: Engine) -> list[tuple]:
    """The rows that an act might change."""
    with reading(engine) as session:
        return [
            tuple(sorted(repr(row) for row in session.exec(select(table)).all()))
            for table in (Decision, Assignment, Owner, Deadline, Event)
        ]


def try_to_decide(engine: Engine, office, number: int, **changes) -> None:
    usual = {"body": "kommunstyrelsen", "day": DECIDED, "paragraph": "309", "approved": APPROVED}
    with transaction(engine) as session:
        decide(session, number, Taking(**usual | changes), NOW, TODAY, office.workdays, 10)


def test_a_paper_becomes_three_proposed_assignments(engine: Engine, office) -> None:
    proposed = take_in(engine, office)
    assert [one.status for one in proposed.assignments] == [Status.PROPOSED] * 3
    assert proposed.unknown == ()
    with reading(engine) as session:
        owners = session.exec(select(Owner)).all()
        assert len(owners) == 6 and all(owner.body_id for owner in owners)
        clauses = session.exec(select(Clause).where(Clause.repeats_id != None)).all()  # noqa: E711
        assert len(clauses) == 3, "the repetition is a second quote of the same three"
        kinds = [term.kind for term in session.exec(select(Deadline).order_by(Deadline.id)).all()]
        assert kinds == [Kind.NONE, Kind.MONTH, Kind.DATE]


def test_deciding_makes_the_fourth_that_waits_for_the_third(engine: Engine, office) -> None:
    decide_case(engine, office)
    with reading(engine) as session:
        waiting = session.exec(select(Assignment).where(Assignment.waits_for == 3)).one()
        owner = session.exec(select(Owner).where(Owner.assignment_id == waiting.id)).one()
        assert owner.body_id is None and owner.to_be_named
        assert len(session.exec(select(Owner)).all()) == 7
        places = counted(standings(session, TODAY))
    assert places == {Place.UNDATED: 1, Place.LATER: 1, Place.SOON: 1, Place.WAITING: 1}


def test_the_same_paper_is_recognised_by_its_hash(engine: Engine, office) -> None:
    take_in(engine, office)
    before = everything(engine)
    data = PAPER.read_bytes()
    file = PaperFile("samma handling.txt", sha256(data).hexdigest())
    with pytest.raises(KnownPaper, match="redan inläst"), transaction(engine) as session:
        propose(session, read_paper(data, "x.txt"), file, NOW, TODAY)
    assert everything(engine) == before


def test_a_paper_without_assignments_is_not_taken_in(engine: Engine, office) -> None:
    take_in(engine, office)
    before = everything(engine)
    data = "Kommunstyrelsen lägger informationen till handlingarna.".encode()
    with pytest.raises(Refused, match="Inget uppdrag"), transaction(engine) as session:
        propose(session, read_paper(data, "x.txt"), PaperFile("x.txt", "0" * 64), NOW, TODAY)
    assert everything(engine) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"body": "trafiknämnden"}, "finns inte i registret"),
        ({"body": "omsorgsnämnden"}, "inte av omsorgsnämnden"),
        ({"day": date(2017, 9, 17)}, "före handlingen"),
        ({"day": TODAY + timedelta(days=1), "approved": None}, "har inte varit ännu"),
        ({"approved": date(2017, 10, 9)}, "före beslutet"),
        ({"approved": TODAY + timedelta(days=1)}, "har inte varit ännu"),
    ],
)
def test_what_cannot_have_been_decided_is_refused(engine: Engine, office, changes, reason) -> None:
    number = take_in(engine, office).decision.id
    before = everything(engine)
    with pytest.raises((Refused, UnknownBody), match=reason):
        try_to_decide(engine, office, number, **changes)
    assert everything(engine) == before


def test_deciding_twice_is_refused(engine: Engine, office) -> None:
    number = take_in(engine, office).decision.id
    try_to_decide(engine, office, number)
    before = everything(engine)
    with pytest.raises(Refused, match="redan beslutat"):
        try_to_decide(engine, office, number, paragraph="310")
    assert everything(engine) == before


def test_a_taken_paragraph_is_refused(engine: Engine, office) -> None:
    number = take_in(engine, office).decision.id
    try_to_decide(engine, office, number)
    with transaction(engine) as session:
        board = body_named(session, "KS", TODAY)
        other = Decision(body_id=board.id, title="Annat")
        session.add(other)
    before = everything(engine)
    with pytest.raises(Refused, match="redan registrerad"):
        try_to_decide(engine, office, other.id, approved=None)
    assert everything(engine) == before


def test_an_unknown_proposal_is_refused(engine: Engine, office) -> None:
    with pytest.raises(Refused, match="inget förslag nr 99"):
        try_to_decide(engine, office, 99)


def test_approval_comes_later_and_only_once(engine: Engine, office) -> None:
    number = take_in(engine, office).decision.id
    try_to_decide(engine, office, number, approved=None)
    with transaction(engine) as session:
        decision = session.get_one(Decision, number)
        approve(session, decision, APPROVED, NOW, TODAY)
    assert decision.state is DecisionState.APPROVED
    with pytest.raises(Refused, match="väntar inte på justering"), transaction(engine) as session:
        approve(session, session.get_one(Decision, number), APPROVED, NOW, TODAY)


def test_a_term_counted_from_the_decision_gets_its_day_with_it(engine: Engine, office) -> None:
    take_in(engine, office)
    paper = (
        "Förslag till kommunstyrelsens beslut\n1. Socialnämnden får i uppdrag att inom sex månader redovisa läget.\n"
    )
    with transaction(engine) as session:
        made = propose(session, read_paper(paper.encode(), "b.txt"), PaperFile("b.txt", "1" * 64), NOW, TODAY)
        term = session.exec(select(Deadline).where(Deadline.assignment_id == made.assignments[0].id)).one()
        assert (term.kind, term.last) == (Kind.RELATIVE, None)
    try_to_decide(engine, office, made.decision.id, paragraph="12")
    with reading(engine) as session:
        term = session.exec(select(Deadline).where(Deadline.assignment_id == made.assignments[0].id)).one()
        assert term.last == date(2018, 4, 10)


def test_an_owner_that_is_not_registered_waits_for_a_person(engine: Engine, office) -> None:
    take_in(engine, office)
    paper = (
        "Förslag till kommunstyrelsens beslut\n1. Trafiknämnden får i uppdrag att redovisa läget senast 1 mars 2018.\n"
    )
    with transaction(engine) as session:
        made = propose(session, read_paper(paper.encode(), "b.txt"), PaperFile("b.txt", "1" * 64), NOW, TODAY)
        assert made.unknown == ("trafiknämnden",)
        owner = session.exec(select(Owner).where(Owner.assignment_id == made.assignments[0].id)).one()
        assert (owner.body_id, owner.to_be_named) == (None, "trafiknämnden")
        body = body_named(session, "omsorgskontoret", TODAY)
        name_owner(session, made.assignments[0].id, body, NOW, TODAY, office.workdays, 10)
        assert owner.body_id == body.id


def test_only_the_body_that_gave_it_closes_an_assignment(engine: Engine, office) -> None:
    decide_case(engine, office)
    before = everything(engine)
    with pytest.raises(Refused, match="gavs av kommunstyrelsen"), transaction(engine) as session:
        council = body_named(session, "KF", TODAY)
        close(session, 3, Outcome.DONE, ByDecision(council.id, TODAY, "1"), NOW)
    assert everything(engine) == before
    with transaction(engine) as session:
        board = body_named(session, "KS", TODAY)
        closed = close(session, 3, Outcome.PARTLY_DONE, ByDecision(board.id, TODAY, "340"), NOW)
        assert (closed.status, closed.outcome, closed.closed_on) == (Status.CLOSED, Outcome.PARTLY_DONE, TODAY)
    with pytest.raises(Refused, match="inte öppet"), transaction(engine) as session:
        close(session, 3, Outcome.DONE, ByDecision(board.id, TODAY, "341"), NOW)


def test_a_term_is_moved_by_decision_and_the_old_one_stays(engine: Engine, office) -> None:
    decide_case(engine, office)
    term = Term(Kind.MONTH, date(2018, 10, 1), date(2018, 10, 31), "oktober 2018")
    with transaction(engine) as session:
        board = body_named(session, "KS", TODAY)
        move_term(session, 2, term, ByDecision(board.id, TODAY, "201"), NOW, TODAY, office.workdays, 10)
    with reading(engine) as session:
        versions = session.exec(select(Deadline).where(Deadline.assignment_id == 2).order_by(Deadline.version)).all()
        assert [(v.last, v.is_current) for v in versions] == [(date(2018, 6, 30), False), (date(2018, 10, 31), True)]
        owner = session.exec(select(Owner).where(Owner.assignment_id == 2)).first()
        assert owner.meeting_day is None and owner.assumed == "no_meeting", "the plan has no meeting that month"
    with pytest.raises(Refused, match="redan den tiden"), transaction(engine) as session:
        move_term(session, 2, term, ByDecision(board.id, TODAY, "202"), NOW, TODAY, office.workdays, 10)


def test_a_status_report_is_not_the_report(engine: Engine, office) -> None:
    decide_case(engine, office)
    with transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == 3)).one()
        answer(session, owner.id, Said(Answer.DONE, "Klart.", "KS 2017-141"), NOW, TODAY, Channel.LINK)
    with reading(engine) as session:
        assert session.get_one(Assignment, 3).status is Status.ACTIVE
    with transaction(engine) as session:
        receive(session, 3, Received("KS 2017-141"), NOW, TODAY)
    with reading(engine) as session:
        assert session.get_one(Assignment, 3).status is Status.REPORTED
    with pytest.raises(Refused, match="väntar inte på"), transaction(engine) as session:
        receive(session, 3, Received("KS 2017-141"), NOW, TODAY)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Said(Answer.ON_TRACK, "x" * 4001), "för lång"),
        (Said(Answer.OTHER_OFFICER), "e-postadress"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(engine: Engine, office, said, reason) -> None:
    decide_case(engine, office)
    before = everything(engine)
    with pytest.raises(Refused, match=reason), transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == 3)).one()
        answer(session, owner.id, said, NOW, TODAY, Channel.LINK)
    assert everything(engine) == before


def test_every_act_leaves_its_event_and_no_words_of_anybody(engine: Engine, office) -> None:
    decide_case(engine, office)
    with transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == 3)).one()
        said = Said(Answer.OTHER_OFFICER, "Fråga Kim.", officer_address="kim@linkoping.example")
        answer(session, owner.id, said, NOW, TODAY, Channel.LINK)
        receive(session, 3, Received("KS 2017-141"), NOW, TODAY)
        board = body_named(session, "KS", TODAY)
        close(session, 3, Outcome.DONE, ByDecision(board.id, TODAY, "340"), NOW)
    with reading(engine) as session:
        events = session.exec(select(Event).order_by(Event.seq)).all()
        kinds = [event.kind for event in events]
        assert kinds[:4] == ["register.loaded", "paper.proposed", "decision.decided", "assignment.waits"]
        assert kinds[-3:] == ["owner.answered", "assignment.received", "assignment.closed"]
        assert not any("Kim" in event.data or "kim@" in event.data for event in events)
        assert first_broken(session) is None


def test_nobody_answers_for_a_proposal(engine: Engine, office) -> None:
    take_in(engine, office)
    before = everything(engine)
    with pytest.raises(Refused, match="föreslaget, så det finns inget att svara om"), transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == 3)).one()
        answer(session, owner.id, Said(Answer.ON_TRACK), NOW, TODAY, Channel.OFFICE)
    assert everything(engine) == before


def test_an_answer_that_was_altered_afterwards_is_found_and_a_masked_one_is_not(engine: Engine, office) -> None:
    decide_case(engine, office)
    with transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == 3)).one()
        for text in ("Det går bra.", "Det går fortfarande bra."):
            answer(session, owner.id, Said(Answer.ON_TRACK, text), NOW, TODAY, Channel.LINK)
    with reading(engine) as session:
        assert first_altered(session) is None
    with transaction(engine) as session:
        masked, altered = session.exec(select(StatusReport).order_by(StatusReport.id)).all()
        masked.text, altered.text = None, "Det går dåligt."
        session.add_all([masked, altered])
    with reading(engine) as session:
        found = first_altered(session)
        assert found is not None and found.id == altered.id
        assert first_broken(session) is None


def test_the_steps_of_an_assignment_are_told_when_refused() -> None:
    with pytest.raises(
        StepNotAllowed, match="avslutat kan inte bli pågående. Möjligt härifrån: inget, det är slutligt"
    ):
        step(Status.CLOSED, Status.ACTIVE)


def test_a_new_term_for_what_was_reported_opens_it_again(engine: Engine, office) -> None:
    decide_case(engine, office)
    with transaction(engine) as session:
        receive(session, 3, Received("KS 2017-141"), NOW, TODAY)
    later, term = date(2017, 12, 13), Term(Kind.DATE, None, date(2018, 2, 28), "2018-02-28")
    with transaction(engine) as session:
        by = ByDecision(body_named(session, "KS", TODAY).id, date(2017, 12, 12), "381")
        assert extend(session, 3, term, by, office_hour(later, 9), later, office.workdays, 10)
    with reading(engine) as session:
        assert session.get_one(Assignment, 3).status is Status.ACTIVE
        again = session.exec(select(Owner).where(Owner.assignment_id == 3, Owner.valid_to == None)).one()  # noqa: E711
        assert again.next_notice_on == later and first_broken(session) is None
    with transaction(engine) as session:
        other = Term(Kind.DATE, None, date(2018, 3, 31), "2018-03-31")
        assert not extend(session, 3, other, by, office_hour(later, 9), later, office.workdays, 10)
