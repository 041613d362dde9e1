"""Takes pictures of letters and of the page that explains one, as the documentation shows them.

python -m tests.web.letter_pictures docs            the four that the documentation shows
python -m tests.web.letter_pictures FOLDER --all    each on a telephone and beside it, in light and in dark
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser
from sqlmodel import select

from config.zone import office_hour
from models.database import migrate, open_engine, reading
from models.letter import Letter
from notifications.delivery import deliver
from notifications.links import Links, links_of, with_links
from notifications.postbag import Postbag
from notifications.round import morning_round
from notifications.tokens import load_secret
from notifications.writing import write_notice
from tests.notifications.contexts import JUNE, a_committees_item, a_context, an_item, an_undated_item
from tests.office_case import decide_case, example_office
from tests.web.real import browser, served, without_script
from web.app import make_app

DIRECTOR = "kommundirektor@linkoping.example"
OFFICE = "https://bevaka.linkoping.example"
SHOWN = {
    "letter": ("reminder", 375, "light"),
    "letter-dark": ("overdue", 375, "dark"),
    "letter-several": ("several", 640, "light"),
    "why": ("why", 375, "light"),
}


@contextmanager
def the_pages() -> Iterator[dict[str, str]]:
    """The letters as HTML and the page's address, by name."""
    with TemporaryDirectory() as folder:
        office = example_office(Path(folder))
        engine = open_engine(office.database_url)
        migrate(engine)
        decide_case(engine, office)
        for day in _workdays(office, date(2017, 10, 17), date(2017, 12, 5)):
            morning_round(engine, office, office_hour(day, 7))
            deliver(engine, office, office_hour(day, 10), Postbag())
        with reading(engine) as session:
            query = select(Letter).where(Letter.recipient == DIRECTOR).order_by(Letter.id)
            new, reminder, _, overdue = session.exec(query).all()
        secret = load_secret(office.home)
        pages = {
            name: with_links(letter.html or "", links_of(OFFICE, secret, letter.id))
            for name, letter in {"new": new, "reminder": reminder, "overdue": overdue}.items()
        }
        pages["several"] = _several(links_of(OFFICE, secret, 17))
        with served(make_app(office, engine, lambda: office_hour(date(2017, 11, 14), 8))) as address:
            yield pages | {"why": links_of(address, secret, reminder.id).why}
        engine.dispose()


def _workdays(office, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day = office.workdays.shift(day, 1)


def _several(links: Links) -> str:
    committees = a_committees_item(owner="kommundirektören", joint_with=("omsorgsnämnden",), term=JUNE)
    undated = an_undated_item(
        owner="kommundirektören", quote="Kommundirektören ges i uppdrag att se över riktlinjerna."
    )
    items = (an_item(), committees, undated)
    return with_links(write_notice(a_context(*items, can_choose=True, fills_calendar=True)).html, links)


def shoot(chromium: Browser, page: str, width: int, scheme: str, to: Path) -> None:
    view = without_script(chromium, width, 600, color_scheme=scheme).new_page()
    if page.startswith("http"):
        view.goto(page)
    else:
        view.set_content(page)
    view.screenshot(path=to, full_page=True)
    view.context.close()


def main(folder: Path, every: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with the_pages() as pages, browser() as chromium:
        wanted = SHOWN
        if every:
            sizes = [(width, scheme) for width in (375, 640) for scheme in ("light", "dark")]
            wanted = {f"{name}-{width}-{scheme}": (name, width, scheme) for name in pages for width, scheme in sizes}
        for name, (page, width, scheme) in wanted.items():
            shoot(chromium, pages[page], width, scheme, folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--all" in sys.argv)
