"""What was wrong with the words of a command, in Swedish: what is allowed, and where to read more."""

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from cyclopts.exceptions import CycloptsError

from cli.helping import in_words


def told(error: CycloptsError) -> str:
    return f"{_fault(error)} Se: bevaka {_command(error)}--help"


def _fault(error: CycloptsError) -> str:
    name = _name(error)
    match type(error).__name__:
        case "UnknownCommandError":
            return "Det kommandot finns inte."
        case "UnknownOptionError":
            return f"Flaggan {name} finns inte."
        case "MissingArgumentError" if getattr(error, "keyword", None):
            return f"{name} saknar värde. {_allowed(error)}"
        case "MissingArgumentError":
            return f"{name} saknas."
        case "CoercionError":
            written = getattr(getattr(error, "token", None), "value", "")
            return f"{name} har ett värde som inte går att läsa: ”{written}”. {_allowed(error)}"
        case "UnusedCliTokensError":
            return "Det står för mycket på raden."
        case "RepeatArgumentError":
            return f"{name} står två gånger."
        case _:
            return "Raden går inte att läsa."


def _allowed(error: CycloptsError) -> str:
    hint: Any = getattr(getattr(error, "argument", None), "hint", str)
    kinds = [kind for kind in get_args(hint) or (hint,) if isinstance(kind, type)]
    kind = next((kind for kind in kinds if kind is not type(None)), str)
    if issubclass(kind, Enum):
        return f"Välj något av: {', '.join(member.name.lower().replace('_', '-') for member in kind)}."
    if issubclass(kind, date):
        return "Skriv dagen som 2017-10-17."
    if kind is bool:
        return "Flaggan står utan värde."
    if kind is int:
        return "Skriv ett nummer, som i bevaka list."
    return "Skriv en fil." if issubclass(kind, Path) else "Skriv en text."


def _name(error: CycloptsError) -> str:
    argument: Any = getattr(error, "argument", None)
    if argument is not None:
        return in_words(str(argument.name))
    token = getattr(error, "token", None)
    return str(getattr(token, "keyword", None) or getattr(token, "value", None) or "Uppgiften")


def _command(error: CycloptsError) -> str:
    chain = [part for part in getattr(error, "command_chain", None) or () if part]
    return f"{chain[0]} " if chain else ""
