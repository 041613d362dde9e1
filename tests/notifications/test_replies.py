"""Answers by mail: proposed, never counted by themselves; nothing lost, nothing doubled, nothing private kept."""

import json
from datetime import date, timedelta

import pytest
from sqlmodel import select

from config.office import Office
from deadlines.status import Answer
from models.answer import StatusReport
from models.assignment import Assignment, Owner
from models.body import Holding
from models.database import reading, transaction
from models.event import Event, first_broken
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.reply import Reply, ReplyKind, ReplyState
from models.replying import away_until
from notifications import replies as reader
from notifications.attempts import first_unsealed_or_changed, unsealed
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.recipients import resolve
from notifications.replies import read_replies
from tests.builders import MORNING, a_body, a_holder, a_post_with_holder, an_assignment, owners_of
from tests.notifications.inbox import (
    READER,
    Pile,
    a_bounce,
    a_mail,
    an_office_that_reads,
    everything_written,
    token_address,
)
from tests.web.case import UNTIL, a_sent_letter

TODAY = MORNING.date()
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def office(tmp_path) -> Office:
    return an_office_that_reads(tmp_path)


@pytest.fixture
def letter(engine) -> Letter:
    """One letter about one assignment, sent to the committee's address."""
    return asked(engine, count=1)


def asked(engine, count: int, **changes) -> Letter:
    with transaction(engine) as session:
        body = a_body(session)
        owners = [owners_of(session, an_assignment(session, owners=[body]))[0] for _ in range(count)]
        return a_sent_letter(session, owners, **changes)


def read(engine, office, *mails: bytes, now=LATER) -> Pile:
    pile = Pile(*mails)
    read_replies(engine, office, now, pile)
    return pile


def rows(engine, table=Reply) -> list:
    with reading(engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def letters(engine, kind: LetterKind) -> list[Letter]:
    return [one for one in rows(engine, Letter) if one.kind is kind and one.state is not LetterState.WITHDRAWN]


def facts(engine) -> tuple:
    """What no mail may change by itself."""
    answers = [(one.owner_id, one.answer) for one in rows(engine, StatusReport)]
    owners = [(one.id, one.valid_to, one.officer_address, one.next_notice_on) for one in rows(engine, Owner)]
    return answers, owners, [(one.id, one.status) for one in rows(engine, Assignment)]


@pytest.mark.parametrize("way", ["token", "in reply to", "references", "folded case"])
def test_an_answer_finds_its_letter(engine, office, letter, way):
    to = token_address(office, letter)
    mail = {
        "token": lambda: a_mail("Klart, KS 2017-141.", to=to),
        "folded case": lambda: a_mail("Klart, KS 2017-141.", to=to.upper()),
        "in reply to": lambda: a_mail("Klart, KS 2017-141.", In_Reply_To=letter.message_id),
        "references": lambda: a_mail("Klart, KS 2017-141.", References=f"<x@y.example> {letter.message_id}"),
    }[way]()

    pile = read(engine, office, mail)

    [reply] = rows(engine)
    assert (reply.kind, reply.state, reply.letter_id) == (ReplyKind.ANSWER, ReplyState.PROPOSED, letter.id)
    assert (reply.answer, reply.case_number, reply.owner_id) == (Answer.DONE, "KS 2017-141", 1)
    assert not reply.is_from_another
    assert (pile.read, pile.unknown) == ([1], [])


def test_a_token_counts_before_references_and_a_false_one_is_none(engine, office, letter):
    other = asked(
        engine, count=1, intended="b@kommun.example", recipient="b@kommun.example", message_id="<2@x.example>"
    )
    false = token_address(office, letter).replace("svar+a", "svar+b")

    read(
        engine,
        office,
        a_mail("Klart.", to=token_address(office, letter), In_Reply_To=other.message_id),
        a_mail("Klart.", to=false),
    )

    assert [(one.kind, one.letter_id) for one in rows(engine)] == [
        (ReplyKind.ANSWER, letter.id),
        (ReplyKind.UNKNOWN, None),
    ]


@pytest.mark.parametrize("words", ["Klart, KS 2017-141", "Pågår enligt plan", "Uppdraget är inte vårt", "Vad menas?"])
@pytest.mark.parametrize("sender", [READER, "frammande@annan.example"])
def test_a_mail_changes_nothing_by_itself(engine, office, letter, words, sender):
    before = facts(engine)

    read(engine, office, a_mail(words, to=token_address(office, letter), sender=sender))

    assert facts(engine) == before
    assert not letters(engine, LetterKind.ALARM)
    [reply] = rows(engine)
    assert reply.is_from_another is (sender != READER)


def test_the_confirmation_goes_to_the_one_who_was_asked_and_repeats_nothing(engine, office, letter):
    mail = a_mail("Klart! Ring Kerstin om utredningen.", In_Reply_To=letter.message_id, sender="annan@annan.example")

    read(engine, office, mail)

    [asking] = letters(engine, LetterKind.CONFIRMATION)
    assert asking.recipient == READER
    assert "annan@annan.example" not in asking.text + asking.html
    assert "Kerstin" not in asking.text + asking.html
    assert "\nKlart\n" in asking.text and "diarienummer" in asking.text
    assert "[svarslänk]" in asking.text and asking.answer_until == UNTIL
    assert asking.thread_id == letter.message_id


def test_a_thread_gets_one_letter_a_day_and_three_in_all(engine, office, letter):
    """A machine that answers each of our letters, and hides that it is one."""
    counts = []
    for day in range(6):
        now = LATER + timedelta(days=day)
        pile = Pile(validity=day)
        for nth in range(3):
            newest = rows(engine, Letter)[-1]
            pile.add(a_mail(f"Tack för ditt mejl {day} {nth}.", In_Reply_To=newest.message_id))
        read_replies(engine, office, now, pile)
        deliver(engine, office, now, Postbag())
        counts.append(len(letters(engine, LetterKind.CONFIRMATION)))

    assert counts == [1, 2, 3, 3, 3, 3]


def test_a_newer_answer_replaces_the_older_one_whose_words_are_forgotten(engine, office, letter):
    read(
        engine,
        office,
        a_mail("Klart.\n\nDet första.", In_Reply_To=letter.message_id),
        a_mail("Pågår enligt plan.\n\nDet andra.", In_Reply_To=letter.message_id),
    )

    first, second = rows(engine)
    assert (first.state, first.text) == (ReplyState.REPLACED, None)
    assert (second.state, second.answer) == (ReplyState.PROPOSED, Answer.ON_TRACK)
    assert "Det första" not in everything_written(engine)


def test_what_nobody_confirms_is_forgotten_when_the_link_expires(engine, office, letter):
    read(engine, office, a_mail("Klart.\n\nEgna ord.", In_Reply_To=letter.message_id))

    read_replies(engine, office, LATER + (UNTIL - TODAY) + timedelta(days=1), Pile())

    assert rows(engine)[0].state is ReplyState.LAPSED
    assert "Egna ord" not in everything_written(engine)


def test_of_several_assignments_the_named_one_is_meant(engine, office):
    letter = asked(engine, count=3)
    read(
        engine,
        office,
        a_mail("Uppdrag 2: klart.", In_Reply_To=letter.message_id),
        a_mail("Klart.", In_Reply_To=letter.message_id),
    )

    assert [one.owner_id for one in rows(engine)] == [2, None]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": LetterKind.DIGEST, "occasion": Occasion.DIGEST}, "nothing was asked"),
        ({"answer_until": TODAY - timedelta(days=1)}, "the link has expired"),
        ({"answer_until": None}, "it had no link"),
    ],
)
def test_a_reply_that_cannot_be_confirmed_is_for_a_person(engine, office, changes, why):
    letter = asked(engine, count=1, **changes)

    pile = read(engine, office, a_mail("Klart.", In_Reply_To=letter.message_id))

    [reply] = rows(engine)
    assert (reply.state, reply.text, reply.letter_id) == (ReplyState.TO_SEE, None, letter.id), why
    assert not letters(engine, LetterKind.CONFIRMATION)
    assert (pile.read, pile.unknown) == ([], [1])


def test_of_a_stranger_nothing_is_kept_but_that_a_mail_came(engine, office):
    mail = a_mail("Hemliga ord.", sender="okand@annan.example", Subject="Min sjukdom", Message_ID="<7@annan.example>")

    pile = read(engine, office, mail)

    [reply] = rows(engine)
    assert (reply.kind, reply.state, reply.message_id) == (ReplyKind.UNKNOWN, ReplyState.TO_SEE, "<7@annan.example>")
    assert not rows(engine, Letter)
    written = everything_written(engine)
    assert not [word for word in ("Hemliga", "sjukdom", "okand@") if word in written]
    assert (pile.read, pile.unknown) == ([], [1])


REASON = "Jag är sjukskriven för utmattning och vårdar mitt barn."


def test_of_an_automatic_reply_only_its_kind_and_the_day_of_return_are_kept(engine, office, letter):
    mail = a_mail(
        f"{REASON} Åter 12 mars. Ring Nils.",
        Subject="Autosvar: sjukskriven",
        Auto_Submitted="auto-replied",
        In_Reply_To=letter.message_id,
    )

    pile = read(engine, office, mail)

    [reply] = rows(engine)
    assert (reply.kind, reply.state, reply.returns_on) == (ReplyKind.AUTOMATIC, ReplyState.NOTED, date(2018, 3, 12))
    written = everything_written(engine)
    assert not [word for word in ("sjuk", "utmattning", "barn", "Nils", "Autosvar") if word in written]
    assert len(rows(engine, Letter)) == 1, "no letter answers a machine"
    assert pile.read == [1]
    with reading(engine) as session:
        assert away_until(session, READER, TODAY) == date(2018, 3, 12)
        assert away_until(session, READER, date(2018, 3, 12)) is None


LEFT = "Jag har slutat på kommunen. Det beror på min hälsa."


def test_whoever_has_left_leaves_a_vacancy_the_same_day(engine, office):
    with transaction(engine) as session:
        body = a_body(session, "socialnämnden")
        post = a_post_with_holder(session, body, address="asa@kommun.example")
        a_holder(session, post, name="Ersättaren", address="ersattare@kommun.example", is_substitute=True)
        owner = owners_of(session, an_assignment(session, owners=[body]))[0]
        letter = a_sent_letter(session, [owner], recipient="asa@kommun.example", intended="asa@kommun.example")

    mail = a_mail(LEFT, sender="asa@kommun.example", Auto_Submitted="auto-replied", In_Reply_To=letter.message_id)
    read(engine, office, mail)

    with reading(engine) as session:
        held = session.exec(select(Holding).where(Holding.is_substitute == False)).one()  # noqa: E712
        assert held.valid_to == TODAY - timedelta(days=1)
        assert resolve(session, office, [body.id], TODAY)[body.id].address == "ersattare@kommun.example"
    [alarm] = letters(engine, LetterKind.ALARM)
    assert alarm.day == TODAY and alarm.recipient == office.settings.office.address
    assert "nämndsekreterare i socialnämnden är vakant" in alarm.text
    assert "ersattare@kommun.example" in alarm.text
    assert "hälsa" not in everything_written(engine)


def test_nobody_is_vacated_by_a_mail_from_another_address_or_about_no_letter(engine, office):
    with transaction(engine) as session:
        body = a_body(session)
        a_post_with_holder(session, body, address="asa@kommun.example")
        owner = owners_of(session, an_assignment(session, owners=[body]))[0]
        letter = a_sent_letter(session, [owner], recipient="asa@kommun.example", intended="asa@kommun.example")
    auto = {"Auto_Submitted": "auto-replied"}

    pile = read(
        engine,
        office,
        a_mail(LEFT, sender="elak@annan.example", In_Reply_To=letter.message_id, **auto),
        a_mail(LEFT, sender="asa@kommun.example", In_Reply_To="<gissat@kommun.example>", **auto),
    )

    assert [one.valid_to for one in rows(engine, Holding)] == [None]
    assert [one.state for one in rows(engine)] == [ReplyState.TO_SEE] * 2
    assert pile.unknown == [1, 2]


@pytest.mark.parametrize(("action", "status"), [("failed", "5.1.1"), ("failed", "4.4.7"), ("", "5.2.1")])
def test_a_bounce_that_is_final_makes_the_letter_undeliverable_and_the_office_hears(
    engine, office, letter, action, status
):
    read(engine, office, a_bounce(letter, action=action, status=status))

    found = rows(engine, Letter)[0]
    assert (found.state, found.sent_at) == (LetterState.UNDELIVERABLE, None)
    [alarm] = letters(engine, LetterKind.ALARM)
    assert alarm.day == TODAY
    assert f"Mejl nr {letter.id}" in alarm.text and status in alarm.text
    with reading(engine) as session:
        assert unsealed(session) == 0
        assert first_unsealed_or_changed(session) is None
        assert first_broken(session) is None


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("", "4.2.2")])
def test_a_bounce_that_is_not_final_is_only_noted(engine, office, letter, action, status):
    read(engine, office, a_bounce(letter, action=action, status=status))

    assert [(one.kind, one.code) for one in rows(engine)] == [(ReplyKind.DELAY, status)]
    assert [one.state for one in rows(engine, Letter)] == [LetterState.SENT]


def test_the_same_bounce_from_two_servers_is_told_once(engine, office, letter):
    read(engine, office, a_bounce(letter), a_bounce(letter, Message_ID="<2@mx.example>"))

    assert len(letters(engine, LetterKind.ALARM)) == 1


def test_a_bounce_of_a_letter_that_is_not_ours_is_for_a_person(engine, office, letter):
    stray = letter.model_copy(update={"message_id": "<annat@kommun.example>"})

    read(engine, office, a_bounce(stray))

    assert [(one.kind, one.state) for one in rows(engine)] == [(ReplyKind.BOUNCE, ReplyState.TO_SEE)]
    assert [one.state for one in rows(engine, Letter)] == [LetterState.SENT]


def test_our_own_letters_that_come_back_are_answered_by_nobody(engine, office, letter):
    read(engine, office, a_mail("Klart.", X_Bevaka_Letter="2017-11-14-1", In_Reply_To=letter.message_id))

    assert [one.kind for one in rows(engine)] == [ReplyKind.OURS]
    assert len(rows(engine, Letter)) == 1


def test_reading_again_adds_nothing(engine, office, letter):
    mails = [
        a_mail("Klart.", In_Reply_To=letter.message_id),
        a_mail("Hej", sender="okand@annan.example"),
        a_bounce(letter),
    ]
    read(engine, office, *mails)
    before = everything_written(engine)

    pile = read(engine, office, *mails)

    assert pile.fetched == []
    assert everything_written(engine) == before


def test_a_mailbox_that_numbers_anew_is_read_without_doubling_anything(engine, office, letter):
    """UIDVALIDITY changes when a mailbox is moved to another server."""
    mails = [a_mail("Klart.", In_Reply_To=letter.message_id), a_bounce(letter)]
    read(engine, office, *mails)

    read_replies(engine, office, LATER, Pile(*mails, validity=8))

    kinds = [one.kind for one in rows(engine)]
    assert kinds == [ReplyKind.ANSWER, ReplyKind.BOUNCE, ReplyKind.DOUBLE, ReplyKind.DOUBLE]
    assert len(letters(engine, LetterKind.CONFIRMATION)) == 1
    assert len(letters(engine, LetterKind.ALARM)) == 1


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moment", ["before it is written down", "before it is marked"])
def test_a_sudden_stop_loses_nothing(engine, office, letter, monkeypatch, moment):
    pile = Pile(a_mail("Klart.", In_Reply_To=letter.message_id), a_mail("Ett till.", In_Reply_To=letter.message_id))
    place, name = {
        "before it is written down": (reader, "note"),
        "before it is marked": (pile, "file"),
    }[moment]

    def killed(*_args, **_more):
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(place, name, killed)
        read_replies(engine, office, LATER, pile)
    assert pile.read == [], "nothing may be marked that is not written down"

    read_replies(engine, office, LATER + timedelta(hours=1), pile)

    assert [one.state for one in rows(engine)] == [ReplyState.REPLACED, ReplyState.PROPOSED]
    assert pile.read == [1, 2]
    with reading(engine) as session:
        assert first_broken(session) is None


def test_one_message_that_nothing_can_be_made_of_does_not_stop_those_behind_it(engine, office, letter, monkeypatch):
    whole = reader.sorted_out

    def strange(data, today):
        if b"besynnerligt" in data:
            raise ValueError("hemligt innehåll")
        return whole(data, today)

    monkeypatch.setattr(reader, "sorted_out", strange)
    pile = read(engine, office, a_mail("besynnerligt"), a_mail("Klart.", In_Reply_To=letter.message_id))

    assert [(one.kind, one.state) for one in rows(engine)] == [
        (ReplyKind.UNREADABLE, ReplyState.TO_SEE),
        (ReplyKind.ANSWER, ReplyState.PROPOSED),
    ]
    assert (pile.read, pile.unknown) == ([2], [1])
    assert "hemligt" not in everything_written(engine)


def test_only_one_reads_at_a_time(engine, office, letter):
    class Second(Pile):
        def open(self) -> int:
            self.second = read_replies(engine, office, LATER, Pile())
            return super().open()

    pile = Second()
    read_replies(engine, office, LATER, pile)

    assert pile.second.already_running


def test_what_is_too_much_for_one_reading_is_left_for_the_next(engine, office, letter):
    pile = Pile(*(a_mail(f"Hej {n}", sender="okand@annan.example") for n in range(5)))

    first = read_replies(engine, office, LATER, pile, limit=3)
    second = read_replies(engine, office, LATER, pile, limit=3)

    assert (first.total, first.more, second.total, second.more) == (3, True, 2, False)
    assert pile.fetched == [1, 2, 3, 4, 5]


def test_every_message_has_its_event_without_a_word_of_it(engine, office, letter):
    read(engine, office, a_mail("Klart. Egna ord.", In_Reply_To=letter.message_id), a_bounce(letter))

    with reading(engine) as session:
        told = {event.kind: json.loads(event.data) for event in session.exec(select(Event))}
        assert "Egna ord" not in str(told)
        assert first_broken(session) is None
    assert {"reply.answer", "reply.bounce", "letter.came_back"} <= set(told)
    assert len(told["reply.answer"]["text"]) == 64


@pytest.mark.parametrize(("address", "expected"), [("svar@kommun.example", True), (None, False)])
def test_a_letter_that_asks_is_answered_at_an_address_of_its_own(engine, tmp_path, address, expected):
    office = an_office_that_reads(tmp_path, address=address)
    letter = asked(engine, count=1, state=LetterState.WAITING)
    bag = Postbag()

    deliver(engine, office, LATER, bag)

    own = token_address(office, letter)
    assert own == own.lower() and len(own.partition("@")[0]) <= 64
    assert (f"Reply-To: kansliet\r\n <{own}>".encode() in bag.sent[0][1]) is expected
    assert own.partition("@")[0].partition("+")[2] not in everything_written(engine)
