"""The history: append-only, hash-chained, written in the transaction of the act that changes the state."""

import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Column, Text, insert, select, update
from sqlmodel import Field, Session, SQLModel, col

GENESIS = "0" * 64
_NOTED = "bevaka.noted"


class Event(SQLModel, table=True):
    """`seq` is contiguous, so that a missing row shows; `data` is canonical JSON without names or free text."""

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime
    kind: str = Field(index=True)
    actor: str
    """A role or a way in (kansli, länk, morgonrunda); never a name."""
    decision_id: int | None = Field(default=None, index=True)
    assignment_id: int | None = Field(default=None, index=True)
    data: str = Field(sa_column=Column(Text, nullable=False))
    previous: str
    hash: str


class ChainHead(SQLModel, table=True):
    """One row: the newest link. Its lock, taken last in a transaction, puts writers in a row."""

    __tablename__ = "chain_head"

    id: int = Field(default=1, primary_key=True)
    seq: int = 0
    hash: str = GENESIS


class Noted(NamedTuple):
    at: datetime
    kind: str
    actor: str
    decision_id: int | None
    assignment_id: int | None
    data: str


class BrokenChain(NamedTuple):
    """The first row that does not fit, and why."""

    seq: int
    reason: str


def canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def new_salt() -> str:
    return secrets.token_hex(8)


def salted(salt: str, text: str | None) -> str | None:
    """What the chain holds of a free text or a name: its hash with a salt that stands beside it in the row."""
    return None if text is None else sha256(f"{salt}:{text}".encode()).hexdigest()


def note(
    session: Session,
    at: datetime,
    kind: str,
    actor: str,
    *,
    decision_id: int | None = None,
    assignment_id: int | None = None,
    **data: Any,
) -> None:
    """Write history with the transaction that is under way; it is chained when that commits."""
    noted: list[Noted] = session.info.setdefault(_NOTED, [])
    noted.append(Noted(at, kind, actor, decision_id, assignment_id, canonical(data)))


def link(previous: str, seq: int, noted: Noted) -> str:
    """The hash of one row: everything in it and the hash before it."""
    row = [previous, seq, noted.at.astimezone(UTC).isoformat(), *noted[1:]]
    return sha256(canonical(row).encode()).hexdigest()


def chain(session: Session) -> None:
    """Append what was noted. Called last before the commit: the head's lock is held as briefly as can be."""
    noted: list[Noted] = session.info.pop(_NOTED, [])
    if not noted:
        return
    session.flush()
    head = session.execute(
        select(col(ChainHead.seq), col(ChainHead.hash)).where(col(ChainHead.id) == 1).with_for_update()
    ).one()
    seq, previous = head.seq, head.hash
    rows = []
    for one in noted:
        seq += 1
        digest = link(previous, seq, one)
        rows.append({"seq": seq, **one._asdict(), "previous": previous, "hash": digest})
        previous = digest
    session.execute(insert(Event), rows)
    session.execute(update(ChainHead).where(col(ChainHead.id) == 1).values(seq=seq, hash=previous))


def head(session: Session) -> ChainHead:
    return session.get_one(ChainHead, 1)


def first_broken(session: Session) -> BrokenChain | None:
    """Walk the chain from the start; None where it is whole. Memory does not grow with the history."""
    table = Event.__table__  # type: ignore[attr-defined]
    every = select(table).order_by(table.c.seq).execution_options(yield_per=1000)
    seq, previous = 0, GENESIS
    with session.connection().execute(every) as events:
        for event in events:
            seq += 1
            if event.seq != seq:
                return BrokenChain(seq, "raden saknas")
            noted = Noted(event.at, event.kind, event.actor, event.decision_id, event.assignment_id, event.data)
            if event.previous != previous:
                return BrokenChain(seq, "raden hänger inte ihop med den före")
            if event.hash != link(previous, seq, noted):
                return BrokenChain(seq, "radens innehåll stämmer inte med dess kontrollvärde")
            previous = event.hash
    now = head(session)
    if (now.seq, now.hash) != (seq, previous):
        return BrokenChain(seq + 1, "de nyaste raderna saknas")
    return None
