"""bevaka propose, decide, approve: from a paper to assignments that somebody has."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from sqlmodel import select

from cli.place import Opened, Where, opened
from cli.printing import say, say_letters
from cli.reading import paper_bytes
from documents.drafts import is_minutes
from documents.proposing import PaperFile
from documents.proposing import propose as propose_reading
from documents.proposing_view import told_of
from documents.reading import read_paper
from models import deciding
from models.assignment import Assignment
from models.database import transaction
from models.decision import Decision
from models.refusal import Refused
from notifications.round import announce


def propose(
    paper: Annotated[Path, Parameter(help="Handlingen: PDF, DOCX, HTML eller ren text.")],
    /,
    *,
    title: Annotated[str | None, Parameter(help="Kansliets egen korta, neutrala rubrik.")] = None,
    confidential: Annotated[bool, Parameter(help="Visa bara ärendets nummer överallt.", negative="")] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Ta in en handling som ett förslag. Ingen får något mejl förrän det är beslutat."""
    data = paper_bytes(paper)
    reading = read_paper(data, paper.name)
    place = opened(where)
    digest = sha256(data).hexdigest()
    with transaction(place.engine) as session:
        made = propose_reading(
            session, reading, PaperFile(paper.name, digest), place.now, place.today, title, confidential
        )
    keep_paper(place, paper.suffix, digest, data)
    for line in told_of(made, is_minutes(reading)):
        say(line)
    return 0


def keep_paper(place: Opened, suffix: str, digest: str, data: bytes) -> None:
    """The file itself, under its hash: the name it came with says nothing about what it is."""
    folder = place.office.home / "papers"
    folder.mkdir(exist_ok=True)
    (folder / f"{digest}{suffix.lower()}").write_bytes(data)


def decide(
    proposal: Annotated[int, Parameter(help="Förslagets nummer.")],
    /,
    *,
    body: Annotated[str, Parameter(help="Organet som beslutade, t.ex. kommunstyrelsen eller KS.")],
    on: Annotated[date, Parameter(help="Dagen då beslutet togs.")],
    paragraph: Annotated[str, Parameter(help="Paragrafen i protokollet, utan §-tecken.")],
    approved: Annotated[date | None, Parameter(help="Dagen då protokollet justerades, om det är gjort.")] = None,
    other_body: Annotated[bool, Parameter(help="Ett annat organ än det föreslagna tog beslutet.", negative="")] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera att förslaget är beslutat. När protokollet är justerat får de ansvariga sina uppdrag."""
    place = opened(where)
    taking = deciding.Taking(body, on, paragraph.removeprefix("§").strip(), approved, other_body)
    rule = place.office.settings.office.cutoff_rule
    with transaction(place.engine) as session:
        decision = deciding.decide(session, proposal, taking, place.now, place.today, place.office.workdays, rule)
        count = len(session.exec(select(Assignment).where(Assignment.decision_id == decision.id)).all())
    say(f"Beslutet är registrerat: {body} {on}, § {taking.paragraph}, med {count} uppdrag.")
    if not approved:
        say(f"Protokollet är inte justerat. När det är det: bevaka approve {proposal} --on DATUM")
        return 0
    return _announced(place, proposal)


def approve(
    decision: Annotated[int, Parameter(help="Beslutets nummer.")],
    /,
    *,
    on: Annotated[date, Parameter(help="Dagen då protokollet justerades.")],
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera att protokollet är justerat. Nu får de ansvariga sina uppdrag."""
    place = opened(where)
    with transaction(place.engine) as session:
        found = session.get(Decision, decision)
        if found is None:
            raise Refused(f"Det finns inget beslut nr {decision}. Se alla med: bevaka list")
        deciding.approve(session, found, on, place.now, place.today)
    return _announced(place, decision)


def _announced(place: Opened, decision_id: int) -> int:
    say_letters(announce(place.engine, place.office, decision_id, place.now))
    return 0
