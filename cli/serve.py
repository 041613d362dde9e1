"""`bevaka serve`: all of the product as one program."""

import fcntl
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from config import clock
from config.file_faults import why_not
from config.office import Office, open_office
from config.toml_text import SettingsError
from flows.server import ServerDidNotStart, end_server, start_server
from flows.stopping import Stop
from flows.surroundings import HOST, prefect_folder, surroundings
from models.database import DatabaseTooNew, migrate, open_engine
from models.unusable import DatabaseUnusable
from notifications.channels import ChannelNotUnderstood, channel_of, faulty_channels
from notifications.exchange import warning_of
from notifications.tokens import SecretUnreadable

WEB_PORT = 8017
PREFECT_PORT = 4217
FOLDER_CHANNEL = "bevaka-folder://"


class CannotServe(RuntimeError):
    """The program cannot start here; the text says what to do."""


EXPECTED = (
    CannotServe,
    ServerDidNotStart,
    SettingsError,
    DatabaseTooNew,
    DatabaseUnusable,
    ChannelNotUnderstood,
    SecretUnreadable,
)


def serve(home: Path) -> int:
    """Run until Ctrl-C or SIGTERM (0); 1 where it cannot start, or where a part of it ended by itself."""
    stop = Stop()
    stop.listen()
    try:
        return _serve(open_office(home), stop)
    except EXPECTED as why:
        sys.stderr.write(f"{why}\n")
        return 1


def _serve(office: Office, stop: Stop) -> int:
    web_port, prefect_port = ports()
    channel_of(office)  # a channel that cannot be understood is told of before anything starts
    for warning in (warning_of(office.settings.mail.channel, office.home), *faulty_channels(office)):
        if warning:
            _say(warning)
    make_folder(office.home)
    with only_one(office.home):
        must_be_free(web_port, "skrivbordet", "BEVAKA_PORT")
        must_be_free(prefect_port, "Prefect", "BEVAKA_PREFECT_PORT")
        engine = open_engine(office.database_url)
        try:
            migrate(engine)
            return _run(office, engine, stop, web_port, prefect_port)
        finally:
            engine.dispose()


def _run(office: Office, engine: Engine, stop: Stop, web_port: int, prefect_port: int) -> int:
    enter(surroundings(office.home, prefect_port, os.environ))
    _say("Bevaka startar. Första gången tar det en stund.")
    server = start_server(prefect_port, prefect_folder(office.home), dict(os.environ))
    try:
        from flows.supervise import Program, run  # slow, and Prefect reads its surroundings when it is imported
        from web.app import make_app
        from web.server import web_server

        pages = web_server(make_app(office, engine, clock.now), HOST, web_port).config
        where = places(office, web_port, prefect_port)
        code = run(Program(office, engine, pages, server, prefect_port, lambda: _say(where)), stop)
    finally:
        end_server(server)
    _say("Bevaka är avslutat." if code == 0 else "Bevaka stannade. Orsaken står ovanför.")
    return code


def enter(around: dict[str, str]) -> None:
    """Make these the surroundings of this process and of those it starts; what a run left behind is thrown away."""
    os.environ.clear()
    os.environ.update(around)
    shutil.rmtree(around["TMPDIR"], ignore_errors=True)
    shutil.rmtree(Path(around["PREFECT_HOME"]) / "dlq", ignore_errors=True)  # events that Prefect gave up on
    Path(around["TMPDIR"]).mkdir()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def places(office: Office, web_port: int, prefect_port: int) -> str:
    """Where to look, in one line."""
    channel = office.settings.mail.channel
    letters = str(office.home / channel.removeprefix(FOLDER_CHANNEL)) if FOLDER_CHANNEL in channel else "skickas"
    parts = (
        f"Prefect: http://{HOST}:{prefect_port}",
        f"Skrivbordet: http://{HOST}:{web_port}",
        f"Mejl: {letters}",
        "Avsluta med Ctrl-C",
    )
    return "  ·  ".join(parts)


def ports() -> tuple[int, int]:
    """The pages' and Prefect's. Raises CannotServe where they are one and the same, or no ports."""
    web, prefect = port("BEVAKA_PORT", WEB_PORT), port("BEVAKA_PREFECT_PORT", PREFECT_PORT)
    if web == prefect:
        raise CannotServe(f"BEVAKA_PORT och BEVAKA_PREFECT_PORT är båda {web}. Välj två olika portar.")
    return web, prefect


def port(variable: str, usual: int) -> int:
    """The port that the environment names. Raises CannotServe where that is no port."""
    written = os.environ.get(variable) or str(usual)
    if not written.isdecimal() or not 1024 <= int(written) <= 65535:
        raise CannotServe(f"{variable} är ”{written}”. Ange ett portnummer mellan 1024 och 65535.")
    return int(written)


def must_be_free(number: int, who: str, variable: str) -> None:
    """Raises CannotServe while another program listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError:
            raise CannotServe(
                f"Port {number}, som {who} ska använda, är upptagen av ett annat program. "
                f"Stäng det, eller välj en annan port: {variable}={number + 1} bevaka serve"
            ) from None


def make_folder(home: Path) -> None:
    """Prefect's folder in the municipality's own. Raises CannotServe where nothing may be written."""
    try:
        prefect_folder(home).mkdir(parents=True, exist_ok=True)
        (prefect_folder(home) / "lock").touch()
    except OSError as error:
        why = f"Det går inte att skriva i mappen {home} ({why_not(error)}). Kontrollera rättigheterna."
        raise CannotServe(why) from None


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Two programs on one folder would share a database of Prefect's. Raises CannotServe for the second."""
    with (prefect_folder(home) / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotServe(f"Bevaka körs redan i mappen {home}. Avsluta det först, eller använd det.") from None
        yield
