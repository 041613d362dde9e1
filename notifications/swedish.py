"""Swedish of the letters: names in a sentence, the genitive, numbers as words, lists."""

import re
from collections.abc import Sequence
from functools import lru_cache

NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

_ORGAN = re.compile(
    r"(?:nämnd|nämnden|styrelse|styrelsen|fullmäktige|förvaltning|förvaltningen|kontor|kontoret|kansli|kansliet"
    r"|direktör|direktören|chef|chefen|utskott|utskottet|beredning|beredningen|avdelning|avdelningen|enhet|enheten)s?$",
    re.IGNORECASE,
)


def numeral(number: int) -> str:
    """Words to twelve, figures above."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, one: str, more: str, *, neuter: bool = False) -> str:
    """As in "en arbetsdag", "ett uppdrag", "tolv arbetsdagar", "13 uppdrag"."""
    if number == 1:
        return f"{'ett' if neuter else 'en'} {one}"
    return f"{numeral(number)} {more}"


def workdays(number: int) -> str:
    return counted(number, "arbetsdag", "arbetsdagar")


def assignments(number: int) -> str:
    return counted(number, "uppdrag", "uppdrag", neuter=True)


def starting(text: str) -> str:
    """As it stands first in a sentence."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1024)
def within(name: str) -> str:
    """A body's name inside a sentence: "Barn- och ungdomsnämnden" loses its capital, "Stångåstaden AB" does not."""
    first, *rest = name.split()
    names_organ = _ORGAN.search(rest[-1] if first.endswith("-") and rest else first)
    if names_organ and first[1:].islower():
        return name[0].lower() + name[1:]
    return name


def genitive(name: str) -> str:
    """As in "kommundirektörens", "Stångåstaden AB:s"; a name that ends in s, x or z stays as it is."""
    if name[-1:] in "sxzSXZ":
        return name
    is_spelled = name[-1:].isdigit() or len(name) > 1 and name[-2:].isupper()
    return f"{name}:s" if is_spelled else f"{name}s"


def listed(names: Sequence[str]) -> str:
    """As in "socialnämnden, omsorgsnämnden och bildningsnämnden"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} och {names[-1]}"
