"""bevaka round, deliver, gather, record, digest, watch: the office's day, a piece at a time."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from sqlmodel import Session, col, select

from cli.place import Where, opened
from cli.printing import say
from config.file_faults import why_not
from documents.gathering import gather as gather_for
from documents.record import freeze as freeze_record
from documents.record import set_office_text
from documents.record_docx import write_docx
from flows.stopping import Stop
from models.database import reading, transaction
from models.names import body_named
from models.record import FollowUpRecord
from models.refusal import Refused
from notifications import days
from notifications.channels import channel_of, teller
from notifications.delivery import deliver as deliver_letters
from notifications.digest import DigestState, weekly_digest
from notifications.gathering import gather_due
from notifications.nudges import nudge
from notifications.round import morning_round
from notifications.watchdog import watch as watch_over


def morning(*, where: Where = Where()) -> int:  # noqa: B008
    """Gör dagens morgonrunda. Den kan göras om hur ofta som helst: inget skrivs två gånger."""
    place = opened(where, 7)
    summary = morning_round(place.engine, place.office, place.now)
    if summary.is_closed_day:
        say(f"Kontoret är stängt {days.dated(summary.day)}. Ingen runda görs.")
        return 0
    if summary.already_running:
        raise Refused("En runda pågår redan. Vänta tills den är klar.")
    say(f"Morgonrunda {days.dated(summary.day)}: {summary.told} besked i {summary.letters} mejl.")
    if summary.held:
        say(f"{summary.held} besked väntar till nästa runda: mottagaren har redan fått dagens mejl.")
    for decision in summary.decisions:
        say(f"  {decision.name}: {decision.worst.lower()}")
    if summary.more_decisions:
        say(f"  och {summary.more_decisions} beslut till")
    if summary.next_on:
        say(f"Nästa gång något händer: {days.weekday(summary.next_on)}.")
    return 0


def deliver(*, where: Where = Where()) -> int:  # noqa: B008
    """Skicka de mejl som väntar. Ctrl-C avbryter efter det som är på väg."""
    place = opened(where, 16)  # with --at: after everything that was registered that day
    stop = Stop()
    with closing(channel_of(place.office)) as channel, stop.listening():
        summary = deliver_letters(place.engine, place.office, place.now, channel, stop=stop.asked.is_set)
        told = nudge(place.engine, place.office, place.now, teller(place.office), stop.asked.is_set)
    say(f"{summary.sent} mejl är {'skickat' if summary.sent == 1 else 'skickade'}.")
    if summary.retried:
        say(f"{summary.retried} gick inte fram just nu och försöks igen senare.")
    if summary.uncertain:
        say(f"{summary.uncertain} är osäkra: förbindelsen bröts. De skickas igen likadana.")
    if stop.asked.is_set():
        say("Utskicket avbröts. Det som inte hann skickas väntar till nästa gång.")
    if told.failed:
        say(f"{told.failed} meddelanden på extra kanaler gick inte fram. Mejlen har gått som vanligt.")
    if summary.undeliverable:
        raise Refused(f"{summary.undeliverable} kunde inte levereras. Se adresserna på skrivbordet, sidan Mejl.")
    return 0


def gather(
    *,
    body: Annotated[str | None, Parameter(help="Bara till det organet, även om det inte är dags.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Samla underlag inför de sammanträden som närmar sig."""
    place = opened(where, 6)
    if body is None:
        gathered = gather_due(place.engine, place.office, place.now)
        say(*(f"Underlaget till {meeting} är hopsamlat." for meeting in gathered.meetings))
        count = len(gathered.meetings)
        say(f"{count} underlag är {'hopsamlat' if count == 1 else 'hopsamlade'}.")
        return 0
    with transaction(place.engine) as session:
        found = body_named(session, body, place.today)
        record = gather_for(session, place.office, found, place.today, place.now)
        meeting = record.meeting_day
    say(f"Underlaget till {found.name} är hopsamlat{f' inför {days.dated(meeting)}' if meeting else ''}.")
    say(f"Gå vidare: bevaka record {body} --text FIL, --freeze, --docx FIL")
    return 0


def record(
    body: Annotated[str, Parameter(help="Organet som ska få återrapporteringen.")],
    /,
    *,
    text: Annotated[Path | None, Parameter(help="Kansliets egen text, i en fil.")] = None,
    freeze: Annotated[bool, Parameter(help="Lås underlaget: det är detta som läggs fram.", negative="")] = False,
    docx: Annotated[Path | None, Parameter(help="Skriv det som Word-fil.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Komplettera, lås och skriv ut den senaste återrapporteringen till ett organ."""
    place = opened(where)
    with transaction(place.engine) as session:
        found = _latest(session, body, place.today)
        if text:
            set_office_text(session, found, _read(text), place.now)
            say(f"Texten står nu i underlaget per den {days.dated(found.day)}.")
        if freeze:
            say(f"Underlaget är låst. Kontrollvärde {freeze_record(session, found, place.now)}")
    if docx:
        with reading(place.engine) as session:
            _write(_latest(session, body, place.today), docx)
        say(f"Återrapporteringen står i {docx}.")
    if not (text or freeze or docx):
        state = "låst" if found.frozen_at else "inte låst"
        say(f"Underlaget per den {days.dated(found.day)} är {state}.")
    return 0


def _latest(session: Session, body: str, today: date) -> FollowUpRecord:
    found = session.exec(
        select(FollowUpRecord)
        .where(FollowUpRecord.body_id == body_named(session, body, today).id, col(FollowUpRecord.day) <= today)
        .order_by(col(FollowUpRecord.day).desc())
    ).first()
    if found is None:
        raise Refused(f"Inget underlag är hopsamlat till {body}. Samla det med: bevaka gather --body {body}")
    return found


def _read(text: Path) -> str:
    try:
        return text.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"Texten i {text} går inte att läsa. Spara den som ren text i UTF-8.") from None


def _write(found: FollowUpRecord, docx: Path) -> None:
    try:
        write_docx(found, docx)
    except OSError as error:
        raise Refused(f"{docx} går inte att skriva ({why_not(error)}). Välj en annan fil.") from None


def digest(
    *,
    day: Annotated[date | None, Parameter(help="Vilken dag som helst i den vecka vars rapport uteblev.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Skriv veckorapporten. En vecka får bara en rapport."""
    place = opened(where, 7, 30)
    summary = weekly_digest(place.engine, place.office, place.now, day=day)
    match summary.state:
        case DigestState.WRITTEN:
            own = f"vecka {summary.week}, {days.weekday(summary.day)},"
            say(f"Veckorapporten för {own} är skriven i {summary.letters} mejl.")
            if summary.day != place.today:
                say(f"Den skrevs i efterhand och visar läget {days.dated(place.today)}.")
        case DigestState.ANOTHER_DAY:
            say(f"Veckans rapport skrivs {days.weekday(summary.day)}. Uteblev den: bevaka digest --day {summary.day}")
        case DigestState.WRITTEN_BEFORE:
            say(f"Vecka {summary.week} har redan fått sin rapport.")
        case DigestState.BEING_WRITTEN:
            raise Refused("Rapporten skrivs just nu. Vänta tills den är klar.")
    return 0


def watch(*, where: Where = Where()) -> int:  # noqa: B008
    """Kontrollera att runda, utskick och veckorapport har blivit gjorda. Fel ger ett mejl till kansliet."""
    place = opened(where)
    faults = watch_over(place.engine, place.office, place.now)
    if faults:
        raise Refused("\n".join(fault.sentence for fault in faults))
    say("Allt som skulle ha blivit gjort är gjort.")
    return 0
