"""How much of a paper is read, and what can be wrong with one."""

from enum import StrEnum

MOST_BYTES = 50 * 1024 * 1024
"""A file. Minutes with scanned signatures reach 30 MB; beyond this it is an album, not a decision."""
MOST_PAGES = 1_000
"""Of a PDF. The largest agendas with all their appendices have some 800 pages."""
MOST_CHARACTERS = 2_000_000
"""Of text: six hundred full pages, which are read in ten seconds on a small machine."""
MOST_XML = 40 * 1024 * 1024
"""One unpacked part of a DOCX. A part that has a thousand pages is half of that; a packed bomb is more."""
SECONDS = 10.0
"""For taking one file apart."""
MEMORY = 400 * 1024 * 1024
"""For the process that takes files apart. The text is read by the one that asked."""


class Trouble(StrEnum):
    """Why a file gives no text."""

    EMPTY = "empty"
    LOCKED = "locked"
    DAMAGED = "damaged"
    SCANNED = "scanned"
    NO_LETTERS = "no letters"
    TOO_LARGE = "too large"
    TOO_LONG = "too long"
    TOO_SLOW = "too slow"
    OLD_FORMAT = "old format"
    OTHER_FORMAT = "other format"
    PICTURE = "picture"
    REVERSED = "reversed"


SENTENCES = {
    Trouble.EMPTY: "Filen {name} är tom. Kontrollera att rätt fil är vald.",
    Trouble.LOCKED: "Filen {name} är låst med lösenord. Spara den utan lösenord och försök igen.",
    Trouble.DAMAGED: "Filen {name} är skadad och går inte att öppna. Spara handlingen på nytt och försök igen.",
    Trouble.SCANNED: "Filen {name} är inskannad: sidorna är bilder utan text. Ta fram handlingen som den skrevs, "
    "eller skriv in uppdraget för hand.",
    Trouble.NO_LETTERS: "Texten i filen {name} går inte att tolka: typsnitten säger inte vilka bokstäver de visar. "
    "Spara handlingen som DOCX eller ren text och försök igen.",
    Trouble.TOO_LARGE: f"Filen {{name}} är större än {MOST_BYTES // 1024 // 1024} MB. "
    "Spara bara de sidor där besluten står och försök igen.",
    Trouble.TOO_LONG: f"Filen {{name}} är längre än {MOST_PAGES} sidor eller två miljoner tecken. "
    "Spara bara de sidor där besluten står och försök igen.",
    Trouble.TOO_SLOW: "Filen {name} är så invecklad att den inte går att läsa. "
    "Spara handlingen som ren text (.txt) och försök igen.",
    Trouble.OLD_FORMAT: "Filen {name} är i ett format som inte läses (DOC, RTF eller ODT). "
    "Spara handlingen som PDF eller DOCX och försök igen.",
    Trouble.OTHER_FORMAT: "Filen {name} är ingen handling som går att läsa. "
    "Spara den som PDF, DOCX, HTML eller ren text (.txt) och försök igen.",
    Trouble.PICTURE: "Filen {name} är en bild utan text. Ta fram handlingen som den skrevs, "
    "eller skriv in uppdraget för hand.",
    Trouble.REVERSED: "Filen {name} innehåller dolda tecken som vänder på texten, så att den läses på ett annat sätt "
    "än den visas. Ta bort dem, eller skriv in uppdraget för hand.",
}


class Unparsed(Exception):
    """A file cannot be taken apart; whoever knows its name makes the sentence."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
