"""What papers do to earlier assignments: nothing until a person confirms, and taken back as if it had never been."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from config.zone import office_hour
from deadlines.ladder import Rung
from deadlines.status import ActKind, Answer, Outcome, Status
from deadlines.term import Kind
from models.act import Act, ActState
from models.answer import Channel
from models.answering import Said, answer
from models.assignment import Assignment, Deadline, Owner
from models.body import Body
from models.copying import copy_into_memory
from models.database import open_engine, reading, transaction
from models.duties import duties_of
from models.event import Event, first_broken
from models.letter import Letter, LetterState
from models.names import body_named
from models.notice import Notice
from models.receiving import Received, receive
from models.refusal import Refused
from models.settling import Choice, Day, confirm, reject, undo, waiting
from notifications.round import announce, morning_round
from tests.models.acts_case import DECIDED as LATER
from tests.models.acts_case import (
    NOW,
    TODAY,
    a_day,
    a_draft,
    a_later_decision,
    an_act_on,
    picture,
    status_of,
)
from tests.office_case import decide_case, example_office

CLOSE, WRITE_OFF, EXTEND, REFER_BACK, TRANSFER = ActKind
NEW_TERM = {"term_kind": Kind.DATE, "first": None, "last": date(2018, 10, 31), "phrase": "till den 31 oktober 2018"}
NAMING = 3
"""The assignment of the municipal director: to name a department by 30 November 2017."""


@pytest.fixture
def office(tmp_path):
    return example_office(tmp_path)


@pytest.fixture
def day(office) -> Day:
    return a_day(office)


@pytest.fixture
def case(engine: Engine, office) -> Engine:
    decide_case(engine, office)
    return engine


def care(session) -> int:
    return body_named(session, "omsorgsnämnden", TODAY).id


def doing(session, number: int = NAMING) -> list[str]:
    rows = session.exec(
        select(Body.name)
        .join(Owner, Owner.body_id == Body.id)
        .where(Owner.assignment_id == number, col(Owner.valid_to).is_(None))
    )
    return sorted(rows)


def kinds(session) -> list[str]:
    return list(session.exec(select(Event.kind).order_by(Event.seq)))


def test_closing_and_writing_off_end_the_assignment_by_the_decision(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        decision = a_later_decision(session)
        closes = an_act_on(session, NAMING, CLOSE, decision=decision, outcome=Outcome.DONE)
        writes_off = an_act_on(session, 1, WRITE_OFF, decision=decision)
        confirm(session, closes.id, day)
        confirm(session, writes_off.id, day)
    with reading(case) as session:
        done, gone = session.get_one(Assignment, NAMING), session.get_one(Assignment, 1)
        assert (done.status, done.outcome, done.closed_on, done.closed_by_paragraph) == (
            Status.CLOSED,
            Outcome.DONE,
            LATER,
            "340",
        )
        assert (gone.status, gone.outcome, gone.closed_on) == (Status.WRITTEN_OFF, None, LATER)
        assert kinds(session)[-4:] == [
            "assignment.closed",
            "act.confirmed",
            "assignment.written_off",
            "act.confirmed",
        ]
        assert first_broken(session) is None


def test_an_extension_is_a_new_version_of_the_term(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        confirm(session, an_act_on(session, NAMING, EXTEND, **NEW_TERM).id, day)
    with reading(case) as session:
        old, new = session.exec(select(Deadline).where(Deadline.assignment_id == NAMING).order_by(Deadline.version))
        assert (old.is_current, new.is_current, new.last) == (False, True, date(2018, 10, 31))
        assert (new.set_by_day, new.set_by_paragraph, new.phrase) == (LATER, "340", "till den 31 oktober 2018")


def test_a_transfer_keeps_the_number_and_starts_the_ladder_anew(case: Engine, office, day: Day) -> None:
    with transaction(case) as session:
        act = an_act_on(session, NAMING, TRANSFER, to_body_id=care(session))
        confirm(session, act.id, day)
    with reading(case) as session:
        assert doing(session) == ["omsorgsnämnden"]
        assert status_of(session, NAMING) is Status.ACTIVE
        old, new = session.exec(select(Owner).where(Owner.assignment_id == NAMING).order_by(Owner.id))
        assert (old.valid_to, old.next_notice_on, new.valid_from, new.next_notice_on) == (TODAY, None, TODAY, TODAY)
        (duty,) = duties_of(session, [new.id])
        assert (duty.sent, duty.assigned_on, duties_of(session, [old.id])) == (frozenset(), TODAY, [])
    assert (NAMING, new.id, Rung.ASSIGNED) in {row[:3] for row in said(case, office)}, "who takes over hears of it"


def test_what_is_referred_back_is_asked_for_again_in_spite_of_answers_and_reports(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == NAMING)).one()
        answer(session, owner.id, Said(Answer.DONE), NOW, TODAY, Channel.OFFICE)
        receive(session, NAMING, Received("KS 2017-141"), NOW, TODAY)
        confirm(session, an_act_on(session, NAMING, REFER_BACK, **NEW_TERM).id, day)
    with reading(case) as session:
        assert status_of(session, NAMING) is Status.ACTIVE
        assert doing(session) == ["kommundirektören"]
        (new,) = session.exec(select(Owner).where(Owner.assignment_id == NAMING, Owner.valid_from == TODAY))
        (duty,) = duties_of(session, [new.id])
        assert (duty.is_stopped, duty.submitted, duty.answer, duty.last) == (False, False, None, date(2018, 10, 31))
        (standing,) = [one for one in picture(session) if one[0] == NAMING]
        assert standing[-1] == [TODAY], "the report that came is kept, and shown as sent back"


def test_a_report_after_the_referral_counts(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        receive(session, NAMING, Received("KS 2017-141"), NOW, TODAY)
        confirm(session, an_act_on(session, NAMING, REFER_BACK).id, day)
        receive(session, NAMING, Received("KS 2017-177"), NOW, TODAY)
        assert status_of(session, NAMING) is Status.REPORTED


def test_a_person_may_choose_another_assignment_than_the_likeliest(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        act = an_act_on(session, NAMING, WRITE_OFF, runner_up_id=1, runner_up_reason="Samma organ.")
        confirm(session, act.id, day, Choice(assignment_id=1))
        assert (act.assignment_id, act.settled_id, act.state) == (NAMING, 1, ActState.CONFIRMED)
        assert (status_of(session, NAMING), status_of(session, 1)) == (Status.ACTIVE, Status.WRITTEN_OFF)


def test_what_the_paper_leaves_out_a_person_adds(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        decision = a_later_decision(session)
        closes = an_act_on(session, None, CLOSE, decision=decision)
        confirm(session, closes.id, day, Choice(assignment_id=1, outcome=Outcome.PARTLY_DONE))
        passes = an_act_on(session, NAMING, TRANSFER, decision=decision)
        confirm(session, passes.id, day, Choice(to_body_id=care(session)))
        assert session.get_one(Assignment, 1).outcome is Outcome.PARTLY_DONE
        assert doing(session) == ["omsorgsnämnden"]


def in_a_draft(session) -> Act:
    return an_act_on(session, NAMING, WRITE_OFF, decision=a_draft(session))


def of_another_body(session) -> Act:
    other = a_later_decision(session)
    other.body_id = care(session)
    return an_act_on(session, NAMING, WRITE_OFF, decision=other)


def of_what_is_ended(session) -> Act:
    act = an_act_on(session, NAMING, WRITE_OFF)
    gone = session.get_one(Assignment, NAMING)
    gone.status, gone.closed_on = Status.ANNULLED, LATER
    return act


def confirmed_before(session) -> Act:
    act = an_act_on(session, NAMING, WRITE_OFF)
    act.state, act.settled_id, act.settled_at, act.to_undo = ActState.CONFIRMED, NAMING, NOW, "{}"
    return act


def to_the_same(session) -> Act:
    return an_act_on(session, NAMING, TRANSFER, to_body_id=body_named(session, "kommundirektören", TODAY).id)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (in_a_draft, "bara föreslagen.*bevaka decide"),
        (of_another_body, "Bara kommunstyrelsen"),
        (of_what_is_ended, r"inte öppet \(upphävt\)"),
        (confirmed_before, "redan bekräftad för uppdrag 3.*bevaka undo-act"),
        (to_the_same, "Kommundirektören ansvarar redan för uppdrag 3"),
        (lambda s: an_act_on(s, None, WRITE_OFF), "Välj vilket uppdrag som menas.*--assignment"),
        (lambda s: an_act_on(s, NAMING, CLOSE), "säger inte vad organet fann.*--outcome"),
        (lambda s: an_act_on(s, NAMING, EXTEND), "ingen ny dag.*bevaka extend 3"),
        (lambda s: an_act_on(s, NAMING, EXTEND, term_kind=Kind.VAGUE, phrase="efter sommaren"), "ingen ny dag"),
        (lambda s: an_act_on(s, NAMING, TRANSFER), "Ange vem som tar över.*--to"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_and_changes_nothing(case: Engine, day: Day, make, reason: str) -> None:
    with transaction(case) as session:
        number = make(session).id
    with reading(case) as session:
        before, told = picture(session), kinds(session)
    with pytest.raises(Refused, match=reason), transaction(case) as session:
        confirm(session, number, day)
    with reading(case) as session:
        assert (picture(session), kinds(session)) == (before, told)


def test_two_who_confirm_at_the_same_moment_do_it_once(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        number = an_act_on(session, NAMING, TRANSFER, to_body_id=care(session)).id
    together = Barrier(2)

    def press(_: int) -> str:
        together.wait()
        try:
            with transaction(case) as session:
                confirm(session, number, day)
        except Refused as refused:
            return str(refused)
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(press, range(2)))
    assert answers[0].startswith("Punkt 1 är redan bekräftad") and answers[1] == "done"
    with reading(case) as session:
        assert kinds(session).count("assignment.transferred") == 1 and first_broken(session) is None


def test_an_act_that_does_not_exist_is_told(case: Engine, day: Day) -> None:
    with pytest.raises(Refused, match="ingen punkt nr 99"), transaction(case) as session:
        confirm(session, 99, day)


def test_what_is_rejected_waits_no_more_and_may_be_confirmed_all_the_same(case: Engine, day: Day) -> None:
    with transaction(case) as session:
        act = an_act_on(session, NAMING, WRITE_OFF)
        assert [one.act.id for one in waiting(session)] == [act.id]
        reject(session, act.id, day)
        assert waiting(session) == [] and status_of(session, NAMING) is Status.ACTIVE
        with pytest.raises(Refused, match="redan avvisad"):
            reject(session, act.id, day)
        with pytest.raises(Refused, match="inget att ångra"):
            undo(session, act.id, day)
        confirm(session, act.id, day)
        assert status_of(session, NAMING) is Status.WRITTEN_OFF


@pytest.mark.parametrize(
    "then",
    [
        lambda s, day: confirm(s, an_act_on(s, NAMING, EXTEND, decision=other(s), **NEW_TERM).id, day),
        lambda s, day: receive(s, NAMING, Received("KS 2017-141"), NOW, TODAY),
        lambda s, day: confirm(s, an_act_on(s, NAMING, WRITE_OFF, decision=other(s)).id, day),
    ],
    ids=["extended again", "reported", "written off"],
)
def test_what_has_changed_since_is_not_undone(case: Engine, day: Day, then) -> None:
    with transaction(case) as session:
        act = an_act_on(session, NAMING, TRANSFER, to_body_id=care(session))
        confirm(session, act.id, day)
        then(session, day)
    with reading(case) as session:
        before = picture(session)
    with pytest.raises(Refused, match="Uppdrag 3 har ändrats sedan"), transaction(case) as session:
        undo(session, act.id, day)
    with reading(case) as session:
        assert picture(session) == before


def other(session):
    return a_later_decision(session, paragraph="341")


SAID = {
    CLOSE: {"outcome": Outcome.DONE},
    WRITE_OFF: {},
    EXTEND: NEW_TERM,
    REFER_BACK: NEW_TERM,
    TRANSFER: {},
}


def settle_and_undo(engine: Engine, day: Day, number: int, kind: ActKind, times: int = 1) -> int:
    with transaction(engine) as session:
        said = {"to_body_id": care(session)} if kind is TRANSFER else SAID[kind]
        act_id = an_act_on(session, number, kind, **said).id
    for _ in range(times):
        with transaction(engine) as session:
            confirm(session, act_id, day)
        with transaction(engine) as session:
            undo(session, act_id, day)
    return act_id


@pytest.mark.parametrize("does", ActKind)
def test_an_act_taken_back_leaves_everything_as_it_was(case: Engine, day: Day, does: ActKind) -> None:
    with reading(case) as session:
        before = picture(session)
    act_id = settle_and_undo(case, day, NAMING, does, times=2)
    with reading(case) as session:
        assert picture(session) == before
        assert kinds(session)[-1] == "act.undone" and first_broken(session) is None
        act = session.get_one(Act, act_id)
        assert (act.state, act.settled_id, act.to_undo) == (ActState.UNDONE, None, None)
        assert [one.act.id for one in waiting(session)] == [act_id], "it waits for a person again"


@pytest.fixture(scope="module")
def settled_case(migrated_file, tmp_path_factory) -> Engine:
    """The case on SQLite, copied into memory for every example."""
    home = tmp_path_factory.mktemp("case")
    path = home / "bevaka.db"
    path.write_bytes(migrated_file.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    decide_case(engine, example_office(home))
    return engine


HAPPENED = {
    "the letters went": lambda s: send_all(s),
    "an answer came": lambda s: answer(s, owner_of(s).id, Said(Answer.ON_TRACK), NOW, TODAY, Channel.OFFICE),
    "it was said to be done": lambda s: answer(s, owner_of(s).id, Said(Answer.DONE), NOW, TODAY, Channel.OFFICE),
    "the report came": lambda s: receive(s, NAMING, Received("KS 2017-141"), NOW, TODAY),
}


def owner_of(session) -> Owner:
    return session.exec(select(Owner).where(Owner.assignment_id == NAMING)).one()


def send_all(session) -> None:
    for letter in session.exec(select(Letter)).all():
        letter.state, letter.sent_at = LetterState.SENT, NOW
        letter.subject = letter.text = letter.html = letter.why = "skickat"
        session.add(letter)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.sampled_from([1, 2, NAMING]),
    does=st.sampled_from(list(ActKind)),
    happened=st.lists(st.sampled_from(sorted(HAPPENED)), unique=True),
    times=st.integers(1, 3),
    later=st.dates(TODAY, date(2018, 7, 1)),
)
def test_whatever_had_happened_an_act_taken_back_changes_nothing(
    settled_case, office, number, does, happened, times, later
) -> None:
    """Neither where things stand nor what the next rounds will say: those who heard nothing of it never will."""
    engine = copy_into_memory(settled_case)
    for name in sorted(happened, key=list(HAPPENED).index):
        if name == "the letters went" or status(engine) is Status.ACTIVE:
            with transaction(engine) as session:
                HAPPENED[name](session)
    untouched = copy_into_memory(engine)

    settle_and_undo(engine, a_day(office), number, does, times)

    with reading(engine) as done, reading(untouched) as never:
        assert picture(done) == picture(never)
        assert first_broken(done) is None
    morning = office.workdays.on_or_after(later)
    assert said_on(engine, office, morning) == said_on(untouched, office, morning)


def status(engine: Engine) -> Status:
    with reading(engine) as session:
        return status_of(session, NAMING)


def said(engine: Engine, office) -> list[tuple]:
    """What is put into letters at once."""
    announce(engine, office, 1, NOW)
    return in_letters(engine)


def said_on(engine: Engine, office, day: date) -> list[tuple]:
    """What the round of that morning puts into letters."""
    morning_round(engine, office, office_hour(day, 7))
    return in_letters(engine)


def in_letters(engine: Engine) -> list[tuple]:
    """What will still be right to say when the letters are written: nothing to whoever is done."""
    with reading(engine) as session:
        rows = session.exec(
            select(Notice.assignment_id, Notice.owner_id, Notice.rung, Notice.nth, Notice.audience, Letter.intended)
            .join(Letter, col(Letter.id) == Notice.letter_id)
            .where(Letter.state != LetterState.SENT, ~col(Notice.is_dropped))
        ).all()
        live = {duty.owner_id for duty in duties_of(session, {row[1] for row in rows}) if not duty.is_stopped}
    return sorted(tuple(row) for row in rows if row[1] in live)


def test_whoever_heard_of_a_new_term_hears_that_the_old_one_is_back(case: Engine, office, day: Day) -> None:
    with transaction(case) as session:
        send_all(session)
        act = an_act_on(session, NAMING, EXTEND, **NEW_TERM)
        confirm(session, act.id, day)
    assert [row for row in said(case, office) if row[0] == NAMING and row[2] is Rung.ASSIGNED]
    with transaction(case) as session:
        send_all(session)
        undo(session, act.id, day)
    morning = date(2017, 11, 22)
    assert said_on(case, office, morning)
    with reading(case) as session:
        newest = session.exec(select(Deadline).where(Deadline.is_current, Deadline.assignment_id == NAMING)).one()
        (told,) = session.exec(
            select(Notice.rung).where(
                Notice.deadline_id == newest.id, Notice.rung == Rung.ASSIGNED, col(Notice.letter_id).is_not(None)
            )
        )
        assert told is Rung.ASSIGNED
        assert (newest.version, newest.last, newest.set_by_paragraph) == (3, date(2017, 11, 30), "309")


def test_a_letter_that_was_withdrawn_is_planned_anew(case: Engine, office, day: Day) -> None:
    with reading(case) as session:
        planned = session.exec(select(Letter).where(Letter.state == LetterState.PLANNED)).all()
    assert planned, "the first letters have not gone"
    settle_and_undo(case, day, NAMING, CLOSE)
    told = [row for row in said_on(case, office, date(2017, 11, 22)) if row[0] == NAMING and row[2] is Rung.ASSIGNED]
    assert len(told) == 1
