"""Swedish words for days: months, weekdays, numerals, seasons."""

from datetime import date

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

NUMERALS = {
    word: number
    for number, words in {
        1: "en ett",
        2: "två",
        3: "tre",
        4: "fyra",
        5: "fem",
        6: "sex",
        7: "sju",
        8: "åtta",
        9: "nio",
        10: "tio",
        11: "elva",
        12: "tolv",
        13: "tretton",
        14: "fjorton",
        15: "femton",
        16: "sexton",
        17: "sjutton",
        18: "arton aderton",
        19: "nitton",
        20: "tjugo",
        24: "tjugofyra",
        25: "tjugofem",
        30: "trettio",
        36: "trettiosex",
        40: "fyrtio",
        45: "fyrtiofem",
        60: "sextio",
        90: "nittio",
    }.items()
    for word in words.split()
}
ORDINALS = {
    word: number
    for number, words in {
        1: "första",
        2: "andra",
        3: "tredje",
        4: "fjärde sista",
    }.items()
    for word in words.split()
}

_ORDINAL_DAYS = [
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
    "tjugoförsta",
    "tjugoandra",
    "tjugotredje",
    "tjugofjärde",
    "tjugofemte",
    "tjugosjätte",
    "tjugosjunde",
    "tjugoåttonde",
    "tjugonionde",
    "trettionde",
    "trettioförsta",
]
DAY_WORD = "|".join(sorted(_ORDINAL_DAYS, key=len, reverse=True))

# "jul" alone is Christmas and "mar" is rare: they need a year beside them, which the grammar asks for.
MONTH = (
    r"januar[il]|februar[il]|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan\.?|febr?\.?|apr\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?"
)
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
NUMERAL = r"\d{1,3}|" + "|".join(sorted(NUMERALS, key=len, reverse=True))
ORDINAL = r"första|andra|tredje|fjärde|sista|[1-4]:?(?:a|e)"


def month_number(word: str) -> int:
    """1–12; abbreviations and a scanner's "februarl" are understood."""
    start = word.lower()[:3]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(start))


def number(word: str) -> int:
    """The value of a numeral, in figures or in letters."""
    return int(word) if word.isdigit() else NUMERALS[word.lower()]


def day_number(word: str) -> int:
    """The day of a month: "24", "1:a", "tjugonde"."""
    figures = "".join(c for c in word if c.isdigit())
    return int(figures) if figures else _ORDINAL_DAYS.index(word.lower()) + 1


def ordinal(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word.lower()]


def full_year(figures: str) -> int:
    """ "2018", "-18" and "´18" are the same year; papers older than 2000 are not read."""
    year = int("".join(c for c in figures if c.isdigit()))
    return year if year > 99 else 2000 + year


def day_text(day: date) -> str:
    """30 november 2017"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    """juni 2018"""
    return f"{MONTHS[day.month - 1]} {day.year}"
