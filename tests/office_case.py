"""The example office with its case in a database: the paper taken in, and decided where a test wants it."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from config.office import Office, Settings, open_office
from config.zone import office_hour
from documents.proposing import PaperFile, Proposed, propose
from documents.reading import read_paper
from documents.register import load_register
from models.database import reading, transaction
from models.deciding import Taking, decide
from models.letter import Letter, LetterState
from notifications.round import announce

EXAMPLE = Path(__file__).parent.parent / "examples" / "linkoping"
PAPER = EXAMPLE / "tjansteskrivelse.txt"
DECIDED, APPROVED = date(2017, 10, 10), date(2017, 10, 17)


def example_office(home: Path, **changes: Any) -> Office:
    """The example office at home in `home`; `changes` are for its [office] table."""
    settings = open_office(EXAMPLE).settings
    own = settings.office.model_copy(update=changes)
    return Office(home, Settings.model_construct(**{**settings.__dict__, "office": own}))


def take_in(engine: Engine, office: Office, now: datetime | None = None) -> Proposed:
    """Register and paper: a proposal, nothing decided."""
    now = now or office_hour(DECIDED, 8)
    with transaction(engine) as session:
        load_register(session, office.settings.register_, now)
    data = PAPER.read_bytes()
    file = PaperFile(PAPER.name, sha256(data).hexdigest())
    with transaction(engine) as session:
        return propose(session, read_paper(data, PAPER.name), file, now, DECIDED)


def decide_case(engine: Engine, office: Office, **changes: Any) -> int:
    """The case decided and its minutes approved; everybody's first letter is planned."""
    number = take_in(engine, office).decision.id
    now = office_hour(APPROVED, 9)
    usual: dict[str, Any] = {"body": "KS", "day": DECIDED, "paragraph": "309", "approved": APPROVED}
    with transaction(engine) as session:
        decide(session, number, Taking(**usual | changes), now, APPROVED, office.workdays, 10)
    announce(engine, office, number, now)
    return number


def letters(engine: Engine, *states: LetterState) -> list[Letter]:
    """Letters in order; only those in these states, if any are named."""
    with reading(engine) as session:
        found = session.exec(select(Letter).order_by(Letter.id)).all()
    return [letter for letter in found if not states or letter.state in states]
