"""What is wrong with a text that is no TOML, in Swedish: Python says it in English."""

import re

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORDS = (
    (
        r"Unterminated string|Expected [\"']{3}|(?:Illegal|Found invalid) character '\\n'",
        "texten har inget citattecken på slutet",
    ),
    (r"Illegal character|Found invalid character", "ett tecken som inte får stå där"),
    (r"Invalid value", "värdet saknas eller är ingen text inom citattecken, inget tal och inget datum"),
    (r"Invalid date or datetime", "dagen finns inte. Skriv ett datum som 2018-06-30"),
    (r"Expected '=' after a key", "det saknas ett likhetstecken efter namnet"),
    (r"Expected newline or end of document", "det står för mycket på raden"),
    (r"Expected ']|Unclosed array", "en hakparentes saknas"),
    (r"Unclosed inline table", "en klammerparentes saknas"),
    (r"Cannot declare|Cannot overwrite|Cannot mutate|Cannot redefine|Duplicate inline", "samma namn står två gånger"),
    (r"Unescaped|Escaped character|Invalid hex", "ett omvänt snedstreck i en text; skriv två i rad"),
    (r"Invalid (?:initial character|statement)", "raden börjar inte med ett namn"),
)


def line_in(error: Exception) -> int | None:
    """The line at fault; None at the end of the file."""
    place = _PLACE.search(str(error))
    return int(place[1]) if place and place[1] else None


def in_swedish(error: Exception) -> str:
    """As after a colon: "en hakparentes saknas"."""
    place = _PLACE.search(str(error))
    column = f" (tecken {place[2]})" if place and place[2] else ""
    said = next((words for pattern, words in _WORDS if re.match(pattern, str(error))), "skrivsättet stämmer inte")
    return f"{said}{column}"
