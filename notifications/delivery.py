"""The outbox emptied: letters are claimed, marked, sent one by one, and what the mail server said is written down.

A letter is marked sent only after it was sent; a sender that dies leaves at most the letters under way in doubt,
and those are known as uncertain."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from config.addresses import AddressRefused, sendable
from config.office import Office
from models.database import reading
from models.letter import Letter
from notifications.attempts import Attempted, record, seal, unsealed
from notifications.claiming import LEASE, Claimant, begin, claim, is_any_due, release
from notifications.header_text import HeaderRefused
from notifications.link_key import office_key
from notifications.links import links_of
from notifications.links import shown as shown
from notifications.message import NotSendable, Sender, as_bytes
from notifications.outcome import Channel, Delivery, Outcome, plain_reply
from notifications.pen import Pen
from notifications.reply_address import reply_address
from notifications.returned import tell_returned
from notifications.writing_out import write_planned

logger = logging.getLogger(__name__)

AT_A_TIME = 50
"""Letters claimed in one transaction."""

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class DeliverySummary:
    sent: int = 0
    retried: int = 0
    uncertain: int = 0
    undeliverable: int = 0
    is_down: bool = False
    """The channel was out of order; the letters that were left wait. Wait a while before the next delivery."""
    wait_seconds: int = 0
    """For how long the server asked to be left alone."""

    @property
    def attempts(self) -> int:
        return self.sent + self.retried + self.uncertain + self.undeliverable


def deliver(
    engine: Engine,
    office: Office,
    now: datetime,
    channel: Channel,
    *,
    clock: Clock | None = None,
    limit: int | None = None,
    holder: str | None = None,
    stop: Callable[[], bool] | None = None,
    lease: timedelta = LEASE,
) -> DeliverySummary:
    """Write what is planned and send every letter whose hour has come, at most `limit`.

    Without a clock the whole delivery happens at `now`. `stop` is asked between letters; what was claimed and
    not begun then goes back. Several deliveries may run at once, also on several machines. Raises DatabaseBusy,
    SecretUnreadable, and AddressRefused where the office's own address is wrong."""
    write_planned(engine, office, now)
    with reading(engine) as session:
        is_due, loose = is_any_due(session, now), unsealed(session)
    if not is_due:
        if loose:  # of a sender that died after its last letter
            Pen(engine).write(lambda session: seal(session, now))
        return DeliverySummary()
    claimant = Claimant(holder or uuid4().hex, lease, len(office.settings.mail.retry_minutes) + 1)
    work = _Work(engine, office, channel, clock or (lambda: now), claimant, stop or (lambda: False), limit)
    if channel.connections > 1:
        with ThreadPoolExecutor(channel.connections, "utskick") as senders:
            for sender in [senders.submit(work.send_all) for _ in range(channel.connections)]:
                sender.result()
    else:
        work.send_all()
    return work.summary()


@dataclass
class _Work:
    """One delivery, shared by its senders."""

    engine: Engine
    office: Office
    channel: Channel
    clock: Clock
    claimant: Claimant
    stop: Callable[[], bool]
    limit: int | None
    is_down: bool = False
    wait_seconds: int = 0

    def __post_init__(self) -> None:
        self.secret = office_key(self.engine, self.office, self.clock())
        self.sender = Sender.of(self.office)
        self.counts = dict.fromkeys(Outcome, 0)
        self.returned: list[int] = []
        self.claimed = 0
        self._counting = Lock()
        self._pen = Pen(self.engine)

    def summary(self) -> DeliverySummary:
        if sum(self.counts.values()):
            self._pen.write(self._close)
        return DeliverySummary(
            sent=self.counts[Outcome.SENT],
            retried=self.counts[Outcome.RETRY],
            uncertain=self.counts[Outcome.UNCERTAIN],
            undeliverable=self.counts[Outcome.UNDELIVERABLE],
            is_down=self.is_down,
            wait_seconds=self.wait_seconds,
        )

    def _close(self, session: Session) -> None:
        now = self.clock()
        seal(session, now)
        tell_returned(session, self.office, self.returned, now)

    def send_all(self) -> None:
        """Batch after batch until nothing is due, the limit is reached, or somebody says stop."""
        while not self._must_stop() and (batch := self._claimed()):
            self._send(batch)

    def _must_stop(self) -> bool:
        return self.is_down or self.stop()

    def _claimed(self) -> list[Letter]:
        with self._counting:
            count = AT_A_TIME if self.limit is None else min(AT_A_TIME, self.limit - self.claimed)
            if count <= 0:
                return []
            batch = self._pen.write(lambda session: claim(session, self.claimant, self.clock(), count))
            self.claimed += len(batch)
        return batch

    def _send(self, batch: list[Letter]) -> None:
        """One commit a letter: it holds the result of the letter before and the intent mark of this one."""
        done: Attempted | None = None
        begun = 0
        for letter in batch:
            if self._must_stop():
                break
            begun += 1
            attempt = self._over(done, letter)
            done = None if attempt is None else self._attempted(letter, attempt)
        if done or batch[begun:]:
            self._over(done, None, batch[begun:])

    def _over(self, done: Attempted | None, following: Letter | None, rest: Sequence[Letter] = ()) -> int | None:
        """The result of one letter and the intent mark of the next. None where that one is not to be sent."""
        waits = self.office.settings.mail.retry_minutes

        def work(session: Session) -> tuple[Outcome | None, int | None]:
            outcome = None if done is None else record(session, done, waits)
            if rest:
                release(session, self.claimant, rest, self.clock())
            begun = None if following is None else begin(session, self.claimant, following, self.clock())
            return outcome, begun

        outcome, attempt = self._pen.write(work)
        if outcome is not None:
            with self._counting:
                self.counts[outcome] += 1
                if done is not None and outcome is Outcome.UNDELIVERABLE:
                    self.returned.append(done.letter.id)
        return attempt

    def _attempted(self, letter: Letter, attempt: int) -> Attempted:
        delivery = self._delivered(letter)
        self.is_down = self.is_down or delivery.is_down
        self.wait_seconds = max(self.wait_seconds, delivery.wait_seconds)
        plain = delivery._replace(reply=plain_reply(delivery.reply))
        return Attempted(letter, attempt, self.claimant.holder, plain, self.clock())

    def _delivered(self, letter: Letter) -> Delivery:
        """One bad letter must not stop those behind it. Log lines name its number only."""
        try:
            recipient, data = sendable(letter.recipient), self._message(letter)
        except (HeaderRefused, AddressRefused, NotSendable) as error:
            logger.error("Mejl %s kan inte skickas: %s", letter.id, error)
            return Delivery(Outcome.UNDELIVERABLE, None, str(error))
        except Exception as error:
            logger.error("Mejl %s gick inte att göra i ordning: %s", letter.id, type(error).__name__)
            return Delivery(Outcome.RETRY, None, type(error).__name__)
        try:
            return self.channel.send(recipient, self.sender.address, data)
        except Exception as error:  # a channel that raises has not said whether the letter left
            logger.error("Mejl %s: kanalen svarade inte som den ska: %s", letter.id, type(error).__name__)
            return Delivery(Outcome.UNCERTAIN, None, type(error).__name__)

    def _message(self, letter: Letter) -> bytes:
        sender = self.sender.heard_at(reply_address(self.office, self.secret, letter))
        return as_bytes(letter, sender, links_of(self.office.url, self.secret, letter.id))
