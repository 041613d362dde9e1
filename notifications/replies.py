"""The reader of answers by mail: each message is written down in one transaction, and only then marked as read.

A message changes nothing about an assignment: it is proposed, and a person confirms it through the link."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from config.office import Office
from config.zone import office_day
from models.database import DatabaseBusy, reading, transaction
from models.event import new_salt, note, salted
from models.leases import release_lease, take_lease
from models.letter import Letter, LetterKind
from models.reply import Reply, ReplyKind, ReplyState
from models.replying import ACTOR, highest_uid, is_known, known_among, lapse, mark_filed, replace, unfiled
from models.unusable import DatabaseUnusable
from notifications.answered import asked_in, can_be_answered, letter_answered, letter_named, meant
from notifications.confirming import ask_to_confirm
from notifications.mailboxes import Mailbox
from notifications.returning import came_back, has_left
from notifications.sorting import Sorted, sorted_out
from notifications.tokens import load_secret
from notifications.understanding import understood

logger = logging.getLogger("bevaka.svar")
LEASE_NAME = "replies"
LEASE_SECONDS = 900
AT_A_TIME = 200


@dataclass(frozen=True)
class Place:
    """One message's number, and where it lies."""

    mailbox: str
    validity: int
    uid: int


@dataclass
class ReadSummary:
    already_running: bool = False
    kinds: Counter[ReplyKind] = field(default_factory=Counter)
    proposed: int = 0
    to_see: int = 0
    more: bool = False
    """More lies there than is read at a time; the next reading goes on."""

    @property
    def total(self) -> int:
        return self.kinds.total()

    def count(self, reply: Reply) -> None:
        self.kinds[reply.kind] += 1
        self.proposed += reply.state is ReplyState.PROPOSED
        self.to_see += reply.state is ReplyState.TO_SEE


def read_replies(
    engine: Engine, office: Office, now: datetime, mailbox: Mailbox, *, limit: int = AT_A_TIME
) -> ReadSummary:
    """Take in what has come since the last time. Run twice it adds nothing.

    Raises MailboxUnreachable, DatabaseBusy, SecretUnreadable; what was taken in before that stays."""
    holder = uuid4().hex
    if not take_lease(engine, LEASE_NAME, holder, now, LEASE_SECONDS):
        return ReadSummary(already_running=True)
    try:
        return _read(engine, office, now, mailbox, limit)
    finally:
        mailbox.close()
        release_lease(engine, LEASE_NAME, holder)


def _read(engine: Engine, office: Office, now: datetime, mailbox: Mailbox, limit: int) -> ReadSummary:
    today, secret, summary = office_day(now), load_secret(office.home), ReadSummary()
    validity = mailbox.open()
    with transaction(engine) as session:
        lapse(session, today, now)
    with reading(engine) as session:
        lying = mailbox.uids(highest_uid(session, mailbox.name, validity))
        new = sorted(set(lying) - known_among(session, mailbox.name, validity, lying))
    summary.more = len(new) > limit
    for uid in new[:limit]:
        data = mailbox.fetch(uid)
        if data is None:  # somebody took it away meanwhile
            continue
        reader = _Reader(engine, office, secret, now, today, Place(mailbox.name, validity, uid))
        if (reply := reader.taken_in(data)) is not None:
            summary.count(reply)
    _file(engine, mailbox, validity)
    return summary


def _file(engine: Engine, mailbox: Mailbox, validity: int) -> None:
    """Also what an earlier reading wrote down and did not come to mark."""
    with reading(engine) as session:
        waiting = unfiled(session, mailbox.name, validity)
    if not waiting:
        return
    unknown = [reply.uid for reply in waiting if reply.state is ReplyState.TO_SEE]
    mailbox.file([reply.uid for reply in waiting if reply.state is not ReplyState.TO_SEE], unknown)
    with transaction(engine) as session:
        mark_filed(session, [reply.id for reply in waiting])


@dataclass(frozen=True)
class _Reader:
    """One message on its way into the database."""

    engine: Engine
    office: Office
    secret: bytes
    now: datetime
    today: date
    place: Place

    def taken_in(self, data: bytes) -> Reply | None:
        """One that nothing can be made of must not stop those behind it. None where somebody else took it in."""
        try:
            said = sorted_out(data, self.today)
            with transaction(self.engine) as session:
                return self._written_down(session, said)
        except IntegrityError:
            logger.info("Ett meddelande var redan inläst.")
            return None
        except (DatabaseBusy, DatabaseUnusable, OperationalError):
            raise
        except Exception as error:  # the text of the fault may hold what somebody wrote
            logger.error("Ett meddelande gick inte att läsa: %s", type(error).__name__)
        with transaction(self.engine) as session:
            reply = self._row(ReplyKind.UNREADABLE, ReplyState.TO_SEE)
            return self._kept(session, reply)

    def _written_down(self, session: Session, said: Sorted) -> Reply:
        if is_known(session, said.incoming.message_id):
            return self._kept(session, self._row(ReplyKind.DOUBLE, ReplyState.NOTED))
        if said.kind is ReplyKind.ANSWER:
            return self._answer(session, said)
        reply = self._row(said.kind, ReplyState.NOTED, said)
        letter = self._letter(session, said)
        if letter is not None:
            reply.letter_id = letter.id
            reply.is_from_another = said.incoming.sender != letter.recipient
        if said.automatic and said.kind is ReplyKind.AUTOMATIC:
            reply.returns_on = said.automatic.returns_on
        if said.bounce:
            reply.code = said.bounce.code
        if letter is None and said.kind in (ReplyKind.BOUNCE, ReplyKind.LEFT):
            reply.state = ReplyState.TO_SEE
        self._kept(session, reply)
        if letter is not None:
            self._follow(session, reply, letter)
        return reply

    def _letter(self, session: Session, said: Sorted) -> Letter | None:
        if said.bounce:
            return letter_named(session, said.bounce.letter_ids)
        return letter_answered(session, self.secret, said.incoming)

    def _follow(self, session: Session, reply: Reply, letter: Letter) -> None:
        if reply.kind is ReplyKind.BOUNCE:
            came_back(session, self.office, letter, reply.code, self.now)
        elif reply.kind is ReplyKind.LEFT and reply.is_from_another:
            reply.state = ReplyState.TO_SEE
            session.add(reply)
        elif reply.kind is ReplyKind.LEFT:
            has_left(session, self.office, letter, self.today, self.now)

    def _answer(self, session: Session, said: Sorted) -> Reply:
        letter = letter_answered(session, self.secret, said.incoming)
        if letter is None:
            return self._kept(session, self._row(ReplyKind.UNKNOWN, ReplyState.TO_SEE, said))
        reply = self._row(ReplyKind.ANSWER, ReplyState.TO_SEE, said)
        reply.letter_id = letter.id
        reply.is_from_another = said.incoming.sender != letter.recipient
        asked = asked_in(session, letter) if letter.kind is LetterKind.NOTICE else []
        if not asked or not can_be_answered(letter, self.today):
            return self._kept(session, reply)
        owner = meant(asked, said.words)
        reply.state, reply.owner_id = ReplyState.PROPOSED, owner and owner.owner_id
        reply.text = said.words or None
        meaning = understood(said.words, self.today)
        reply.answer, reply.case_number = meaning.answer, meaning.case_number
        reply.wanted_day, reply.officer_address = meaning.wanted_day, meaning.officer_address
        replace(session, letter.id, reply.owner_id, self.now)
        self._kept(session, reply, owner.decision_id if owner else None, owner.assignment_id if owner else None)
        ask_to_confirm(session, self.office, reply, letter, self.now)
        return reply

    def _row(self, kind: ReplyKind, state: ReplyState, said: Sorted | None = None) -> Reply:
        return Reply(
            mailbox=self.place.mailbox,
            uid_validity=self.place.validity,
            uid=self.place.uid,
            message_id=said.incoming.message_id if said else None,
            kind=kind,
            state=state,
            day=self.today,
            at=self.now,
            salt=new_salt(),
        )

    def _kept(
        self, session: Session, reply: Reply, decision_id: int | None = None, assignment_id: int | None = None
    ) -> Reply:
        session.add(reply)
        session.flush()
        note(
            session,
            self.now,
            f"reply.{reply.kind}",
            ACTOR,
            decision_id=decision_id,
            assignment_id=assignment_id,
            reply=reply.id,
            letter=reply.letter_id,
            owner=reply.owner_id,
            answer=reply.answer,
            text=salted(reply.salt, reply.text),
        )
        return reply
