"""bevaka init, load, serve: a municipality's folder, its register, and the whole program."""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlmodel import func, select

from cli.place import Opened, Where, opened
from cli.printing import say
from config.file_faults import why_not
from documents.proposing import PaperFile
from documents.proposing import propose as propose_reading
from documents.reading import read_paper
from documents.register import load_register
from models.body import Body
from models.database import reading, transaction
from models.refusal import Refused


def _example() -> Path:
    """The example office: beside the code in a checkout, inside it when installed."""
    here = Path(__file__).resolve().parent
    inside = here / "examples" / "linkoping"
    return inside if inside.is_dir() else here.parent / "examples" / "linkoping"


EXAMPLE = _example()
EXAMPLE_PAPER = EXAMPLE / "tjansteskrivelse.txt"
SIMULATION = "simulation.json"


def init(*, where: Where = Where()) -> int:  # noqa: B008
    """Gör en ny mapp för en kommun, med exempelkommunens inställningar att ändra i."""
    settings = where.home / "office.toml"
    if settings.exists():
        raise Refused(f"{settings} finns redan. Inget har ändrats.")
    make_home(where.home, _not_live((EXAMPLE / "office.toml").read_text("utf-8")))
    say(
        f"Mappen {where.home} är gjord. Ändra i {settings} och läs sedan in organen: bevaka load",
        "Kontoret är i provdrift: alla mejl går till kansliet tills du anger en dag vid live_from.",
    )
    return 0


def _not_live(example: str) -> str:
    """The example's settings for an office of one's own: nobody hears before it names the day (rule 13)."""
    return re.sub(
        r"^live_from = .*$",
        "# live_from = 2018-01-01      # skarp drift från den dagen; utan raden går alla mejl till kansliet",
        example,
        flags=re.MULTILINE,
    )


def make_home(home: Path, settings: str) -> None:
    """The folder with its settings. Raises Refused where it cannot be written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        for folder in ("letters", "papers"):
            (home / folder).mkdir(exist_ok=True)
        (home / "office.toml").write_text(settings, "utf-8")
    except OSError as error:
        raise Refused(f"Mappen {home} går inte att skriva i ({why_not(error)}). Välj en annan med --home.") from None


def load(*, where: Where = Where()) -> int:  # noqa: B008
    """Läs in organ, poster och sammanträden från office.toml. Det som redan finns i databasen ändras inte."""
    place = opened(where)
    with transaction(place.engine) as session:
        loaded = load_register(session, place.office.settings.register_, place.now)
    say(f"{loaded.bodies} nya organ och {loaded.meetings} nya sammanträden är inlästa.")
    return 0


def serve(*, where: Where = Where()) -> int:  # noqa: B008
    """Starta allt: Prefect, webben och utskicken. Ctrl-C avslutar.

    Andra portar än 8017 och 4217 väljs med BEVAKA_PORT och BEVAKA_PREFECT_PORT."""
    if not (where.home / "office.toml").exists():
        make_home(where.home, (EXAMPLE / "office.toml").read_text("utf-8"))  # live, into its own mail folder
    place = opened(where)
    _first_time(place)
    from cli.serve import serve as run_all

    return run_all(place.office.home)


def _first_time(place: Opened) -> None:
    """An empty database gets the register; the example office also its paper, and a simulation to look at."""
    with reading(place.engine) as session:
        if session.exec(select(func.count()).select_from(Body)).one():
            return
    with transaction(place.engine) as session:
        load_register(session, place.office.settings.register_, place.now)
    if not _is_example(place):
        return
    data = EXAMPLE_PAPER.read_bytes()
    paper = read_paper(data, EXAMPLE_PAPER.name)
    file = PaperFile(EXAMPLE_PAPER.name, sha256(data).hexdigest())
    with transaction(place.engine) as session:
        propose_reading(session, paper, file, place.now, place.today)
    show_simulation(place)
    say("Exempelkommunen är inläst. Exempelhandlingen är ett förslag; inget är beslutat och inget mejl går ut.")


def _is_example(place: Opened) -> bool:
    theirs = (place.office.home / "office.toml").read_bytes()
    return theirs == (EXAMPLE / "office.toml").read_bytes()


def show_simulation(place: Opened) -> None:
    """The example case played from end to end, for the desk to show."""
    from cli.simulating import example_copy, example_office, play_in
    from notifications.happenings import read_happenings

    given = read_happenings(EXAMPLE / "handelser.toml")
    start, until = date(2017, 10, 10), date(2018, 7, 31)
    account = play_in(example_office(), example_copy(start), start, until, given)
    shown = account.as_json()
    for letter, simulated in zip(shown["letters"], account.letters, strict=True):
        letter["text"] = simulated.text
    (place.office.home / SIMULATION).write_text(json.dumps(shown, ensure_ascii=False, indent=1), "utf-8")
