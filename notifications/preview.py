"""Every letter of a day as it would be read, without sending one: what is written already, and what would be."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from config.office import Office
from config.zone import office_hour
from models.database import reading
from models.letter import Letter, LetterState
from models.runs import last_run
from notifications.delivery import deliver
from notifications.folder import file_name
from notifications.links import shown
from notifications.message import Sender, as_bytes
from notifications.outages import ROUND
from notifications.postbag import Postbag
from notifications.simulation import simulate

FOLDER = "preview"
"""In the office's home; the desk shows what lies there."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One letter as files: the message, its HTML and its text. No working link stands in any of them."""

    letter: Letter
    name: str
    data: bytes

    @property
    def files(self) -> dict[str, bytes]:
        html, text = shown(self.letter.html or ""), shown(self.letter.text or "")
        return {
            f"{self.name}.eml": self.data,
            f"{self.name}.html": html.encode("utf-8"),
            f"{self.name}.txt": text.encode("utf-8"),
        }


def previews(copy: Engine, office: Office, day: date) -> list[Preview]:
    """The letters of `day`. `copy` is written to (models.copying): the days from the last round to `day` are played
    there, as if nothing happened meanwhile."""
    with TemporaryDirectory() as scratch:
        _play(copy, Office(Path(scratch), office.settings), day)
    sender = Sender.of(office)
    with reading(copy) as session:
        return [_preview(letter, sender) for letter in _letters(session, day)]


def _play(copy: Engine, office: Office, day: date) -> None:
    with reading(copy) as session:
        last = last_run(session, ROUND)
    if last is not None and last.day >= day:
        deliver(copy, office, office_hour(day, 16), Postbag())  # what is planned gets its text
    else:
        simulate(copy, office, last.day + timedelta(days=1) if last else day, day)


def _letters(session: Session, day: date) -> list[Letter]:
    query = select(Letter).where(
        Letter.day == day, Letter.state != LetterState.WITHDRAWN, col(Letter.text).is_not(None)
    )
    return list(session.exec(query.order_by(col(Letter.id))))


def _preview(letter: Letter, sender: Sender) -> Preview:
    data = as_bytes(letter, sender)
    return Preview(letter, file_name(letter.recipient, data).removesuffix(".eml"), data)


def write_files(found: list[Preview], folder: Path) -> None:
    """Three files a letter. What an earlier preview left in the folder goes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.suffix in (".eml", ".html", ".txt") and old.is_file():
            old.unlink()
    for one in found:
        for name, content in one.files.items():
            (folder / name).write_bytes(content)
