"""Settings as TOML text: errors name the file, the line, the key and what is allowed there."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config import toml_words
from config.file_faults import why_not

Shape = TypeVar("Shape", bound=BaseModel)
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")


class SettingsError(ValueError):
    """A settings file says something that cannot be used. The text names the line and what to write instead."""


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line on which the value at `path` is written (or the nearest table around it)."""
    section, found = "", None
    wanted = [str(part) for part in path if not isinstance(part, int)]
    place = next((part for part in path if isinstance(part, int)), None)
    counts: dict[str, int] = {}
    inside = not wanted
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = header[2]
            parts = section.split(".")
            if header[1] == "[[":
                counts[section] = counts.get(section, -1) + 1
            inside = parts == wanted[: len(parts)] and (header[1] == "[" or place in (None, counts[section]))
            if inside:
                found = number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            here = [*section.split("."), key[1]] if section else [key[1]]
            if (inside or not section) and here == wanted[: len(here)]:
                found = number
                if here == wanted:
                    return number
    return found


def parse(path: Path, shape: type[Shape]) -> Shape:
    """The file as `shape`. Raises SettingsError with a sentence for every fault."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise SettingsError(f"Inställningarna saknas: {path}. Skapa dem med: bevaka init") from None
    except OSError as error:
        raise SettingsError(f"{path} går inte att läsa: {why_not(error)}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} är inte sparad som UTF-8. Spara filen med den teckenkodningen.") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = f"rad {line}" if (line := toml_words.line_in(error)) else "filens slut"
        raise SettingsError(f"{path}, {where}: går inte att läsa som TOML: {toml_words.in_swedish(error)}.") from None
    try:
        return shape.model_validate(values)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(path, text, shape, fault) for fault in error.errors())) from None


def _sentence(path: Path, text: str, shape: type[BaseModel], fault: ErrorDetails) -> str:
    place = tuple(fault["loc"])
    line = line_of(text, place)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    where = f"{path}, rad {line}" if line else str(path)
    return f"{where}: {key} {_what(fault, shape)}"


_PLAIN = {
    "missing": "saknas.",
    "int_type": "ska vara ett heltal.",
    "int_parsing": "ska vara ett heltal.",
    "int_from_float": "ska vara ett heltal.",
    "string_type": "ska vara text inom citattecken.",
    "bool_type": "ska vara true eller false.",
    "date_type": "ska vara ett datum, skrivet 2018-06-30.",
    "date_parsing": "ska vara ett datum, skrivet 2018-06-30.",
    "list_type": "ska vara en lista inom hakparenteser.",
    "tuple_type": "ska vara en lista inom hakparenteser.",
    "dict_type": "ska vara en tabell.",
    "path_type": "ska vara en sökväg inom citattecken.",
    "date_from_datetime_parsing": "ska vara ett datum, skrivet 2018-06-30.",
    "date_from_datetime_inexact": "ska vara ett datum utan klockslag, skrivet 2018-06-30.",
    "model_type": "ska vara en tabell.",
}


def _what(fault: ErrorDetails, shape: type[BaseModel]) -> str:
    limits: dict[str, Any] = fault.get("ctx") or {}
    if plain := _PLAIN.get(fault["type"]):
        return plain
    match fault["type"]:
        case "extra_forbidden":
            return f"känns inte igen. Tillåtet här: {', '.join(_allowed(shape, tuple(fault['loc'])))}."
        case "greater_than_equal":
            return f"ska vara minst {limits['ge']}."
        case "less_than_equal":
            return f"ska vara högst {limits['le']}."
        case "literal_error" | "enum":
            allowed = re.findall(r"'([^']+)'", str(limits["expected"]))
            return f"har ett värde som inte går att använda. Tillåtet: {', '.join(allowed)}."
        case "value_error":
            return f"går inte: {limits['error']}"
        case _:
            return "har ett värde som inte går att använda här."


def _allowed(shape: type[BaseModel], place: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand in the table where the unknown one was found."""
    here: Any = shape
    for part in place[:-1]:
        if isinstance(part, int):
            continue
        field = here.model_fields.get(part) or next(f for f in here.model_fields.values() if f.alias == part)
        here = _model_in(field.annotation)
    return [field.alias or name for name, field in here.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(found for part in annotation.__args__ if (found := _model_in(part)) is not None)
