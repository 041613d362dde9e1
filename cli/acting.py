"""bevaka answer, received, extend, close, name-owner: what the office registers."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter
from sqlmodel import Session, select

from cli.place import Opened, Where, opened
from cli.printing import say, say_letters
from config.addresses import normalised
from deadlines.phrases import terms_in
from deadlines.status import Answer, Outcome
from deadlines.term import Kind, Term
from models import answering, closing, handing_over, receiving
from models.answer import Channel
from models.assignment import Assignment
from models.database import transaction
from models.names import body_named
from models.refusal import Refused
from models.watching import watch_again
from notifications import days
from notifications.alarm import tell_of_answer
from notifications.round import announce

Number = Annotated[int, Parameter(help="Uppdragets nummer, som i bevaka list.")]


def answer(
    assignment: Number,
    /,
    *,
    owner: Annotated[str, Parameter(help="Organet som svarade.")],
    say_: Annotated[Answer, Parameter(name="--say", help="Beskedet.")],
    text: Annotated[str | None, Parameter(help="Med egna ord. Inga uppgifter om enskilda.")] = None,
    case_number: Annotated[str | None, Parameter(help="Diarienummer, om det är klart.")] = None,
    wanted: Annotated[date | None, Parameter(help="Önskad ny dag, om mer tid behövs.")] = None,
    officer: Annotated[str | None, Parameter(help="Den andra handläggarens e-postadress.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera ett lägesbesked som lämnats per telefon eller i ett möte."""
    place = opened(where)
    said = answering.Said(say_, text, case_number, wanted, normalised(officer) if officer else None)
    with transaction(place.engine) as session:
        found = answering.owner_of(session, assignment, owner, place.today)
        answering.answer(session, found.id, said, place.now, place.today, Channel.OFFICE)
        tell_of_answer(session, place.office, found.id, said, place.today, place.now)
    say(f"Beskedet är registrerat för uppdrag {assignment}. Det ersätter inte redovisningen.")
    return 0


def received(
    assignment: Number,
    /,
    *,
    case_number: Annotated[str | None, Parameter(help="Redovisningens diarienummer.")] = None,
    body: Annotated[str | None, Parameter(help="Organet som tog upp den, i stället för diarienummer.")] = None,
    on: Annotated[date | None, Parameter(help="Dagen då organet tog upp den.")] = None,
    paragraph: Annotated[str | None, Parameter(help="Paragrafen.")] = None,
    owner: Annotated[str | None, Parameter(help="Bara från den ansvarige; annars för alla.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera att redovisningen har kommit in. Påminnelserna upphör genast."""
    if not case_number and not (body and on and paragraph):
        raise Refused("Ange diarienummer med --case-number, eller organ, dag och paragraf.")
    place = opened(where)
    with transaction(place.engine) as session:
        of = body_named(session, owner, place.today).id if owner else None
        known = _known_by(session, case_number, body, on, paragraph, place.today)
        receiving.receive(session, assignment, known, place.now, place.today, of)
        waiting = session.exec(select(Assignment.id).where(Assignment.waits_for == assignment)).all()
    say(f"Redovisningen av uppdrag {assignment} är registrerad. Påminnelserna har upphört.")
    for number in waiting:
        say(f"Uppdrag {number} väntade på det. Ange vem som ansvarar: bevaka name-owner {number} --body ORGAN")
    return 0


def _known_by(
    session: Session, case_number: str | None, body: str | None, on: date | None, paragraph: str | None, today: date
) -> receiving.Received:
    if not (body and on and paragraph):
        return receiving.Received(case_number)
    by = closing.decided_by(session, body, on, paragraph, today)
    return receiving.Received(case_number, by.body_id, by.day, by.paragraph)


Body = Annotated[str, Parameter(help="Organet som beslutade; det måste vara det som gav uppdraget.")]
On = Annotated[date, Parameter(help="Beslutets dag.")]
Paragraph = Annotated[str, Parameter(help="Beslutets paragraf.")]


def extend(
    assignment: Number,
    /,
    *,
    to: Annotated[str, Parameter(help="Den nya tiden: 2018-10-31, eller som i protokollet: ”oktober 2018”.")],
    body: Body,
    on: On,
    paragraph: Paragraph,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Registrera ett beslut om ny tid. De gamla dagarna syns kvar, och de ansvariga får veta det.

    Ett uppdrag som är redovisat blir pågående igen: ny tid betyder att redovisningen inte räckte."""
    place = opened(where)
    term = _term(to, on)
    rule = place.office.settings.office.cutoff_rule
    with transaction(place.engine) as session:
        by = closing.decided_by(session, body, on, paragraph, place.today)
        workdays = place.office.workdays
        again = handing_over.extend(session, assignment, term, by, place.now, place.today, workdays, rule)
        decision_id = session.get_one(Assignment, assignment).decision_id
    letters = announce(place.engine, place.office, decision_id, place.now)
    say(f"Uppdrag {assignment} har ny tid.")
    if again:
        say("Det var redovisat. Nu är det pågående igen, och en ny redovisning ska lämnas.")
    say_letters(letters)
    return 0


def _term(written: str, decided: date) -> Term:
    try:
        return Term(Kind.DATE, None, date.fromisoformat(written), written)
    except ValueError:
        found = [one.term for one in terms_in(written, decided) if one.term.is_dated]
    if len(found) != 1:
        raise Refused(f"”{written}” går inte att läsa som en tid. Skriv till exempel 2018-10-31 eller ”oktober 2018”.")
    return found[0]


def close(
    assignment: Number,
    /,
    *,
    outcome: Annotated[Outcome, Parameter(help="Vad organet fann.")],
    body: Body,
    on: On,
    paragraph: Paragraph,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Avsluta ett uppdrag genom beslut av det organ som gav det."""
    place = opened(where)
    with transaction(place.engine) as session:
        by = closing.decided_by(session, body, on, paragraph, place.today)
        closing.close(session, assignment, outcome, by, place.now)
    say(f"Uppdrag {assignment} är avslutat: {body} {on}, § {by.paragraph}.")
    return 0


def name_owner(
    assignment: Number,
    /,
    *,
    body: Annotated[str, Parameter(help="Organet som ska ansvara.")],
    where: Where = Where(),  # noqa: B008
) -> int:
    """Ange ansvarig för ett uppdrag som saknar det."""
    place = opened(where)
    with transaction(place.engine) as session:
        decision_id = _name(session, place, assignment, body)
    letters = announce(place.engine, place.office, decision_id, place.now)
    say(f"{body.capitalize()} ansvarar nu för uppdrag {assignment}.")
    say_letters(letters)
    return 0


def _name(session: Session, place: Opened, assignment: int, body: str) -> int:
    rule = place.office.settings.office.cutoff_rule
    found = body_named(session, body, place.today)
    closing.name_owner(session, assignment, found, place.now, place.today, place.office.workdays, rule)
    return session.get_one(Assignment, assignment).decision_id


def watch_on(
    assignment: Number,
    /,
    *,
    on: Annotated[date, Parameter(help="Dagen då veckorapporten ska ta upp uppdraget igen.")],
    where: Where = Where(),  # noqa: B008
) -> int:
    """Ange bevakningsdatum för ett uppdrag utan slutdatum. Ingen påminns och inget blir försenat av det."""
    place = opened(where)
    with transaction(place.engine) as session:
        watch_again(session, assignment, on, place.now, place.today)
    say(f"Uppdrag {assignment} tas upp igen i den första veckorapporten från {days.dated(on)}.")
    return 0
