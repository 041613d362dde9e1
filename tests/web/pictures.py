"""Takes pictures of the pages: the example case as it stood on 14 November 2017.

python -m tests.web.pictures docs            the two that the documentation shows
python -m tests.web.pictures FOLDER --all    every page, on a telephone, on a screen and on paper
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page
from sqlmodel import select

from cli.place import Opened
from cli.starting import show_simulation
from config.zone import office_hour
from models.database import migrate, open_engine, reading
from models.letter import Letter
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.round import morning_round
from notifications.tokens import answer_token, load_secret
from tests.office_case import decide_case, example_office
from tests.web.real import browser, served, without_script
from web.app import make_app

TODAY = date(2017, 11, 14)
SIZES = {"telephone": (390, 800), "screen": (1000, 1100)}


@contextmanager
def the_case() -> Iterator[tuple[str, str]]:
    """The desk's address, and that of the director's answer page."""
    with TemporaryDirectory() as folder:
        office = example_office(Path(folder))
        engine = open_engine(office.database_url)
        migrate(engine)
        decide_case(engine, office)
        deliver(engine, office, office_hour(date(2017, 10, 17), 9, 30), Postbag())
        morning_round(engine, office, office_hour(TODAY, 7))
        deliver(engine, office, office_hour(TODAY, 7, 10), Postbag())
        morning = office_hour(TODAY, 8, 12)
        show_simulation(Opened(office, engine, morning))
        with reading(engine) as session:
            letter = session.exec(select(Letter.id).where(Letter.day == TODAY)).one()
        with served(make_app(office, engine, lambda: morning)) as address:
            yield address, f"{address}/svar/{answer_token(load_secret(office.home), letter)}"
        engine.dispose()


def shoot(page: Page, address: str, to: Path) -> None:
    page.goto(address)
    page.screenshot(path=to, full_page=not address.endswith("simulering"))


def main(folder: Path, every: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with the_case() as (desk, answer), browser() as chromium:
        page = without_script(chromium, 760, 1000).new_page()
        shoot(page, answer, folder / "answer.png")
        shoot(page, desk, folder / "desk.png")
        if every:
            for name, (width, height) in SIZES.items():
                _every_page(without_script(chromium, width, height).new_page(), desk, answer, folder, name)


def _every_page(page: Page, desk: str, answer: str, folder: Path, size: str) -> None:
    places = {"desk": "/", "decision": "/beslut/1", "letters": "/brev", "letter": "/brev/1", "proposals": "/forslag"}
    for name, place in {**places, "simulation": "/simulering", "missing": "/nothing"}.items():
        shoot(page, f"{desk}{place}", folder / f"{name}-{size}.png")
    shoot(page, answer, folder / f"answer-{size}.png")
    page.get_by_label("Vi behöver mer tid").check()
    page.get_by_role("button").click()
    page.screenshot(path=folder / f"fault-{size}.png", full_page=True)
    page.get_by_label("Pågår enligt plan").check()
    page.get_by_role("button").click()
    page.screenshot(path=folder / f"receipt-{size}.png", full_page=True)
    shoot(page, answer, folder / f"used-{size}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--all" in sys.argv)
