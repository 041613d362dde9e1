"""bevaka check: what to mend in a draft before the meeting."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.printing import say, say_json
from cli.reading import paper_bytes
from config.office import open_office
from config.toml_text import SettingsError
from documents.check import NOTHING_KNOWN, check
from documents.check_office import Known, known_to
from documents.check_view import as_json, show_check
from documents.reading import read_paper

USUAL_HOME = Path("office")


def check_paper(
    paper: Annotated[Path, Parameter(help="Förslaget till beslut.")],
    /,
    *,
    on: Annotated[date | None, Parameter(help="Dagen då det ska beslutas, skriven 2017-10-10.")] = None,
    json: Annotated[bool, Parameter(help="Skriv som JSON.", negative="")] = False,
    home: Annotated[
        Path | None,
        Parameter(env_var="BEVAKA_HOME", help="Kommunens mapp, med organ och sammanträdesplan. Det går utan."),
    ] = None,
) -> int:
    """Granska ett förslag till beslut före sammanträdet: vem, vad, när och med vilken rätt.

    Inget sparas. Slutkoden är 1 om något är fel, annars 0, även om det finns anmärkningar och råd."""
    reading = read_paper(paper_bytes(paper), paper.name)
    known = _known(home, on or reading.decision_date or reading.latest_stated_day)
    checked = check(reading, known, on)
    if json:
        say_json(as_json(checked))
    else:
        say(show_check(checked).rstrip())
    return 1 if checked.has_faults else 0


def _known(home: Path | None, day: date | None) -> Known:
    """What the folder says. Nobody has to have one, but a folder that is asked for must be there."""
    folder = home or USUAL_HOME
    if (folder / "office.toml").is_file():
        return known_to(open_office(folder), day)
    if home is None:
        return NOTHING_KNOWN
    raise SettingsError(f"Mappen {home} har ingen office.toml. Skapa den med: bevaka init --home {home}")
