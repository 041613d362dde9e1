"""The key of the answer links over time: where it is another than before, links that were sent are dead."""

import logging
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine, delete, update
from sqlmodel import Session, col

from config.office import Office
from config.zone import office_day
from models.database import reading, transaction
from models.once import insert_once
from models.run import Run
from models.runs import last_run
from notifications.alarm import tell_office
from notifications.tokens import NAME, load_secret

logger = logging.getLogger("bevaka.utskick")
KEY = "svarsnyckel"
CHANGED = (
    "Nyckeln till svarslänkarna är en annan än förut. Länkar i mejl som redan är skickade fungerar inte längre. Finns "
    f"filen {NAME} i en säkerhetskopia, läs tillbaka den. Annars får de ansvariga nya länkar i sina nästa mejl."
)


def office_key(engine: Engine, office: Office, now: datetime) -> bytes:
    """The key, and the office told once where a file that was lost has been made anew. Raises SecretUnreadable."""
    key = load_secret(office.home)
    mark = sha256(b"bevaka nyckel " + key).hexdigest()[:16]  # tells keys apart and gives none away
    with reading(engine) as session:
        known = last_run(session, KEY)
    if known is None or known.summary != mark:
        with transaction(engine) as session:
            _remember(session, office, known, mark, now)
    return key


def _remember(session: Session, office: Office, known: Run | None, mark: str, now: datetime) -> None:
    """Of senders that see it together one writes it down and tells of it."""
    today = office_day(now)
    if known is None:
        row = {"name": KEY, "day": today, "started_at": now, "ended_at": now, "summary": mark}
        insert_once(session, Run, [row])
        return
    as_known = (col(Run.name) == KEY) & (col(Run.day) == known.day) & (col(Run.summary) == known.summary)
    told = session.execute(update(Run).where(as_known).values(summary=mark, ended_at=now).returning(col(Run.name)))
    if told.first() is not None:
        logger.warning(CHANGED)
        tell_office(session, office, today, now, "Svarslänkar har slutat fungera", CHANGED)


def forget_key(engine: Engine) -> None:
    """A copy to play with has a key of its own, and nobody's links."""
    with transaction(engine) as session:
        session.execute(delete(Run).where(col(Run.name) == KEY))
