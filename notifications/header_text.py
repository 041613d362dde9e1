"""What may stand in a mail header: nothing that could begin another header or turn the reading direction."""

import re

_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

OUT_OF_SIGHT = re.compile(_REFUSED.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))
"""The same without tab and line feed, which may stand in a letter's text."""


class HeaderRefused(ValueError):
    """A text that must not stand in a header. The text itself is not repeated: it may be somebody's address."""

    def __init__(self, header: str, character: str, at: int) -> None:
        super().__init__(
            f"{header}: tecknet U+{ord(character):04X} på plats {at + 1} får inte stå i ett brevhuvud. "
            "Ta bort det ur namnet, ärendet eller adressen och försök igen."
        )
        self.header, self.character, self.at = header, character, at


def checked(header: str, text: str) -> str:
    """`text`, if it may stand in `header`; else HeaderRefused."""
    if found := _REFUSED.search(text):
        raise HeaderRefused(header, found[0], found.start())
    return text


def harmless(text: str) -> str:
    """On one line, without what begins another one, hides, or turns the reading direction: for names and titles in
    the body of a letter, where a line of somebody else's would read as ours."""
    return " ".join(_REFUSED.sub(" ", text).split()) if _REFUSED.search(text) else text
