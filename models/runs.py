"""Which pieces of the day have been done, so that what did not happen shows."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.run import Run


def record_run(
    session: Session, name: str, day: date, started: datetime, ended: datetime, summary: str | None = None
) -> None:
    """That it was done; done again the same day, the newest counts."""
    session.merge(Run(name=name, day=day, started_at=started, ended_at=ended, summary=summary))


def last_run(session: Session, name: str, before: date | None = None) -> Run | None:
    """The newest finished run of that name (before a day, if one is given)."""
    query = select(Run).where(Run.name == name, col(Run.ended_at).is_not(None))
    if before is not None:
        query = query.where(Run.day < before)
    return session.exec(query.order_by(col(Run.day).desc())).first()


def has_run(session: Session, name: str, day: date) -> bool:
    run = session.get(Run, (name, day))
    return run is not None and run.ended_at is not None
