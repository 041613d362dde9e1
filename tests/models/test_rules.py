"""The rules that stand in the database itself: each has a name that reads as a sentence, and each refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import CheckConstraint, Enum, text
from sqlalchemy.exc import IntegrityError

from deadlines.ladder import Audience, Rung
from deadlines.status import ActKind, Outcome, Status
from deadlines.term import Kind
from models.absence import Absence
from models.act import ActState
from models.answer import Submission
from models.assignment import Owner
from models.columns import metadata
from models.decision import DecisionState
from models.letter import LetterState, Occasion
from models.record import FollowUpRecord
from models.reply import ReplyKind, ReplyState
from models.tables import TABLES
from tests.builders import (
    DECIDED,
    FOUNDED,
    LAST,
    MORNING,
    a_body,
    a_clause,
    a_deadline,
    a_decision,
    a_letter,
    a_meeting,
    a_notice,
    a_paper,
    a_person,
    a_post_with_holder,
    a_proposed_decision,
    a_reply,
    an_act,
    an_assignment,
    an_owner,
    owners_of,
)

BEFORE = FOUNDED - timedelta(days=1)


def _waiting_for_itself(session):
    assignment = an_assignment(session)
    assignment.waits_for = assignment.id
    session.flush()


def _own_runner_up(session):
    assignment = an_assignment(session)
    an_act(session, assignment, runner_up_id=assignment.id)


def _own_head(session):
    body = a_body(session)
    body.head_id = body.id
    session.flush()


def _saved(session, row):
    session.add(row)
    session.flush()


BROKEN = {
    "body_has_a_name": lambda s: a_body(s, name="  "),
    "body_ends_after_it_begins": lambda s: a_body(s, valid_to=BEFORE),
    "nobody_is_their_own_head": _own_head,
    "holding_ends_after_it_begins": lambda s: a_post_with_holder(s, valid_to=BEFORE),
    "absence_ends_after_it_begins": lambda s: _saved(
        s, Absence(person_id=a_person(s).id, valid_from=LAST, valid_to=LAST - timedelta(days=1))
    ),
    "papers_are_in_before_the_meeting": lambda s: a_meeting(s, a_body(s), LAST, cutoff=LAST + timedelta(days=1)),
    "paper_is_known_by_its_hash": lambda s: a_paper(s, sha256="abc"),
    "decided_has_body_day_and_paragraph": lambda s: a_decision(s, paragraph=None),
    "approved_has_a_day": lambda s: a_decision(s, approved_on=None),
    "only_decided_is_approved": lambda s: a_decision(s, state=DecisionState.DECIDED),
    "approved_after_it_was_decided": lambda s: a_decision(s, approved_on=DECIDED - timedelta(days=1)),
    "clause_lies_in_the_paper": lambda s: a_clause(s, start_at=10, end_at=10),
    "task_says_something": lambda s: an_assignment(s, task=" "),
    "ended_has_a_day": lambda s: an_assignment(s, status=Status.WRITTEN_OFF),
    "closed_has_an_outcome": lambda s: an_assignment(s, status=Status.CLOSED, closed_on=LAST),
    "nothing_waits_for_itself": _waiting_for_itself,
    "term_begins_before_it_ends": lambda s: an_assignment(s, first=LAST + timedelta(days=1), last=LAST),
    "sent_has_an_hour": lambda s: a_letter(s, sent_at=MORNING),
    "only_what_is_written_is_sent": lambda s: a_letter(s, text=None),
    "report_is_known_by_number_or_paragraph": lambda s: _saved(
        s, Submission(assignment_id=an_assignment(s).id, received_on=LAST, at=MORNING, paragraph="201")
    ),
    "settled_has_an_hour": lambda s: an_act(s, settled_at=MORNING),
    "confirmed_has_an_assignment": lambda s: an_act(s, settled_id=an_assignment(s).id),
    "confirmed_can_be_undone": lambda s: an_act(
        s, state=ActState.CONFIRMED, settled_id=an_assignment(s).id, settled_at=MORNING
    ),
    "runner_up_comes_after_a_best": lambda s: an_act(s, assignment_id=None, runner_up_id=an_assignment(s).id),
    "best_is_not_its_own_runner_up": _own_runner_up,
    "proposed_for_a_reason": lambda s: an_act(s, reason=" "),
    "only_closing_has_an_outcome": lambda s: an_act(s, outcome=Outcome.DONE),
    "only_a_transfer_has_a_receiver": lambda s: an_act(s, to_body_id=a_body(s).id),
    "what_ends_has_no_new_term": lambda s: an_act(s, term_kind=Kind.VAGUE),
    "new_term_begins_before_it_ends": lambda s: an_act(
        s, kind=ActKind.EXTEND, term_kind=Kind.DATE, first=LAST + timedelta(days=1), last=LAST
    ),
    "an_answer_belongs_to_a_letter": lambda s: a_reply(s, letter_id=None),
    "only_an_answer_is_proposed": lambda s: a_reply(s, kind=ReplyKind.BOUNCE, answer=None),
    "only_the_absent_return": lambda s: a_reply(s, returns_on=LAST),
    "only_an_answer_says_something": lambda s: a_reply(
        s, kind=ReplyKind.AUTOMATIC, state=ReplyState.NOTED, answer=None, text="Jag är sjuk."
    ),
    "frozen_has_a_hash": lambda s: _saved(
        s, FollowUpRecord(body_id=a_body(s).id, day=LAST, content={}, gathered_at=MORNING, frozen_at=MORNING)
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses_by_name(session, rule):
    with pytest.raises(IntegrityError, match=rule):
        BROKEN[rule](session)


def test_every_rule_is_tried():
    rules = {
        rule.name.removeprefix(f"ck_{table.name}_")
        for table in metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, CheckConstraint) and not getattr(rule, "_type_bound", False)
    }
    assert rules == set(BROKEN)


def test_a_word_that_the_code_does_not_know_is_refused(session):
    words = [
        (table.__table__.name, column.name)
        for table in TABLES
        for column in table.__table__.columns
        if isinstance(column.type, Enum)
    ]
    a_notice(session, letter=a_letter(session))
    an_act(session)
    a_reply(session)
    filled = {"reply", "act", "body", "decision", "assignment", "deadline", "owner", "notice", "letter"}
    for table, column in words:
        if table in filled:
            with pytest.raises(IntegrityError, match="ck_"), session.begin_nested():
                session.execute(text(f"UPDATE {table} SET {column} = 'okänt'"))
    assert len(words) > 10


def test_the_same_notice_is_written_once(session):
    first = a_notice(session)
    owner = session.get_one(Owner, first.owner_id)

    a_notice(session, owner, rung=Rung.LAST)
    a_notice(session, owner, nth=2)
    a_notice(session, owner, audience=Audience.OFFICE)
    with pytest.raises(IntegrityError):
        a_notice(session, owner, planned_on=LAST, written_on=LAST, letter=a_letter(session))


def test_a_moved_term_makes_new_notices(session):
    assignment = an_assignment(session)
    [owner] = owners_of(session, assignment)
    a_notice(session, owner)

    moved = a_deadline(session, assignment, version=2, is_current=False)
    a_notice(session, owner, deadline_id=moved.id)


def test_a_recipient_gets_one_letter_a_day_and_occasion(session):
    a_letter(session)

    a_letter(session, occasion=Occasion.DECIDED)
    a_letter(session, day=MORNING.date() + timedelta(days=1))
    a_letter(session, "namnd2@kommun.example")
    with pytest.raises(IntegrityError):
        a_letter(session)


def test_a_withdrawn_letter_leaves_its_place_free(session):
    withdrawn = a_letter(session)
    withdrawn.state = LetterState.WITHDRAWN
    session.flush()

    a_letter(session)


def test_several_alarms_may_go_to_one_recipient_on_a_day(session):
    a_letter(session, occasion=Occasion.ALARM)
    a_letter(session, occasion=Occasion.ALARM)


def test_a_letter_is_asked_to_confirm_once_a_day(session):
    letter = a_letter(session)
    a_reply(session, letter, confirmation_id=a_letter(session, occasion=Occasion.ALARM).id)
    again = a_letter(session, occasion=Occasion.ALARM)

    a_reply(session, letter)
    with pytest.raises(IntegrityError):
        a_reply(session, letter, confirmation_id=again.id)


@pytest.mark.parametrize("same", ["message_id", "uid"])
def test_a_message_comes_in_once(session, same):
    first = a_reply(session)

    with pytest.raises(IntegrityError):
        a_reply(session, **{same: getattr(first, same)})


def test_a_paragraph_is_one_decision_of_a_body_and_year(session):
    board = a_body(session)
    a_decision(session, body=board, paragraph="309")

    a_decision(session, body=a_body(session), paragraph="309")
    a_decision(session, body=board, paragraph="309", year=2018)
    with pytest.raises(IntegrityError):
        a_decision(session, body=board, paragraph="309")


def test_proposals_without_a_paragraph_do_not_collide(session):
    board = a_body(session)

    assert a_proposed_decision(session, body=board).id != a_proposed_decision(session, body=board).id


def test_the_number_of_an_assignment_is_never_used_again(session):
    decision = a_decision(session)
    gone = an_assignment(session, owners=[], decision=decision)
    number = gone.id
    session.execute(text(f"DELETE FROM deadline WHERE assignment_id = {number}"))
    session.execute(text(f"DELETE FROM assignment WHERE id = {number}"))

    assert an_assignment(session, decision=decision).id > number


def test_what_others_refer_to_cannot_go(session):
    assignment = an_assignment(session)

    with pytest.raises(IntegrityError):
        session.execute(text(f"DELETE FROM assignment WHERE id = {assignment.id}"))


def test_an_owner_comes_in_once_a_day(session):
    body = a_body(session)
    assignment = an_assignment(session, owners=[body])

    an_owner(session, assignment, body, valid_from=date(2018, 1, 1))
    with pytest.raises(IntegrityError):
        an_owner(session, assignment, body)


def test_an_outcome_belongs_to_what_is_closed(session):
    assert an_assignment(session, status=Status.CLOSED, closed_on=LAST, outcome=Outcome.DONE).id
