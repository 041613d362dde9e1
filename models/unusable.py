"""A database that cannot be used as it is, and what the office can do about it."""

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError

_NO_ACCESS = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_NO_DATABASE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR")
_CLASSES = ("08", "28", "3D", "53", "57")
"""PostgreSQL: no connection, no entry, no such database, no room, closing down."""
_NOT_ALLOWED = ("42501", "25006")


class DatabaseUnusable(RuntimeError):
    """It cannot be reached, read or written to; the text says what to look at."""


def bad_address(written: str) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"Databasens adress {written} går inte att läsa. Skriv sqlite:///FIL eller "
        "postgresql+psycopg://NAMN:LÖSENORD@SERVER/DATABAS."
    )


def unusable(error: DatabaseError, url: URL) -> DatabaseUnusable | None:
    """What such a fault means for the office; None where it is a fault of ours."""
    if url.get_backend_name() == "sqlite":
        sentence = _sqlite(getattr(error.orig, "sqlite_errorname", ""), url.database)
    else:
        sentence = _server(getattr(error.orig, "sqlstate", None), url.render_as_string())
    return DatabaseUnusable(sentence) if sentence else None


def _sqlite(name: str, file: str | None) -> str | None:
    if name.startswith(_NO_ACCESS):
        return (
            f"Databasen {file} går inte att öppna eller skriva i. "
            "Kontrollera att du som kör Bevaka får ändra filen och mappen som den ligger i."
        )
    if name.startswith(_NO_DATABASE):
        return (
            f"{file} är ingen databas som Bevaka kan läsa. "
            "Läs tillbaka den från en säkerhetskopia, eller flytta undan filen och börja om."
        )
    if name.startswith(_NO_ROOM):
        return f"Databasen {file} går inte att skriva i: disken är full eller svarar fel. Inget har ändrats."
    return None


def _server(state: str | None, address: str) -> str | None:
    if state is None or state.startswith(_CLASSES):
        return (
            f"Databasen {address} går inte att nå. "
            "Kontrollera adressen, namnet och lösenordet, och att databasservern är igång."
        )
    if state in _NOT_ALLOWED:
        return f"Databasen {address} får inte ändras av det namnet. Ge det rätt att skapa och ändra tabeller."
    return None
