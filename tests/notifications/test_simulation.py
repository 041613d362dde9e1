"""The example case played day by day: the days that the office was promised, and nothing else."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from cli.simulating import example_copy, example_office, play_in
from cli.starting import EXAMPLE
from deadlines.status import Status
from documents.record import is_unchanged
from models.assignment import Assignment, Deadline
from models.copying import copy_into_memory
from models.database import reading
from models.event import first_broken
from models.letter import Letter, LetterKind
from models.record import FollowUpRecord
from models.refusal import Refused
from notifications.happenings import Decided, Happenings, read_happenings
from notifications.simulation import Account, simulate
from tests.office_case import APPROVED, DECIDED, PAPER, decide_case, take_in
from tests.office_case import example_office as office_at

BUN, SN, ON, BIN = "barn- och ungdomsnämnden", "socialnämnden", "omsorgsnämnden", "bildningsnämnden"
DIRECTOR, OFFICE = "kommundirektören", "kommunledningsförvaltningen"
START, UNTIL = date(2017, 10, 10), date(2018, 8, 31)


def the_case() -> Happenings:
    return Happenings(
        decided=[Decided(on=APPROVED, paper=PAPER, body="KS", decided=DECIDED, paragraph="309", approved=APPROVED)]
    )


@pytest.fixture(scope="module")
def unanswered() -> Account:
    return play_in(example_office(), example_copy(START), START, UNTIL, the_case())


@pytest.fixture(scope="module")
def real_end() -> tuple[Account, Engine]:
    engine = example_copy(START)
    given = read_happenings(EXAMPLE / "handelser.toml")
    return play_in(example_office(), engine, START, date(2018, 7, 31), given), engine


def rungs_by_owner(account: Account) -> dict[str, list[tuple[str, date]]]:
    """What each owner heard and when, from letters to the owners themselves (not to the office or a head)."""
    heads = {"omsorgsdirektor", "socialdirektor", "utbildningsdirektor"}
    heard: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for letter in account.letters:
        if letter.kind != "notice" or letter.to.split("@")[0] in heads:
            continue
        for owner in letter.owners:
            if letter.to.startswith("kansli@") and owner != OFFICE:
                continue
            heard[owner] += [(rung, letter.day) for rung in letter.rungs]
    return heard


@pytest.mark.parametrize(
    ("owner", "days"),
    [
        (
            DIRECTOR,
            "assigned 2017-10-17, soon 2017-11-14, last 2017-11-21, overdue 2017-12-05, raised 2017-12-21",
        ),
        (BUN, "assigned 2017-10-17, status 2018-03-06, soon 2018-03-20, last 2018-04-17, cutoff 2018-04-30"),
        (SN, "assigned 2017-10-17, status 2018-03-06, soon 2018-03-20, last 2018-04-17, cutoff 2018-05-02"),
        (ON, "assigned 2017-10-17, status 2018-03-06, soon 2018-03-20, last 2018-04-24, cutoff 2018-05-03"),
        (BIN, "assigned 2017-10-17, status 2018-03-06, soon 2018-03-20, last 2018-04-24, cutoff 2018-05-04"),
    ],
)
def test_the_days_of_the_example_case(unanswered: Account, owner: str, days: str) -> None:
    expected = [(rung, date.fromisoformat(day)) for rung, day in (pair.split() for pair in days.split(", "))]
    if owner != DIRECTOR:
        expected += [("missed", date(2018, 6, 13)), ("overdue", date(2018, 8, 14)), ("raised", date(2018, 8, 14))]
    assert [pair for pair in rungs_by_owner(unanswered)[owner] if pair[0] != "still"] == expected


def test_what_has_no_day_is_asked_about_once_in_march(unanswered: Account) -> None:
    own = [
        (rung, letter.day)
        for letter in unanswered.letters
        if letter.kind == "notice" and letter.owners == (OFFICE,)
        for rung in letter.rungs
    ]
    assert own[0] == ("assigned", date(2017, 10, 17))
    told = {(rung, day) for rung, day in rungs_by_owner(unanswered)[OFFICE] if rung in ("assigned", "status")}
    assert told == {("assigned", date(2017, 10, 17)), ("status", date(2018, 3, 6))}


def test_overdue_and_raised_of_one_day_come_in_one_letter(unanswered: Account) -> None:
    august = [one for one in unanswered.letters if one.day == date(2018, 8, 14) and one.owners == (BUN,)]
    assert [letter.rungs for letter in august] == [("overdue", "raised")]


def test_raised_goes_to_whoever_stands_above_and_never_to_oneself(unanswered: Account) -> None:
    above = {one.to for one in unanswered.letters if one.day == date(2018, 8, 14) and "direktor@" in one.to}
    assert above == {
        "omsorgsdirektor@linkoping.example",
        "socialdirektor@linkoping.example",
        "utbildningsdirektor@linkoping.example",
    }
    december = [one.to for one in unanswered.letters if one.day == date(2017, 12, 21) and one.kind == "notice"]
    assert sorted(december) == ["kansli@linkoping.example", "kommundirektor@linkoping.example"]
    texts = [one.text for one in unanswered.letters if one.day == date(2017, 12, 21) and one.kind == "notice"]
    assert all("först i nästa återrapportering" in " ".join(text.split()) for text in texts)


def test_nobody_has_two_reminders_a_morning_and_none_on_a_closed_day(unanswered: Account) -> None:
    notices = [(one.to, one.day) for one in unanswered.letters if one.kind == "notice"]
    assert len(notices) == len(set(notices))
    workdays = example_office().workdays
    assert all(workdays.is_open(letter.day) for letter in unanswered.letters)


def test_the_digest_comes_each_monday_or_the_next_open_day(unanswered: Account) -> None:
    days = sorted({one.day for one in unanswered.letters if one.kind == "digest"})
    weeks = [day.isocalendar()[:2] for day in days]
    assert len(weeks) == len(set(weeks))
    assert date(2018, 4, 3) in days and date(2018, 4, 2) not in days, "Easter Monday is closed"
    assert date(2017, 11, 27) in days


def test_the_sum_of_the_digest_adds_up_to_what_is_open(unanswered: Account) -> None:
    (letter,) = [
        one
        for one in unanswered.letters
        if one.kind == "digest" and one.day == date(2017, 11, 27) and one.to.startswith("kommundirektor")
    ]
    text = " ".join(letter.text.split())
    assert "4 öppna uppdrag = 0 försenade + 1 inom 30 dagar + 1 längre fram + 1 utan slutdatum" in text
    assert "+ 1 väntar på annat uppdrag" in text


def test_every_letter_says_why_it_came(unanswered: Account) -> None:
    assert all(letter.why.strip() and letter.subject.strip() for letter in unanswered.letters)
    shape = unanswered.as_json()["letters"][0]
    assert set(shape) == {"day", "to", "kind", "rungs", "owners", "assignments", "subject", "why"}
    assert {letter.kind for letter in unanswered.letters} <= {kind.value for kind in LetterKind}


def test_the_record_for_the_june_meeting_is_gathered_and_told(unanswered: Account) -> None:
    gathered = [one for one in unanswered.letters if one.kind == "gathering" and "12 juni" in one.text]
    assert len(gathered) == 1 and gathered[0].to == "kansli@linkoping.example"


def test_the_real_end_closes_the_plan_and_begins_a_recurring_duty(real_end: tuple[Account, Engine]) -> None:
    account, engine = real_end
    with reading(engine) as session:
        ended = {one.id: one.status for one in session.exec(select(Assignment)).all()}
        assert ended[2] is ended[3] is Status.CLOSED
        new = session.exec(select(Assignment).order_by(Assignment.id)).all()[-1]
        term = session.exec(select(Deadline).where(Deadline.assignment_id == new.id)).one()
        assert (term.kind, term.last) == ("recurring", None)
        assert first_broken(session) is None
    late = [one for one in account.letters if {"overdue", "raised", "missed", "cutoff"} & set(one.rungs)]
    assert late == [], "everything came in in time"
    assert len(account.happenings) == 10


def test_an_answered_case_gives_fewer_letters(unanswered: Account, real_end: tuple[Account, Engine]) -> None:
    def reminders(account: Account) -> int:
        return len([one for one in account.letters if one.kind == "notice" and one.day <= date(2018, 7, 31)])

    assert reminders(real_end[0]) < reminders(unanswered)


def test_playing_leaves_the_real_database_alone(engine: Engine, tmp_path) -> None:
    office = office_at(tmp_path)
    decide_case(engine, office)
    with reading(engine) as session:
        before = [repr(row) for row in session.exec(select(Letter).order_by(Letter.id)).all()]
    copy = copy_into_memory(engine)
    account = simulate(copy, office, date(2017, 10, 18), date(2017, 11, 30))
    assert [letter.rungs for letter in account.letters if letter.kind == "notice"] == [("soon",), ("last",)]
    with reading(engine) as session:
        assert [repr(row) for row in session.exec(select(Letter).order_by(Letter.id)).all()] == before
    with reading(copy) as session:
        assert first_broken(session) is None


def test_the_same_play_gives_the_same_letters(unanswered: Account) -> None:
    again = play_in(example_office(), example_copy(START), START, date(2017, 12, 31), the_case())
    first = [one.as_json() for one in unanswered.letters if one.day <= date(2017, 12, 31)]
    assert [one.as_json() for one in again.letters] == first


def test_a_gathered_record_stays_open_until_the_office_freezes_it(real_end: tuple[Account, Engine]) -> None:
    with reading(real_end[1]) as session:
        records = session.exec(select(FollowUpRecord)).all()
        assert records and all(record.frozen_at is None for record in records)
        assert not any(is_unchanged(record) for record in records)


def test_what_is_given_twice_happens_once(real_end: tuple[Account, Engine]) -> None:
    """As with `--paper` and `--answers` together: both take the paper in and decide it."""
    given = read_happenings(EXAMPLE / "handelser.toml")
    both = given.model_copy(update={"decided": [*given.decided, *the_case().decided]})
    until = date(2017, 12, 15)

    account = play_in(example_office(), example_copy(START), START, until, both)

    assert [one for _, one in account.happenings if "redan" in one] == ["KS 2017-10-10 § 309 var redan registrerat."]
    once = [letter.as_json() for letter in real_end[0].letters if letter.day <= until]
    assert [letter.as_json() for letter in account.letters] == once


def test_a_case_that_is_decided_already_is_played_from_there(engine: Engine, tmp_path) -> None:
    decide_case(engine, office_at(tmp_path))
    given = read_happenings(EXAMPLE / "handelser.toml")

    account = play_in(office_at(tmp_path), copy_into_memory(engine), date(2017, 10, 18), date(2017, 12, 15), given)

    assert account.happenings[0] == (date(2017, 11, 17), "Kommundirektören svarade om uppdrag 3: pågår enligt plan.")


def test_a_paper_that_is_proposed_already_is_decided_and_not_taken_in_again(engine: Engine, tmp_path) -> None:
    take_in(engine, office_at(tmp_path))

    account = play_in(office_at(tmp_path), copy_into_memory(engine), START, date(2017, 10, 20), the_case())

    assert account.happenings == [(APPROVED, "KS 2017-10-10 § 309 är registrerat med 4 uppdrag.")]


def test_the_same_paper_with_another_paragraph_is_refused() -> None:
    other = the_case().decided[0].model_copy(update={"paragraph": "310"})
    given = Happenings(decided=[*the_case().decided, other])

    with pytest.raises(Refused, match="redan beslutat"):
        play_in(example_office(), example_copy(START), START, date(2017, 10, 20), given)
