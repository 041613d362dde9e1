"""bevaka read: what a paper says, before anything is written down."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.printing import say, say_json
from config.file_faults import why_not
from documents.contract import as_contract
from documents.explaining import explain as explained
from documents.limits import MOST_BYTES, SENTENCES, Trouble
from documents.reading import read_paper
from documents.reading_view import show
from models.refusal import Refused


def read(
    paper: Annotated[Path, Parameter(help="Handlingen: PDF, DOCX, HTML eller ren text.")],
    /,
    *,
    json: Annotated[bool, Parameter(help="Skriv fynden som JSON.", negative="")] = False,
    explain: Annotated[bool, Parameter(help="Visa i texten vilken regel som såg vad.", negative="")] = False,
) -> int:
    """Läs en handling och visa de uppdrag som föreslås eller beslutas i den.

    Inget sparas och ingen får något mejl."""
    reading = read_paper(paper_bytes(paper), paper.name)
    if json:
        say_json(as_contract(reading))
        return 0
    if explain:
        say(explained(reading), "")
        return 0
    say(show(reading), "")
    if not reading.findings and not reading.acts:
        raise Refused(
            "Inget uppdrag hittades. Är det rätt handling? Beslut som inte ger någon ett uppdrag behöver inte läsas in."
        )
    say(f"Gå vidare: bevaka propose {paper}")
    return 0


def paper_bytes(paper: Path) -> bytes:
    """The file as it lies. Raises Refused where there is none, or one so large that it would fill the memory."""
    try:
        if paper.stat().st_size > MOST_BYTES:
            raise Refused(SENTENCES[Trouble.TOO_LARGE].format(name=paper.name))
        return paper.read_bytes()
    except FileNotFoundError:
        raise Refused(f"Filen {paper} finns inte. Kontrollera namnet.") from None
    except IsADirectoryError:
        raise Refused(f"{paper} är en mapp. Ange filen som ska läsas.") from None
    except OSError as error:
        raise Refused(f"{paper} går inte att läsa: {why_not(error)}.") from None
