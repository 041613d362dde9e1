"""Finding a body by the name or abbreviation it had on a day."""

from datetime import date
from difflib import get_close_matches

from sqlmodel import Session, col, or_, select

from models.body import Alias, Body

LONGEST_ABBREVIATION = 5


class UnknownBody(ValueError):
    """No body had this name on that day."""

    def __init__(self, name: str, near: list[str], *, is_empty: bool = False) -> None:
        super().__init__(f"Organet ”{name}” finns inte i registret. {_hint(near, is_empty)}")
        self.name = name


def _hint(near: list[str], is_empty: bool) -> str:
    if is_empty:
        return "Registret är tomt. Läs in organen i office.toml: bevaka load"
    if near:
        return f"Menade du {' eller '.join(near)}?"
    return "Står det i office.toml? Annars lägg till det där. Läs sedan in det: bevaka load"


def normal(name: str) -> str:
    """The form in which names are compared: lower case, single spaces."""
    return " ".join(name.lower().split())


def find_body(session: Session, name: str, day: date) -> Body | None:
    """The body that was called `name` on `day`; only an exact name counts, a near one is a person's to judge."""
    valid = or_(col(Alias.valid_to).is_(None), col(Alias.valid_to) >= day)
    query = (
        select(Body)
        .join(Alias, col(Alias.body_id) == col(Body.id))
        .where(Alias.alias == normal(name), col(Alias.valid_from) <= day, valid)
    )
    return session.exec(query.order_by(col(Alias.valid_from).desc())).first()


def body_named(session: Session, name: str, day: date) -> Body:
    """As find_body, but raises UnknownBody with the nearest names."""
    if body := find_body(session, name, day):
        return body
    known = session.exec(select(Alias.alias)).all()
    raise UnknownBody(name, get_close_matches(normal(name), known, n=2, cutoff=0.75), is_empty=not known)


def short_names(session: Session) -> dict[int, str]:
    """Each body's abbreviation (KS); bodies without one are left out."""
    found: dict[int, str] = {}
    for body_id, alias in session.exec(select(Alias.body_id, Alias.alias).order_by(col(Alias.id))):
        if " " not in alias and len(alias) <= LONGEST_ABBREVIATION and body_id not in found:
            found[body_id] = alias.upper()
    return found
