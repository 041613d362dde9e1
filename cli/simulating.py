"""bevaka simulate: what would be sent, to whom, and why."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from cyclopts import Parameter
from sqlalchemy import Engine

from cli.place import Where, opened
from cli.printing import say, say_json
from cli.reading import paper_bytes
from cli.starting import EXAMPLE
from config.office import Office, open_office
from config.zone import office_hour
from documents.register import load_register
from models.copying import copy_into_memory, empty_copy
from models.database import transaction
from models.refusal import Refused
from notifications import days
from notifications.happenings import Decided, Happenings, read_happenings
from notifications.simulation import Account
from notifications.simulation import simulate as play


def simulate(
    *,
    start: Annotated[date, Parameter(name="--from", help="Första dagen.")],
    until: Annotated[date, Parameter(help="Sista dagen.")],
    paper: Annotated[Path | None, Parameter(help="Börja från exempelkommunen och bara den här handlingen.")] = None,
    body: Annotated[str | None, Parameter(help="Organet som beslutar om handlingen.")] = None,
    on: Annotated[date | None, Parameter(help="Dagen då det beslutas.")] = None,
    paragraph: Annotated[str | None, Parameter(help="Paragrafen.")] = None,
    approved: Annotated[date | None, Parameter(help="Dagen för justering, annars samma dag.")] = None,
    answers: Annotated[Path | None, Parameter(help="Svar, redovisningar och beslut att spela med, som TOML.")] = None,
    json: Annotated[bool, Parameter(help="Skriv som JSON.", negative="")] = False,
    letters: Annotated[bool, Parameter(help="Visa varje mejls text.", negative="")] = False,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Spela upp varje morgon, mejl, rapport och underlag mellan två dagar. Inget skickas och inget sparas."""
    if until < start:
        raise Refused(f"Sista dagen {until} ligger före den första, {start}.")
    given = read_happenings(answers) if answers else Happenings()
    if paper:
        if not (body and on and paragraph):
            raise Refused("Med --paper behövs också --body, --on och --paragraph.")
        known = approved or on
        taken = Decided(on=known, paper=paper, body=body, decided=on, paragraph=paragraph, approved=known)
        given = given.model_copy(update={"decided": [*given.decided, taken]})
    for decided in given.decided:
        paper_bytes(decided.paper)  # a file that cannot be had is told of before anything is played
    if paper:
        office, engine = example_office(), example_copy(start)
    else:
        place = opened(where)
        office, engine = place.office, copy_into_memory(place.engine)
    account = play_in(office, engine, start, until, given)
    if json:
        say_json(account.as_json())
    else:
        say_account(account, letters)
    return 0


def example_office() -> Office:
    return open_office(EXAMPLE)


def example_copy(start: date) -> Engine:
    """An empty database in memory with the example office's bodies and meetings."""
    engine = empty_copy()
    with transaction(engine) as session:
        load_register(session, example_office().settings.register_, office_hour(start, 5))
    return engine


def play_in(office: Office, engine: Engine, start: date, until: date, given: Happenings) -> Account:
    """Simulate on a copy; files that the day would write go to a folder that is thrown away."""
    with TemporaryDirectory() as scratch:
        return play(engine, Office(Path(scratch), office.settings), start, until, given)


def say_account(account: Account, with_text: bool) -> None:
    say(f"Simulering {days.stretch(account.start, account.until)}: {len(account.letters)} mejl. Inget är skickat.")
    for day, happened, sent in account.days():
        say("", days.weekday(day).capitalize())
        for sentence in happened:
            say(f"  •  {sentence}")
        for letter in sent:
            say(f"  →  {letter.to}: {letter.subject}", f"     {letter.why}")
            if with_text:
                say("", *(f"     | {line}" for line in letter.text.splitlines()), "")
