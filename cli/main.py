"""The `bevaka` command. Nothing heavy is imported before a command needs it: help must come at once."""

import os
import sys

try:
    from cyclopts import App, Group
    from cyclopts.exceptions import CycloptsError
except KeyboardInterrupt:  # before there is a command that could tell of it
    sys.stderr.write("Avbrutet.\n")
    sys.exit(130)

from cli import misuse
from cli.helping import SwedishHelp

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("read", "cli.reading:read", "Läs en handling och visa de uppdrag som föreslås eller beslutas i den."),
    ("check", "cli.checking:check_paper", "Granska ett förslag till beslut före sammanträdet."),
    ("propose", "cli.deciding:propose", "Ta in en handling som ett förslag. Ingen får något mejl ännu."),
    ("decide", "cli.deciding:decide", "Registrera att förslaget är beslutat, och när protokollet justerades."),
    ("approve", "cli.deciding:approve", "Registrera att protokollet är justerat. Nu får de ansvariga sina uppdrag."),
    ("sign-off", "cli.minutes:sign_off", "Bekräfta ett helt protokoll, med den dag då det justerades."),
    ("drop", "cli.minutes:drop", "Ta bort ett förslag som inte blev något beslut."),
    ("list", "cli.listing:list_all", "Visa förslag och öppna uppdrag med deras nummer."),
    ("answer", "cli.acting:answer", "Registrera ett lägesbesked som lämnats på annat sätt än med länken."),
    ("received", "cli.acting:received", "Registrera att redovisningen av ett uppdrag har kommit in."),
    ("extend", "cli.acting:extend", "Registrera ett beslut om ny tid."),
    ("close", "cli.acting:close", "Avsluta ett uppdrag genom beslut av det organ som gav det."),
    ("name-owner", "cli.acting:name_owner", "Ange ansvarig för ett uppdrag som saknar det."),
    ("watch-on", "cli.acting:watch_on", "Ange bevakningsdatum för ett uppdrag utan slutdatum."),
    ("acts", "cli.settling:acts", "Visa vad inlästa beslut gör med tidigare uppdrag, som väntar på ställningstagande."),
    ("confirm-act", "cli.settling:confirm_act", "Bekräfta vad ett beslut gör med ett tidigare uppdrag."),
    ("reject-act", "cli.settling:reject_act", "Avvisa det: beslutet gör inget med något uppdrag här."),
    ("undo-act", "cli.settling:undo_act", "Ångra en bekräftad punkt; uppdraget står som förut."),
    ("absent", "cli.readers:absent", "Registrera att en kontaktperson är borta, så att ersättaren läser."),
    ("round", "cli.day:morning", "Gör dagens morgonrunda."),
    ("deliver", "cli.day:deliver", "Skicka de mejl som väntar."),
    ("letters", "cli.letters:letters", "Visa en dags mejl som filer, utan att något skickas."),
    ("why", "cli.letters:why", "Förklara varför ett mejl kom, och vad som var planerat sedan."),
    ("test-letter", "cli.trial:test_letter", "Skicka ett testmejl och visa vad mejlservern svarar."),
    ("replies", "cli.replying:replies", "Läs in svar, studsar och autosvar som kommit med mejl."),
    ("gather", "cli.day:gather", "Samla underlag inför redovisning."),
    ("record", "cli.day:record", "Komplettera, lås och skriv ut en återrapportering."),
    ("digest", "cli.day:digest", "Skriv veckorapporten."),
    ("watch", "cli.day:watch", "Kontrollera att runda, utskick och veckorapport har blivit gjorda."),
    ("verify", "cli.verifying:verify", "Kontrollera att historiken är hel."),
    (
        "simulate",
        "cli.simulating:simulate",
        "Spela upp en tid: varje morgon, mejl och rapport, utan att något skickas.",
    ),
    ("init", "cli.starting:init", "Gör en ny mapp för en kommun, med exempelinställningar."),
    ("load", "cli.starting:load", "Läs in organ, poster och sammanträden från office.toml."),
    ("serve", "cli.starting:serve", "Starta allt: Prefect, webben och utskicken."),
)


def _version() -> str:
    from importlib.metadata import version

    return f"Bevaka {version('bevaka')}"


commands = App(
    name="bevaka",
    help="Bevakar kommunala beslut tills de är genomförda och redovisade.",
    version_flags=["--version"],
    help_flags=["--help", "-h"],
    result_action="return_value",
    version=_version,
    help_formatter=SwedishHelp(),
    group_commands=Group("Kommandon"),
    group_parameters=Group("Flaggor"),
    group_arguments=Group("Uppgifter"),
)
commands["--help"].help = "Visa hjälpen."
commands["--version"].help = "Visa versionen."
for _name, _place, _help in COMMANDS:
    commands.command(_place, name=_name, help=_help)


def app(argv: list[str] | None = None) -> None:
    """Run one command. What the user can mend is told in one sentence with exit code 1."""
    if os.environ.get("BEVAKA_HOME") == "":
        del os.environ["BEVAKA_HOME"]  # it names no folder, and would be taken for the one where we stand
    try:
        code = commands(argv, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        _fail(misuse.told(error), 2)
    except KeyboardInterrupt:
        _fail("Avbrutet.", 130)
    except BrokenPipeError:
        # `bevaka list | head`: the reader has enough. Python would write to the closed pipe once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        sentence = _told(error)
        if sentence is None:
            raise
        _fail(sentence, 1)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(sentence: str, code: int) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(code)


def _told(error: Exception) -> str | None:
    """What is written for the user; None for everything else, which is a fault of ours and shows its trace."""
    from config import file_faults

    if isinstance(error, OSError) and error.errno in file_faults.MENDABLE:
        return file_faults.told(error)
    return str(error) if isinstance(error, _tellable()) else None


def _tellable() -> tuple[type[Exception], ...]:
    from config.addresses import AddressRefused
    from config.toml_text import SettingsError
    from deadlines.status import StepNotAllowed
    from deadlines.workdays import CalendarEnds
    from documents.encoding import UnreadablePaper
    from models.database import DatabaseBusy, DatabaseTooNew
    from models.names import UnknownBody
    from models.refusal import Refused
    from models.unusable import DatabaseUnusable
    from notifications.channel_url import ChannelNotUnderstood
    from notifications.header_text import HeaderRefused
    from notifications.mailboxes import MailboxNotUnderstood
    from notifications.tokens import SecretUnreadable
    from notifications.unreachable import MailboxUnreachable

    return (
        SettingsError,
        UnreadablePaper,
        Refused,
        UnknownBody,
        DatabaseBusy,
        DatabaseTooNew,
        DatabaseUnusable,
        StepNotAllowed,
        CalendarEnds,
        AddressRefused,
        ChannelNotUnderstood,
        HeaderRefused,
        MailboxNotUnderstood,
        MailboxUnreachable,
        SecretUnreadable,
    )


if __name__ == "__main__":
    app()
