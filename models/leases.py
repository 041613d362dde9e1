"""Who is at a piece of work just now. A dead holder's lease runs out by itself."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, update
from sqlmodel import col

from models.database import transaction
from models.once import insert_once
from models.run import Lease


def take_lease(engine: Engine, name: str, holder: str, now: datetime, seconds: int) -> bool:
    """True if `holder` may begin; False while another one holds the lease."""
    until = now + timedelta(seconds=seconds)
    with transaction(engine) as session:
        insert_once(session, Lease, [{"name": name, "holder": "", "until": now - timedelta(seconds=1)}])
        taken = session.execute(
            update(Lease)
            .where(col(Lease.name) == name, (col(Lease.until) < now) | (col(Lease.holder) == holder))
            .values(holder=holder, until=until)
            .returning(col(Lease.name))
        )
        return taken.scalar() is not None


def release_lease(engine: Engine, name: str, holder: str) -> None:
    """Give the lease back; somebody else's is left alone."""
    with transaction(engine) as session:
        session.execute(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder))
