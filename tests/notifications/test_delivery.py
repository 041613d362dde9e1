"""The outbox emptied, on both kinds of database: nothing lost, nothing doubled unseen, nothing in the way."""

import json
import logging
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, func, select

from config.office import Office
from models.database import reading, transaction
from models.event import Event, first_broken
from models.letter import Letter, LetterAttempt, LetterKind, LetterState, Occasion
from notifications import delivery
from notifications.attempts import first_unsealed_or_changed, unsealed
from notifications.channels import open_channel
from notifications.claiming import INTERRUPTED, LEASE
from notifications.delivery import deliver
from notifications.items import ANSWER_LINK
from notifications.outcome import Delivery, Outcome
from notifications.postbag import Postbag
from notifications.tokens import answer_token, letter_of, load_secret
from notifications.watchdog import FaultKind, look, watch
from tests.builders import MORNING, a_letter
from tests.notifications.mail_server import hang_up, mail_server
from tests.notifications.posted import an_office_that_sends

SENT = Delivery(Outcome.SENT, 250, "ok")
BUSY = Delivery(Outcome.RETRY, 451, "försök senare")
GONE = Delivery(Outcome.UNDELIVERABLE, 550, "finns inte")
LOST = Delivery(Outcome.UNCERTAIN, None, "bröts")
DOWN = Delivery(Outcome.RETRY, None, "nere", is_down=True)


class Answering(Postbag):
    """A postbag that answers in turn; when it runs out of answers all is well. An exception is raised."""

    def __init__(self, *answers: Delivery | Exception) -> None:
        super().__init__()
        self.answers = list(answers)

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
        super().send(recipient, sender, data)
        answer = self.answers.pop(0) if self.answers else SENT
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office_that_sends(tmp_path, retry_minutes=[5, 15, 60])


def letters(engine: Engine, *recipients: str, **changes: Any) -> list[int]:
    with transaction(engine) as session:
        return [a_letter(session, recipient, **changes).id for recipient in recipients or ("namnd1@kommun.example",)]


def the_letter(engine: Engine, letter_id: int = 1) -> Letter:
    with reading(engine) as session:
        return session.get_one(Letter, letter_id)


def states(engine: Engine) -> list[LetterState]:
    """Of the reminders; what the office is told is looked at by itself."""
    with reading(engine) as session:
        query = select(Letter.state).where(Letter.kind == LetterKind.NOTICE)
        return list(session.exec(query.order_by(col(Letter.id))))


def alarms(engine: Engine) -> list[Letter]:
    with reading(engine) as session:
        return list(session.exec(select(Letter).where(Letter.kind == LetterKind.ALARM).order_by(col(Letter.id))))


def attempts(engine: Engine) -> list[tuple[int, str, int | None]]:
    with reading(engine) as session:
        rows = session.exec(select(LetterAttempt).order_by(col(LetterAttempt.id)))
        return [(row.letter_id, row.outcome, row.code) for row in rows]


def events(engine: Engine, kind: str) -> list[dict[str, Any]]:
    with reading(engine) as session:
        return [json.loads(data) for data in session.exec(select(Event.data).where(Event.kind == kind))]


def test_what_waits_is_sent_and_written_down(engine: Engine, office: Office):
    (letter_id,) = letters(engine)
    postbag = Postbag()

    summary = deliver(engine, office, MORNING, postbag)

    letter = the_letter(engine, letter_id)
    assert (summary.sent, summary.attempts) == (1, 1)
    assert (letter.state, letter.sent_at, letter.attempts) == (LetterState.SENT, MORNING, 1)
    assert letter.claimed_by is None and letter.lease_until is None
    assert attempts(engine) == [(letter_id, "sent", 250)]
    assert [recipient for recipient, _ in postbag.sent] == ["namnd1@kommun.example"]


def test_nothing_is_sent_twice_or_before_its_hour(engine: Engine, office: Office):
    letters(engine)
    letters(engine, "senare@kommun.example", not_before=MORNING + timedelta(hours=1))
    postbag = Postbag()

    for minutes in (0, 1, 59):
        deliver(engine, office, MORNING + timedelta(minutes=minutes), postbag)
    assert len(postbag.sent) == 1
    deliver(engine, office, MORNING + timedelta(hours=1), postbag)
    assert len(postbag.sent) == 2


def test_the_working_link_is_in_the_bytes_and_in_no_row(engine: Engine, office: Office):
    letters(engine, html=f'<p>Hej!</p><a href="{ANSWER_LINK}">Svara</a>')
    postbag = Postbag()
    deliver(engine, office, MORNING, postbag)

    token = answer_token(load_secret(office.home), 1)
    assert f"https://bevaka.kommun.example/svar/{token}".encode() in postbag.sent[0][1].replace(b"=\r\n", b"")
    with reading(engine) as session:
        for table in ("letter", "letter_attempt", "event"):
            for row in session.execute(text(f"SELECT * FROM {table}")):
                words = " ".join(map(str, row)).replace('"', " ").split()
                assert not any(letter_of(load_secret(office.home), word.rpartition("/")[2]) for word in words)
                assert token not in " ".join(words)


def test_a_letter_without_a_link_gets_none(engine: Engine, office: Office):
    letters(engine, text="Hej!", html="<p>Hej!</p>")
    postbag = Postbag()
    deliver(engine, office, MORNING, postbag)

    assert b"/svar/" not in postbag.sent[0][1]


def test_a_server_that_is_busy_is_asked_again_after_longer_and_longer_waits(engine: Engine, office: Office):
    letters(engine)
    postbag = Answering(BUSY, BUSY, BUSY)
    tried, now = [], MORNING
    for _ in range(100):
        if deliver(engine, office, now, postbag).attempts:
            tried.append(int((now - MORNING).total_seconds() / 60))
        now += timedelta(minutes=1)

    assert tried == [0, 5, 20, 80]
    assert the_letter(engine).state is LetterState.SENT
    assert len({data for _, data in postbag.sent}) == 1, "byte-identical"


def test_after_the_last_attempt_it_is_given_up_and_the_history_says_so(engine: Engine, office: Office):
    letters(engine)
    postbag = Answering(*[BUSY] * 9)
    for minutes in (0, 5, 20, 80, 200):
        deliver(engine, office, MORNING + timedelta(minutes=minutes), postbag)

    assert [recipient for recipient, _ in postbag.sent].count("namnd1@kommun.example") == 4
    assert the_letter(engine).state is LetterState.UNDELIVERABLE
    assert events(engine, "letter.undeliverable") == [{"code": 451, "letter": 1}]


def test_an_address_that_does_not_exist_is_given_up_at_once(engine: Engine, office: Office):
    letters(engine, "borta@kommun.example", "har@kommun.example")
    summary = deliver(engine, office, MORNING, Answering(GONE))

    assert (summary.undeliverable, summary.sent) == (1, 1)
    assert states(engine) == [LetterState.UNDELIVERABLE, LetterState.SENT]
    assert events(engine, "letter.undeliverable") == [{"code": 550, "letter": 1}]


def test_the_office_is_told_the_same_day_and_once_of_what_came_back(engine: Engine, office: Office):
    letters(engine, "borta@kommun.example", "borta2@kommun.example", "har@kommun.example")
    postbag = Answering(GONE, GONE)
    deliver(engine, office, MORNING, postbag)

    (alarm,) = alarms(engine)
    assert (alarm.recipient, alarm.day, alarm.state) == ("kansli@kommun.example", date(2017, 11, 14), "waiting")
    assert "Mejl nr 1 till en mottagare (14 november 2017) kunde inte levereras." in (alarm.text or "")
    assert "Mejl nr 2" in (alarm.text or "") and "Mejl nr 3" not in (alarm.text or "")
    assert "Servern svarade 550. Kontrollera adressen." in (alarm.text or "")
    assert "@" not in (alarm.text or "")
    for hours in (1, 2, 3):
        deliver(engine, office, MORNING + timedelta(hours=hours), postbag)
        watch(engine, office, MORNING + timedelta(hours=hours))
    told = [alarm for alarm in alarms(engine) if "kunde inte levereras" in (alarm.text or "")]
    assert [alarm.state for alarm in told] == ["sent"]


def test_a_letter_to_the_office_that_comes_back_makes_no_letter_to_the_office(engine: Engine, office: Office):
    letters(engine, "kansli@kommun.example", kind=LetterKind.ALARM, occasion=Occasion.ALARM)
    deliver(engine, office, MORNING, Answering(GONE))

    assert len(alarms(engine)) == 1
    assert FaultKind.ALARM_LOST in [fault.kind for fault in look(engine, office, MORNING)]


def test_a_server_that_asks_to_be_left_alone_is(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "b@kommun.example")
    asked = Delivery(Outcome.RETRY, 429, "Graph: TooManyRequests", is_down=True, wait_seconds=1200)
    postbag = Answering(asked)
    summary = deliver(engine, office, MORNING, postbag)

    assert (summary.wait_seconds, summary.is_down, len(postbag.sent)) == (1200, True, 1)
    assert the_letter(engine).not_before == MORNING + timedelta(minutes=20)


def test_a_line_lost_after_data_is_uncertain_and_sent_again_as_the_same_bytes(engine: Engine, office: Office):
    letters(engine)
    postbag = Answering(LOST)
    deliver(engine, office, MORNING, postbag)

    letter = the_letter(engine)
    assert (letter.state, letter.is_uncertain) == (LetterState.SENDING, True)
    deliver(engine, office, MORNING + timedelta(minutes=4), postbag)
    assert len(postbag.sent) == 1
    deliver(engine, office, MORNING + timedelta(minutes=5), postbag)
    assert [data for _, data in postbag.sent] == [postbag.sent[0][1]] * 2
    letter = the_letter(engine)
    assert (letter.state, letter.is_uncertain) == (LetterState.SENT, True)


def test_what_may_have_left_is_never_open_to_change_again(engine: Engine, office: Office):
    letters(engine)
    postbag = Answering(LOST, BUSY, DOWN)
    for minutes in (0, 5, 20):
        deliver(engine, office, MORNING + timedelta(minutes=minutes), postbag)
        assert the_letter(engine).state is LetterState.SENDING


def test_a_channel_out_of_order_stops_the_delivery_and_costs_no_attempt(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "b@kommun.example", "c@kommun.example")
    postbag = Answering(SENT, DOWN)
    summary = deliver(engine, office, MORNING, postbag)

    assert (summary.sent, summary.retried, summary.is_down) == (1, 1, True)
    assert states(engine) == [LetterState.SENT, LetterState.WAITING, LetterState.WAITING]
    assert (the_letter(engine, 2).attempts, the_letter(engine, 3).claimed_by) == (0, None)
    for day in range(1, 30):
        deliver(engine, office, MORNING + timedelta(days=day), Answering(*[DOWN] * 9))
    deliver(engine, office, MORNING + timedelta(days=31), postbag)
    assert states(engine) == [LetterState.SENT] * 3


@pytest.mark.parametrize(
    ("recipient", "changes"),
    [("åsa@kommun.example", {}), ("namnd1@kommun.example", {"subject": "x\r\nBcc: a@b.example"})],
)
def test_a_letter_that_cannot_be_a_message_is_given_up_and_stops_nobody(
    engine: Engine, office: Office, recipient: str, changes: dict[str, str], caplog: pytest.LogCaptureFixture
):
    letters(engine, recipient, **changes)
    letters(engine, "namnd2@kommun.example")
    postbag = Postbag()

    assert deliver(engine, office, MORNING, postbag).undeliverable == 1
    assert [recipient for recipient, _ in postbag.sent] == ["namnd2@kommun.example"]
    assert "@" not in caplog.text.replace("@ i stället för åsa@", "").replace("före @", "")


def test_a_channel_that_raises_leaves_one_letter_in_doubt_and_stops_nobody(
    engine: Engine, office: Office, caplog: pytest.LogCaptureFixture
):
    letters(engine, "a@kommun.example", "b@kommun.example")
    with caplog.at_level(logging.ERROR):
        summary = deliver(engine, office, MORNING, Answering(RuntimeError("hemligt: a@kommun.example")))

    assert (summary.uncertain, summary.sent) == (1, 1)
    assert "hemligt" not in caplog.text and "Mejl 1" in caplog.text


def test_something_unforeseen_in_one_letter_is_tried_again_later(
    engine: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
):
    letters(engine, "a@kommun.example", "b@kommun.example")
    honest = delivery.as_bytes

    def breaks(letter: Letter, *given: Any) -> bytes:
        if letter.id == 1:
            raise ZeroDivisionError
        return honest(letter, *given)

    monkeypatch.setattr(delivery, "as_bytes", breaks)

    assert deliver(engine, office, MORNING, Postbag()).sent == 1
    assert states(engine) == [LetterState.WAITING, LetterState.SENT]


def test_a_limit_is_kept_and_the_rest_waits(engine: Engine, office: Office):
    letters(engine, *[f"n{number}@kommun.example" for number in range(5)])
    postbag = Postbag()

    assert deliver(engine, office, MORNING, postbag, limit=3).sent == 3
    assert states(engine) == [LetterState.SENT] * 3 + [LetterState.WAITING] * 2


def test_more_letters_than_are_claimed_at_a_time_all_go(
    engine: Engine, office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(delivery, "AT_A_TIME", 3)
    letters(engine, *[f"n{number}@kommun.example" for number in range(8)])

    assert deliver(engine, office, MORNING, Postbag()).sent == 8


def test_stop_is_heard_between_letters_and_what_was_claimed_goes_back(engine: Engine, office: Office):
    letters(engine, *[f"n{number}@kommun.example" for number in range(5)])
    postbag = Postbag()

    summary = deliver(engine, office, MORNING, postbag, stop=lambda: len(postbag.sent) >= 2)

    assert summary.sent == 2
    assert states(engine) == [LetterState.SENT] * 2 + [LetterState.WAITING] * 3
    with reading(engine) as session:
        assert session.exec(select(func.count()).where(col(Letter.claimed_by).is_not(None))).one() == 0


class Killed(BaseException):
    """Like kill -9: nothing after it is run."""


class Deadly(Postbag):
    """Takes some letters, then the process dies: before the letter left, or after."""

    def __init__(self, takes: int, *, after: bool) -> None:
        super().__init__()
        self.takes, self.after = takes, after

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
        if len(self.sent) == self.takes:
            if self.after:
                super().send(recipient, sender, data)
            raise Killed
        return super().send(recipient, sender, data)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("takes", [0, 1, 3])
def test_a_sender_that_dies_leaves_one_letter_in_doubt_and_loses_none(
    engine: Engine, office: Office, takes: int, after: bool
):
    letters(engine, *[f"n{number}@kommun.example" for number in range(4)])
    dying, heir = Deadly(takes, after=after), Postbag()
    with pytest.raises(Killed):
        deliver(engine, office, MORNING, dying)

    assert deliver(engine, office, MORNING + timedelta(minutes=1), heir).sent == 0, "the lease still holds"
    deliver(engine, office, MORNING + LEASE, heir)

    assert states(engine) == [LetterState.SENT] * 4
    with reading(engine) as session:
        in_doubt = session.exec(select(Letter.id).where(Letter.is_uncertain)).all()
        told = session.exec(select(LetterAttempt.letter_id).where(LetterAttempt.reply == INTERRUPTED)).all()
    assert list(in_doubt) == list(told) == [takes + 1]
    twice = [data for _, data in dying.sent if data in [data for _, data in heir.sent]]
    assert len(twice) == after, "a double is byte-identical and was known as uncertain"
    assert {recipient for recipient, _ in dying.sent + heir.sent} == {
        f"n{number}@kommun.example" for number in range(4)
    }


def test_a_letter_that_kills_its_sender_each_time_is_given_up(engine: Engine, office: Office):
    letters(engine)
    now = MORNING
    for _ in range(4):
        with pytest.raises(Killed):
            deliver(engine, office, now, Deadly(0, after=False))
        now += LEASE
    deliver(engine, office, now, Postbag())

    assert states(engine) == [LetterState.UNDELIVERABLE]


def test_a_letter_withdrawn_while_it_was_claimed_is_not_sent(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "b@kommun.example")

    class Meanwhile(Postbag):
        def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
            with transaction(engine) as session:
                session.execute(text("UPDATE letter SET state = 'withdrawn' WHERE id = 2"))
            return super().send(recipient, sender, data)

    postbag = Meanwhile()
    assert deliver(engine, office, MORNING, postbag).sent == 1
    assert states(engine) == [LetterState.SENT, LetterState.WITHDRAWN]


def test_a_claim_whose_lease_ran_out_is_not_sent_by_the_first_who_held_it(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "b@kommun.example")
    heir = Postbag()

    class Slow(Postbag):
        def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
            deliver(engine, office, MORNING + LEASE, heir)
            return super().send(recipient, sender, data)

    slow = Slow()
    deliver(engine, office, MORNING, slow)

    assert [recipient for recipient, _ in slow.sent] == ["a@kommun.example"]
    assert [recipient for recipient, _ in heir.sent] == ["a@kommun.example", "b@kommun.example"]
    assert states(engine) == [LetterState.SENT] * 2


def test_two_senders_share_one_outbox(engine: Engine, office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivery, "AT_A_TIME", 4)
    addresses = {f"n{number}@kommun.example" for number in range(40)}
    letters(engine, *sorted(addresses))
    postbags, start = [Postbag(), Postbag()], Barrier(2)

    def work(postbag: Postbag) -> None:
        start.wait()
        deliver(engine, office, MORNING, postbag)

    threads = [Thread(target=work, args=(postbag,)) for postbag in postbags]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sent = [recipient for postbag in postbags for recipient, _ in postbag.sent]
    assert sorted(sent) == sorted(addresses)
    with reading(engine) as session:
        assert first_broken(session) is None
        assert (unsealed(session), first_unsealed_or_changed(session)) == (0, None)


def test_several_connections_send_each_letter_once(engine: Engine, office: Office):
    addresses = [f"n{number:02}@kommun.example" for number in range(30)]
    letters(engine, *addresses)
    with mail_server() as server:
        channel = open_channel(server.url, office.home, connections=3)
        summary = deliver(engine, office, MORNING, channel)
        channel.close()

    assert summary.sent == 30
    assert sorted(recipient for recipient, _ in server.received) == addresses


def test_one_refusal_and_one_cut_line_among_three_are_told_apart(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "borta@kommun.example", "c@kommun.example")
    with mail_server() as server:
        server.at_rcpt["borta@kommun.example"] = "550 5.1.1 finns inte"
        server.at_data = [None, hang_up]
        channel = open_channel(server.url, office.home, connections=1)
        deliver(engine, office, MORNING, channel)
        assert states(engine) == [LetterState.SENT, LetterState.UNDELIVERABLE, LetterState.SENDING]
        deliver(engine, office, MORNING + timedelta(minutes=5), channel)
        channel.close()

    assert attempts(engine) == [
        (1, "sent", 250),
        (2, "undeliverable", 550),
        (3, "uncertain", None),
        (3, "sent", 250),
        (4, "sent", 250),  # what the office is told of the second
    ]
    first, second = (data for recipient, data in server.received if recipient == "c@kommun.example")
    assert first == second


def test_one_event_seals_a_batch_and_names_nobody(engine: Engine, office: Office):
    letters(engine, "a@kommun.example", "b@kommun.example")
    deliver(engine, office, MORNING, Postbag())

    (event,) = events(engine, "delivery.batch")
    assert (event["first"], event["last"], event["count"], len(event["sha256"])) == (1, 2, 2, 64)
    assert "@" not in json.dumps(event)
    with reading(engine) as session:
        assert first_broken(session) is None


def test_nothing_to_do_leaves_no_trace(engine: Engine, office: Office):
    assert deliver(engine, office, MORNING, Postbag()).attempts == 0
    assert events(engine, "delivery.batch") == []


def test_what_a_dead_sender_wrote_is_sealed_by_the_next(engine: Engine, office: Office):
    letters(engine, *[f"n{number}@kommun.example" for number in range(3)])
    with pytest.raises(Killed):
        deliver(engine, office, MORNING, Deadly(2, after=False))
    with reading(engine) as session:
        assert unsealed(session) == 2

    deliver(engine, office, MORNING + LEASE, Postbag())
    with reading(engine) as session:
        assert (unsealed(session), first_unsealed_or_changed(session)) == (0, None)
    (event,) = events(engine, "delivery.batch")
    assert event["count"] == 4


def test_a_changed_attempt_is_found(engine: Engine, office: Office):
    letters(engine)
    deliver(engine, office, MORNING, Postbag())
    _unlock(engine)
    with transaction(engine) as session:
        session.execute(text("UPDATE letter_attempt SET outcome = 'retry'"))

    with reading(engine) as session:
        assert first_unsealed_or_changed(session) == 1


def _unlock(engine: Engine) -> None:
    """Take away what keeps the history from being changed, as somebody with the database's password could."""
    with transaction(engine) as session:
        if engine.dialect.name == "sqlite":
            session.execute(text("DROP TRIGGER letter_attempt_refuses_update"))
        else:
            session.execute(text("ALTER TABLE letter_attempt DISABLE TRIGGER ALL"))


def test_nothing_is_sent_inside_a_write(engine: Engine, office: Office):
    """While a letter is on its way anybody else can write."""
    letters(engine)

    class Writing(Postbag):
        def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
            letters(engine, "annan@kommun.example", not_before=MORNING + timedelta(days=1))
            return super().send(recipient, sender, data)

    assert deliver(engine, office, MORNING, Writing()).sent == 1


def test_a_clock_that_goes_on_is_what_is_written_down(engine: Engine, office: Office):
    letters(engine)
    ticks = iter(MORNING + timedelta(seconds=second) for second in range(100))

    def clock() -> datetime:
        return next(ticks)

    deliver(engine, office, MORNING, Postbag(), clock=clock)
    sent_at = the_letter(engine).sent_at
    assert sent_at is not None and sent_at > MORNING


def test_the_search_for_what_is_due_uses_its_index(sqlite_database: str):
    from models.database import open_engine
    from notifications.claiming import _claimable

    engine = open_engine(sqlite_database)
    with Session(engine) as session:
        query = _claimable(MORNING).limit(50)
        compiled = query.compile(engine, compile_kwargs={"literal_binds": True})
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all()
    engine.dispose()
    assert "ix_letter_to_send" in str(plan)
