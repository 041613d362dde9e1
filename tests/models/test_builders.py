"""The builders make rows that the database takes, and that belong together."""

from datetime import date

from deadlines.status import Role, Status
from tests.builders import (
    LAST,
    a_body,
    a_letter,
    a_meeting,
    a_notice,
    a_paper,
    a_post_with_holder,
    a_proposed_decision,
    an_assignment,
    deadline_of,
    owners_of,
)


def test_an_assignment_of_one_body_is_led_by_it(session):
    assignment = an_assignment(session)

    assert assignment.status is Status.ACTIVE
    assert [owner.role for owner in owners_of(session, assignment)] == [Role.LEAD]
    assert deadline_of(session, assignment).last == LAST


def test_an_assignment_of_several_bodies_is_joint(session):
    assignment = an_assignment(session, owners=[a_body(session), a_body(session), None], last=None)

    owners = owners_of(session, assignment)
    assert [owner.role for owner in owners] == [Role.JOINT] * 3
    assert owners[2].to_be_named


def test_what_is_proposed_has_no_status_yet(session):
    assignment = an_assignment(session, decision=a_proposed_decision(session))

    assert assignment.status is Status.PROPOSED


def test_every_other_noun_can_be_made_twice(session):
    for make in (a_paper, a_notice, a_post_with_holder):
        assert make(session).id != make(session).id
    assert a_letter(session).id != a_letter(session, "namnd2@kommun.example").id
    assert a_meeting(session, a_body(session), date(2018, 6, 12), cutoff=date(2018, 5, 29)).id
