"""A short word on other channels (Teams, Slack, SMS, webhooks) that a letter has gone.

It says who has got a letter and of what kind, no more: no link to answer by, no case, nobody's name. Each is tried once
and by itself, after the letter: whatever becomes of it, the letter is neither held up nor sent again."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from config.extra_channel import ExtraChannel
from config.office import Office
from config.placeholders import SecretMissing
from config.zone import office_day
from models.columns import among
from models.database import reading, transaction
from models.letter import Letter, LetterKind, LetterState
from models.notice import Notice
from models.nudge import Nudge, NudgeState
from models.once import insert_once
from notifications.listeners import Listener, listeners
from notifications.swedish import starting, within

logger = logging.getLogger(__name__)

Tell = Callable[[str, str, str], bool]
"""Address (with its secrets still named), title, text; whether the service took it."""

TITLE = "Bevaka"
SINCE = timedelta(days=1)
"""Older letters are not told of: a channel that is new in the settings must not speak of all that ever was."""
WORDS = {
    LetterKind.NOTICE: "har fått ett mejl om sina uppdrag. Öppna mejlet för att läsa och svara.",
    LetterKind.GATHERING: "har fått ett mejl om den återrapportering som närmar sig.",
    LetterKind.DIGEST: "har fått veckorapporten om beslut och uppdrag med mejl.",
    LetterKind.ALARM: "har något att ta hand om i dag. Se mejlet från Bevaka, eller skrivbordet om det dröjer.",
}


@dataclass(frozen=True)
class NudgeSummary:
    sent: int = 0
    failed: int = 0


class _Due(NamedTuple):
    letter_id: int
    channel: ExtraChannel
    text: str


def nudge(
    engine: Engine, office: Office, now: datetime, tell: Tell, stop: Callable[[], bool] = lambda: False
) -> NudgeSummary:
    """Tell every channel of the letters that it has not been told of. Several may do it at once."""
    if not office.settings.channel:
        return NudgeSummary()
    with reading(engine) as session:
        due = [one for channel in office.settings.channel for one in _due(session, office, channel, now)]
    taken: list[bool] = []
    for one in due:
        if stop():
            break
        if _claimed(engine, one, now):
            taken.append(_told(one, tell))
            _settle(engine, one, NudgeState.SENT if taken[-1] else NudgeState.FAILED)
    return NudgeSummary(taken.count(True), taken.count(False))


def _due(session: Session, office: Office, channel: ExtraChannel, now: datetime) -> Iterator[_Due]:
    today = office_day(now)
    whom = listeners(session, channel, today)
    told = select(col(Nudge.letter_id)).where(Nudge.channel == channel.tag)
    # an alarm is told of before its letter has gone: it may be that no letter goes
    has_gone = (col(Letter.state) == LetterState.SENT) | (
        (col(Letter.kind) == LetterKind.ALARM) & col(Letter.state).not_in((LetterState.PLANNED, LetterState.WITHDRAWN))
    )
    query = select(Letter).where(col(Letter.day) >= today - SINCE, has_gone, col(Letter.id).not_in(told))
    letters = list(session.exec(query.order_by(col(Letter.id)))) if whom else []
    bodies = _bodies(session, letters)
    for letter in letters:
        is_for_them = office.is_live(letter.day) or letter.kind is LetterKind.ALARM
        names = list(_names(letter, bodies.get(letter.id, ()), whom)) if is_for_them else []
        if names and letter.kind in WORDS:
            yield _Due(letter.id, channel, f"{starting(' och '.join(names))} {WORDS[letter.kind]}")


def _bodies(session: Session, letters: list[Letter]) -> dict[int, set[int]]:
    """A secretary of two committees has one letter for both."""
    found = {letter.id: {letter.body_id} if letter.body_id else set() for letter in letters}
    query = select(Notice.letter_id, Notice.addressee_id).where(among(Notice.letter_id, found)).distinct()
    for letter_id, body_id in session.exec(query) if found else ():
        if letter_id is not None:
            found[letter_id].add(body_id)
    return found


def _names(letter: Letter, bodies: "set[int] | tuple[()]", whom: dict[int, list[Listener]]) -> Iterator[str]:
    for body_id in sorted(bodies):
        heard = next((one for one in whom.get(body_id, ()) if one.gets(letter.intended)), None)
        if heard:
            yield within(heard.name)


def _claimed(engine: Engine, one: _Due, now: datetime) -> bool:
    """Marked before it is sent, so that it is never said twice. False where another program was faster."""
    with transaction(engine) as session:
        place = (Nudge.letter_id == one.letter_id, Nudge.channel == one.channel.tag)
        if session.exec(select(Nudge.id).where(*place)).first() is not None:
            return False
        row = {"letter_id": one.letter_id, "channel": one.channel.tag, "at": now, "state": NudgeState.SENDING}
        insert_once(session, Nudge, [row])
        return True


def _told(one: _Due, tell: Tell) -> bool:
    """What a service raises may hold its address: only its kind is told of."""
    try:
        if tell(one.channel.url, TITLE, one.text):
            return True
        logger.warning("Kanalen %s tog inte emot ett meddelande. Mejlet har gått som vanligt.", one.channel.tag)
    except SecretMissing as missing:
        logger.warning("Kanalen %s: %s", one.channel.tag, missing)
    except Exception as error:
        logger.warning("Kanalen %s gick inte att nå (%s).", one.channel.tag, type(error).__name__)
    return False


def _settle(engine: Engine, one: _Due, state: NudgeState) -> None:
    place = (col(Nudge.letter_id) == one.letter_id, col(Nudge.channel) == one.channel.tag)
    with transaction(engine) as session:
        session.execute(update(Nudge).where(*place).values(state=state))


def failed_since(session: Session, day: date) -> dict[str, int]:
    """How many letters of that day or later each channel could not be told of."""
    query = (
        select(Nudge.channel)
        .join(Letter, col(Letter.id) == col(Nudge.letter_id))
        .where(Nudge.state == NudgeState.FAILED, col(Letter.day) >= day)
    )
    found: dict[str, int] = {}
    for tag in session.exec(query):
        found[tag] = found.get(tag, 0) + 1
    return found
