"""The morning round on both databases: once only, one letter each, and right on the day it is sent."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select, update

from config.office import LadderSettings, Office, Settings
from config.zone import office_hour
from deadlines.status import Answer, Outcome
from deadlines.term import Kind, Term
from models.answer import Channel
from models.answering import Said, answer
from models.assignment import Assignment, Owner
from models.body import Body, Post
from models.closing import ByDecision, close, decided_by, move_term, name_owner
from models.database import reading, transaction
from models.leases import take_lease
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.names import body_named
from models.notice import Notice
from models.receiving import Received, receive
from notifications.delivery import deliver
from notifications.outages import ROUND
from notifications.postbag import Postbag
from notifications.round import announce, morning_round
from tests.office_case import decide_case, example_office, letters, take_in

SOON = date(2017, 11, 14)
DIRECTOR = "kommundirektor@linkoping.example"


@pytest.fixture
def office(tmp_path) -> Office:
    return example_office(tmp_path)


def run(engine: Engine, office: Office, day: date):
    return morning_round(engine, office, office_hour(day, 7))


def send(engine: Engine, office: Office, day: date, hour: int = 8) -> Postbag:
    bag = Postbag()
    deliver(engine, office, office_hour(day, hour), bag)
    return bag


def owner_id(engine: Engine, assignment: int, name: str) -> int:
    with reading(engine) as session:
        body = body_named(session, name, SOON)
        return session.exec(select(Owner.id).where(Owner.assignment_id == assignment, Owner.body_id == body.id)).one()


def say(engine: Engine, owner: int, said: Said, day: date) -> None:
    with transaction(engine) as session:
        answer(session, owner, said, office_hour(day, 7, 30), day, Channel.LINK)


def notices(engine: Engine) -> list[Notice]:
    with reading(engine) as session:
        return list(session.exec(select(Notice).order_by(Notice.id)).all())


def test_nobody_hears_of_a_proposal(engine: Engine, office: Office) -> None:
    take_in(engine, office)
    summary = run(engine, office, SOON)
    assert (summary.notices, summary.letters) == (0, 0)
    assert letters(engine) == []


def test_a_decision_without_approved_minutes_is_not_told(engine: Engine, office: Office) -> None:
    decide_case(engine, office, approved=None)
    assert run(engine, office, SOON).notices == 0


def test_each_owner_hears_once_when_the_minutes_are_approved(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    assert sorted(letter.recipient for letter in letters(engine)) == [
        "kansli@linkoping.example",
        DIRECTOR,
        "sekreterare.bin@linkoping.example",
        "sekreterare.bun@linkoping.example",
        "sekreterare.on@linkoping.example",
        "sekreterare.sn@linkoping.example",
    ]
    assert {letter.occasion for letter in letters(engine)} == {Occasion.DECIDED}
    assert run(engine, office, date(2017, 10, 18)).notices == 0


def test_a_replayed_round_adds_nothing(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    first = run(engine, office, SOON)
    assert (first.notices, first.letters) == (1, 1)
    for hour in (8, 12, 17):
        again = morning_round(engine, office, office_hour(SOON, hour))
        assert (again.notices, again.letters) == (0, 0)
    assert len([one for one in notices(engine) if one.rung == "soon"]) == 1


def test_a_round_under_way_is_left_alone(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    assert take_lease(engine, ROUND, "another machine", office_hour(SOON, 7), 600)
    summary = run(engine, office, SOON)
    assert summary.already_running and summary.notices == 0
    assert morning_round(engine, office, office_hour(SOON, 8)).notices == 1, "a dead holder's lease runs out"


def test_nothing_is_written_on_a_closed_day(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    assert run(engine, office, date(2017, 12, 25)).is_closed_day
    assert all(one.rung == "assigned" for one in notices(engine))


def test_after_days_without_mail_there_is_one_letter_that_is_right(engine: Engine, office: Office) -> None:
    """Nothing could be sent for weeks: the newest rung alone goes out, in one letter."""
    decide_case(engine, office)
    for day in (SOON, date(2017, 11, 21), date(2017, 12, 5)):
        run(engine, office, day)
    bag = send(engine, office, date(2017, 12, 5))
    mine = [letter for letter in letters(engine, LetterState.SENT) if letter.recipient == DIRECTOR]
    assert len(mine) == 1 == len([to for to, _ in bag.sent if to == DIRECTOR])
    assert "slutdatum var 30 november" in mine[0].subject
    said = {one.rung for one in notices(engine) if one.letter_id == mine[0].id}
    assert said == {"assigned", "overdue"}


def test_an_outage_gives_one_letter_that_says_so(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, date(2017, 11, 10))
    summary = run(engine, office, date(2017, 11, 22))
    assert summary.outage is not None
    assert (summary.outage.first, summary.outage.last) == (date(2017, 11, 13), date(2017, 11, 21))
    send(engine, office, date(2017, 11, 22))
    (letter,) = [one for one in letters(engine, LetterState.SENT) if one.day == date(2017, 11, 22)]
    assert "Vi hade ett avbrott 13–21 november" in letter.text
    assert [one.rung for one in notices(engine) if one.letter_id == letter.id] == ["last"]


def test_an_answer_overtakes_a_letter_that_waits(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, SOON)
    say(engine, owner_id(engine, 3, "kommundirektören"), Said(Answer.DONE, case_number="KS 2017-141"), SOON)
    assert send(engine, office, SOON).sent == []
    assert run(engine, office, date(2017, 12, 5)).notices == 0


def test_a_report_stops_the_ladder_at_once(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, SOON)
    with transaction(engine) as session:
        receive(session, 3, Received("KS 2017-141"), office_hour(SOON, 7, 30), SOON)
    assert send(engine, office, SOON).sent == []
    assert run(engine, office, date(2017, 12, 5)).notices == 0


def test_a_report_registered_the_morning_after_makes_nothing_late(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    after = date(2017, 12, 1)
    assert run(engine, office, after).notices == 0, "what stood before the day is not said after it"
    with transaction(engine) as session:
        receive(session, 3, Received("KS 2017-141"), office_hour(after, 9), after)
    for day in range(4, 22):
        run(engine, office, date(2017, 12, day))
    assert not [one for one in notices(engine) if one.rung in ("overdue", "raised")]


def test_one_joint_owner_that_reports_leaves_the_others_reminded(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    with transaction(engine) as session:
        social = body_named(session, "socialnämnden", SOON)
        receive(session, 2, Received("SN 2018-7"), office_hour(SOON, 9), SOON, social.id)
    run(engine, office, date(2018, 4, 17))
    told = {one.owner_id for one in notices(engine) if one.rung == "last"}
    assert told == {owner_id(engine, 2, "barn- och ungdomsnämnden")}


def test_a_vacant_post_is_raised_the_same_day_and_the_office_reads_its_letter(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    with transaction(engine) as session:
        director = body_named(session, "kommundirektören", SOON)
        session.exec(update(Post).where(Post.body_id == director.id).values(valid_to=date(2017, 11, 1)))
        session.exec(update(Body).where(Body.id == director.id).values(address=None))
    run(engine, office, SOON)
    bag = send(engine, office, SOON)
    assert {to for to, _ in bag.sent} == {"kansli@linkoping.example"}
    kinds = sorted(letter.kind for letter in letters(engine, LetterState.SENT) if letter.day == SOON)
    assert kinds == [LetterKind.ALARM, LetterKind.NOTICE]
    (alarm,) = [one for one in letters(engine) if one.kind is LetterKind.ALARM]
    assert "Kommundirektören har ingen som tar emot mejl" in alarm.text.replace("\n", " ")


def test_another_officer_gets_the_letters_and_the_secretary_a_copy(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    said = Said(Answer.OTHER_OFFICER, officer_address="handlaggare@linkoping.example")
    say(engine, owner_id(engine, 3, "kommundirektören"), said, date(2017, 10, 20))
    run(engine, office, SOON)
    assert {to for to, _ in send(engine, office, SOON).sent} == {DIRECTOR, "handlaggare@linkoping.example"}
    copy = next(one for one in letters(engine, LetterState.SENT) if one.recipient == DIRECTOR and one.day == SOON)
    assert copy.answer_until is None, "a copy asks nothing"


def test_a_new_office_writes_to_itself_only(engine: Engine, tmp_path) -> None:
    office = example_office(tmp_path, live_from=None)
    decide_case(engine, office)
    bag = send(engine, office, date(2017, 10, 17), 10)
    assert {to for to, _ in bag.sent} == {"kansli@linkoping.example"}
    assert len(bag.sent) == 6
    assert {letter.intended for letter in letters(engine)} >= {DIRECTOR, "sekreterare.bun@linkoping.example"}


def test_a_moved_term_is_told_once_and_its_ladder_starts_again(engine: Engine, office: Office) -> None:
    number = decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    moved, until = date(2017, 11, 28), date(2018, 2, 28)
    with transaction(engine) as session:
        board = body_named(session, "KS", moved)
        by, term = ByDecision(board.id, moved, "350"), Term(Kind.DATE, None, until, "28 februari 2018")
        move_term(session, 3, term, by, office_hour(moved, 9), moved, office.workdays, 10)
    announce(engine, office, number, office_hour(moved, 9))
    send(engine, office, moved, 10)
    (letter,) = [one for one in letters(engine, LetterState.SENT) if one.day == moved]
    assert letter.recipient == DIRECTOR
    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 3: nytt slutdatum 28 februari 2018"
    text = letter.text.replace("\n", " ")
    assert "28 februari 2018" in text and "30 november" in text and "§ 350" in text
    assert run(engine, office, date(2017, 12, 5)).notices == 0, "the old day governs no more"
    day = date(2018, 1, 8)
    while day < until:
        run(engine, office, day)
        day += timedelta(days=1)
    again = [one.rung for one in notices(engine) if one.assignment_id == 3 and one.written_on > moved]
    assert again == ["soon", "last"]


def test_moving_a_rung_resends_nothing(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    run(engine, office, SOON)
    settings = Settings.model_construct(
        **{**office.settings.__dict__, "ladder": LadderSettings(last=7, soon=office.settings.ladder.soon)}
    )
    changed = Office(office.home, settings)
    assert run(engine, changed, date(2017, 11, 15)).notices == 0
    assert run(engine, changed, date(2017, 11, 21)).notices == 1


def test_the_department_to_be_named_hears_when_it_is_named(engine: Engine, office: Office) -> None:
    number = decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    with reading(engine) as session:
        waiting = session.exec(select(Assignment).where(Assignment.waits_for == 3)).one()
        assert session.exec(select(Owner).where(Owner.assignment_id == waiting.id)).one().body_id is None
    named = date(2017, 12, 4)
    with transaction(engine) as session:
        body = body_named(session, "omsorgskontoret", named)
        name_owner(session, waiting.id, body, office_hour(named, 9), named, office.workdays, 10)
    announce(engine, office, number, office_hour(named, 9))
    assert [to for to, _ in send(engine, office, named, 10).sent] == ["omsorgskontoret@linkoping.example"]


def test_what_is_closed_is_heard_of_no_more(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    run(engine, office, SOON)
    with transaction(engine) as session:
        board = body_named(session, "KS", SOON)
        close(session, 3, Outcome.DONE, ByDecision(board.id, SOON, "340"), office_hour(SOON, 7, 30))
    assert not [to for to, _ in send(engine, office, SOON).sent if to == DIRECTOR]
    assert run(engine, office, date(2017, 12, 5)).notices == 0


def test_a_letter_names_the_newest_rung_when_an_older_waits_in_it(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, SOON)
    run(engine, office, date(2017, 11, 21))
    send(engine, office, date(2017, 11, 21))
    with reading(engine) as session:
        withdrawn = session.exec(select(Letter).where(Letter.state == LetterState.WITHDRAWN)).all()
        assert [letter.day for letter in withdrawn] == [SOON]
        dropped = session.exec(select(Notice).where(Notice.is_dropped)).all()
        assert [one.rung for one in dropped] == ["soon"]


def take_report(session) -> None:
    receive(session, 3, Received("KS 2017-141"), office_hour(SOON, 8), SOON)


def close_it(session) -> None:
    close(session, 3, Outcome.DONE, decided_by(session, "KS", SOON, "340", SOON), office_hour(SOON, 8))


def say_done(session) -> None:
    owner = session.exec(select(Owner.id).where(Owner.assignment_id == 3)).one()
    answer(session, owner, Said(Answer.DONE), office_hour(SOON, 8), SOON, Channel.OFFICE)


@pytest.mark.parametrize("over", [take_report, close_it, say_done])
def test_a_letter_that_would_say_nothing_is_not_counted(engine: Engine, office: Office, over) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    assert run(engine, office, SOON).letters == 1
    with transaction(engine) as session:
        over(session)
    again = run(engine, office, SOON + timedelta(days=1))
    assert (again.told, again.letters, again.held) == (0, 0, 0)
    assert send(engine, office, SOON + timedelta(days=1)).sent == []


def test_notices_that_waited_are_counted_in_the_letters_that_carry_them(engine: Engine, office: Office) -> None:
    """Mail was down: the letters of the decision were never sent, and the round's take over what they said."""
    decide_case(engine, office)
    with transaction(engine) as session:
        session.execute(update(Letter).values(state=LetterState.WITHDRAWN))
        session.execute(update(Notice).values(letter_id=None))
    summary = run(engine, office, SOON)
    assert (summary.notices, summary.letters, summary.told) == (1, 6, 7)
    assert len(send(engine, office, SOON).sent) == summary.letters


def test_who_has_had_todays_letter_hears_the_rest_tomorrow(engine: Engine, office: Office) -> None:
    decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, SOON)
    send(engine, office, SOON)
    with transaction(engine) as session:
        session.execute(update(Notice).where(Notice.rung == "soon").values(letter_id=None))
    again = run(engine, office, SOON)
    assert (again.told, again.letters, again.held) == (0, 0, 1)
    tomorrow = run(engine, office, SOON + timedelta(days=1))
    assert (tomorrow.told, tomorrow.letters, tomorrow.held) == (1, 1, 0)


def test_as_many_letters_are_announced_as_are_sent(engine: Engine, office: Office) -> None:
    number = decide_case(engine, office)
    send(engine, office, date(2017, 10, 17), 10)
    run(engine, office, SOON)
    late = date(2018, 2, 21)
    with transaction(engine) as session:
        take_report(session)
    for moved, paragraph in ((2, "40"), (1, "41")):
        with transaction(engine) as session:
            by = decided_by(session, "KS", date(2018, 2, 20), paragraph, late)
            term = Term(Kind.DATE, None, date(2018, 10, 31), "31 oktober 2018")
            move_term(session, moved, term, by, office_hour(late, 9), late, office.workdays, 10)
        announced = announce(engine, office, number, office_hour(late, 9))
        assert len(send(engine, office, late, 10).sent) == announced > 0
