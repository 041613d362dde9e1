"""The questions asked of what came in, and what becomes of a proposed answer."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.columns import among
from models.event import note
from models.letter import Letter, LetterKind
from models.reply import Reply, ReplyKind, ReplyState

ACTOR = "svarsläsare"


def highest_uid(session: Session, mailbox: str, validity: int) -> int:
    """The last message of that mailbox that was taken in; 0 before the first."""
    found = select(func.max(Reply.uid)).where(Reply.mailbox == mailbox, Reply.uid_validity == validity)
    return session.exec(found).one() or 0


def known_among(session: Session, mailbox: str, validity: int, uids: Iterable[int]) -> set[int]:
    query = select(Reply.uid).where(Reply.mailbox == mailbox, Reply.uid_validity == validity, among(Reply.uid, uids))
    return set(session.exec(query))


def is_known(session: Session, message_id: str) -> bool:
    return session.exec(select(Reply.id).where(Reply.message_id == message_id)).first() is not None


def unfiled(session: Session, mailbox: str, validity: int) -> list[Reply]:
    """What was written down and not yet marked in the mailbox."""
    query = select(Reply).where(Reply.mailbox == mailbox, Reply.uid_validity == validity, ~col(Reply.is_filed))
    return list(session.exec(query.order_by(col(Reply.uid))))


def mark_filed(session: Session, ids: Iterable[int]) -> None:
    session.execute(update(Reply).where(among(Reply.id, ids)).values(is_filed=True))


def to_see(session: Session, since: date) -> list[Reply]:
    """What a person may have to look at, the oldest first: in the mailbox, or answers that nobody has confirmed."""
    waits = col(Reply.state).in_((ReplyState.TO_SEE, ReplyState.PROPOSED))
    return list(session.exec(select(Reply).where(waits, Reply.day >= since).order_by(col(Reply.id))))


def away_until(session: Session, address: str, today: date) -> date | None:
    """The day on which the reader of an address will be back, as an automatic reply of theirs said it last; None
    where they are not known to be away. It is told, not acted upon: whoever plans absences may ask here."""
    query = (
        select(Reply)
        .join(Letter, col(Letter.id) == col(Reply.letter_id))
        .where(Reply.kind == ReplyKind.AUTOMATIC, Letter.recipient == address, ~col(Reply.is_from_another))
        .order_by(col(Reply.id).desc())
    )
    newest = session.exec(query).first()
    said = newest.returns_on if newest else None
    return said if said is not None and said > today else None


def proposal_on(session: Session, letter_id: int) -> Reply | None:
    """The newest answer by mail to that letter that waits to be confirmed."""
    query = select(Reply).where(Reply.letter_id == letter_id, Reply.state == ReplyState.PROPOSED)
    return session.exec(query.order_by(col(Reply.id).desc())).first()


def replied_to(session: Session, letter: Letter) -> Letter:
    """The letter that a confirmation is about; any other letter is its own."""
    if letter.kind is not LetterKind.CONFIRMATION:
        return letter
    query = select(Letter).join(Reply, col(Reply.letter_id) == col(Letter.id))
    return session.exec(query.where(Reply.confirmation_id == letter.id)).first() or letter


def confirm(session: Session, letter_id: int, owner_id: int, now: datetime) -> None:
    """Somebody answered through the link: what was proposed by mail for that owner is settled by it."""
    query = select(Reply).where(
        Reply.letter_id == letter_id,
        Reply.state == ReplyState.PROPOSED,
        (col(Reply.owner_id) == owner_id) | col(Reply.owner_id).is_(None),
    )
    for reply in session.exec(query).all():
        _settle(session, reply, ReplyState.CONFIRMED, now)


def replace(session: Session, letter_id: int, owner_id: int | None, now: datetime) -> None:
    """A newer answer by mail to the same question: the older one is no longer what they mean."""
    query = select(Reply).where(Reply.letter_id == letter_id, Reply.state == ReplyState.PROPOSED)
    for reply in session.exec(query).all():
        if owner_id is None or reply.owner_id in (owner_id, None):
            _settle(session, reply, ReplyState.REPLACED, now)


def lapse(session: Session, today: date, now: datetime) -> int:
    """Forget what nobody confirmed while the link worked; returns how many that were."""
    query = (
        select(Reply)
        .join(Letter, col(Letter.id) == col(Reply.letter_id))
        .where(Reply.state == ReplyState.PROPOSED, col(Letter.answer_until) < today)
    )
    old = session.exec(query).all()
    for reply in old:
        _settle(session, reply, ReplyState.LAPSED, now)
    return len(old)


def _settle(session: Session, reply: Reply, state: ReplyState, now: datetime) -> None:
    """The words are not needed any more: what was confirmed stands in the lägesbesked (rule 12)."""
    reply.state = state
    reply.text = reply.officer_address = None
    session.add(reply)
    note(session, now, f"reply.{state}", ACTOR, reply=reply.id, owner=reply.owner_id)
    session.flush()
