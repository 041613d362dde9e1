"""Who shall do it: owner names in a phrase, in the nominative."""

import re
from typing import NamedTuple

_COMPOUND = re.compile(r"[\wåäöÅÄÖ]+-(?:,\s?[\wåäöÅÄÖ]+-)*\s?(?:och|o|samt|eller|&)\s[\wåäöÅÄÖ]+")
_OFFICE = (
    r"(?:n[äa]mnd|styrelse|f[öo]rvaltning|kontor|direkt[öo]r|direktion|chef|utskott|beredning|fullm[äa]ktige|bolag|avdelning|enhet|strateg"
    r"|sekreterare|kansli|ordförande|presidi|råd|grupp|kommitté|revision|revisor|ombud|samordnare|ledning|förbund|organisation|verksamhet"
    r"|utredare|jurist|arkitekt|ingenjör|handläggare|rektor|controller|registrator|ledare|ansvarig|stab|myndighet|koncern|tjänsteman"
    r"|sektor|bibliotek|skola|region|kommun|ägare|representant|planerare|konsult|arkiv(?:arie)?|inspektör|kommunikatör|administratör|kamrer|rådgivare|notarie|assistent|strateg|team|central|delegation|konsulent|kurator|psykolog|sköterska|lärare|pedagog|antikvarie|mästare|vakt|föreståndare|förman|intendent"
    r"|producent|utvecklare|analytiker|ekonom|förvaltare|biolog|lantmätare|geograf|stiftelse|skolor|läkare|\bvd|kapten|ekolog|geolog|parti|förening|byalag|församling|byrå|museum|museet)"
)
OFFICE_WORD = re.compile(
    rf"[\wåäöÅÄÖ/-]*{_OFFICE}(?:en|n|et|t|er|erna|arna|ar|na|a|s|r|rna|or|orna|um|ns|ens|ets)*(?!\w)", re.IGNORECASE
)
COMPANY = re.compile(r"\b(?:AB|HB|KB|Aktiebolag)\b|\baktiebolag(?:et)?\b")
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,5}|[KA][sf]")
_BODY_SHORT = re.compile(r"K[SF]|[A-ZÅÄÖ]{1,4}(?:N|AU|F)|[A-ZÅÄÖ]{2}K")
_KNOWN_SHORT = {"ks": "kommunstyrelsen", "kf": "kommunfullmäktige"}
_SEPARATOR = re.compile(
    r"\s*,\s*(?:och\s+|samt\s+)?|\s+(?:och|samt|jämte|respektive)\s+|(?<=[A-ZÅÄÖ])/(?=[A-ZÅÄÖ])|(?<=[A-ZÅÄÖ]N)-(?=[A-ZÅÄÖ]{1,4}N)"
)
_WITH = re.compile(
    r",?\s*\b(?P<how>tillsammans\s+med|gemensamt\s+med|i\s+sam(?:råd|verkan|arbete)\s+med|efter\s+(?:samråd\s+med|hörande\s+av)|genom|via"
    r"|under\s+ledning\s+av|med\s+stöd\s+av|med\s+hjälp\s+av)\s+",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:att|samt|och|dels|även|också|därutöver|dessutom|vidare|därför|samtidigt|den|det|de|ett|en|sin|sina|kommunens|ansvarig|i\s+övrigt|nu"
    r"|härmed|gemensamt|återigen|åt|till)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:,|\s+(?:härmed|även|också|vidare|därför|dessutom|samtidigt|gemensamt|särskilt|att|om|nu|var\s+för\s+sig|följande|dels|och|därmed|båda|då))+$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:den|de|dem|dessa|denne|denna|densamm[ae]|hon|han|hen|samm[ae]|nämnda|båda)(?:\s+(?P<noun>[\wåäö-]+))?",
    re.IGNORECASE,
)
_VERBLIKE = re.compile(
    r"\b(?:är|har|ska|skall|kan|beslutar|beslutade|föreslår|avser|innebär|godkänner|godkänns|antas|antar|noterar|anser|ges|får|som|uppdrag(?:et)?|ärendet|motionen)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(
    [
        "vid",
        "i",
        "från",
        "med",
        "enligt",
        "för",
        "senast",
        "under",
        "efter",
        "inom",
        "på",
        "av",
        "om",
        "när",
        "utöver",
        "mot",
        "hos",
    ]
)
_DOTLESS = (
    ("namnd", "nämnd"),
    ("Namnd", "Nämnd"),
    ("forvaltning", "förvaltning"),
    ("direktor", "direktör"),
    ("maktige", "mäktige"),
)
_STARTS = re.compile(r"[^\W\d_]|\d:[ea]\s")
_LONGEST = 12
_TOO_LONG = 400


class Named(NamedTuple):
    """Owners as named; `beside` do it together with them, `consulted` are asked."""

    owners: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()


_RELATIVE = re.compile(r",\s+(?:som|vilken|vilka)\s+[^,]{3,80},?\s*$")


_EXCEPT = re.compile(r",?\s+(?:utom|förutom|undantaget|exklusive|med\s+undantag\s+(?:för|av))\s.*$", re.IGNORECASE)


def named_in(phrase: str) -> Named:
    """The owners in a phrase such as "omsorgsnämnden, socialnämnden samt barn- och ungdomsnämnden"."""
    if len(phrase) > _TOO_LONG:
        return Named()
    phrase = _EXCEPT.sub("", _RELATIVE.sub("", phrase))
    match = _WITH.search(phrase)
    owners = names_in(phrase[: match.start()] if match else phrase)
    if not match:
        return Named(owners)
    others = names_in(phrase[match.end() :])
    how = match["how"].lower()
    if how.startswith(("tillsammans", "gemensamt")):
        return Named(owners, beside=others)
    return Named(owners, consulted=others)


def names_in(phrase: str) -> tuple[str, ...]:
    """The names of a list, each in the nominative; empty where the phrase is no list of names."""
    held = _COMPOUND.sub(lambda m: m[0].replace(" ", "\x01").replace(",", "\x02"), phrase.strip(" ,.:;\"”'–-"))
    parts, start = [], 0
    for gap in _SEPARATOR.finditer(held):
        parts.append((_freed(held[start : gap.start()]), gap[0]))
        start = gap.end()
    parts.append((_freed(held[start:]), ""))
    names = [nominative(part) for part in _rejoined(parts) if part]
    return tuple(dict.fromkeys(names)) if names and all(map(is_name, names)) else ()


def _tidy(part: str) -> str:
    part = part.strip(" ,.:;\"”'")
    while part != (shorter := _TRAILING.sub("", _LEADING.sub("", part))):
        part = shorter
    return part.strip(" ,")


def _freed(part: str) -> str:
    return _tidy(part.replace("\x01", " ").replace("\x02", ","))


def _rejoined(parts: list[tuple[str, str]]) -> list[str]:
    """ "vård och omsorgsnämnden", "utbildning, kost och fritid": a part that names nobody belongs to its neighbour."""
    out: list[str] = []
    gap = ""
    for part, after in parts:
        if not part:
            continue
        if out and _hangs_together(out[-1], part):
            out[-1] += gap + part
        else:
            out.append(part)
        gap = after
    return out


_DEFINITE = re.compile(r"\w{4,}(?:en|et|an|ån|erna|orna)$")


def _hangs_together(before: str, part: str) -> bool:
    if before.islower() and not _names_office(before):
        return not _DEFINITE.search(before)  # "turistbyrån samt …" is one by itself
    if not part[:1].islower() or _names_office(part):
        return False
    office = OFFICE_WORD.search(before)
    return " för " in before or bool(office and office.end() < len(before) and before[office.end() :].islower())


def _names_office(part: str) -> bool:
    return bool(OFFICE_WORD.search(part) or COMPANY.search(part) or _ABBREVIATION.fullmatch(part))


def is_name(name: str) -> bool:
    """A plausible name: some words, no verb among them, and either an office, a company or a proper name."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST or _VERBLIKE.search(_head(name)) or not _STARTS.match(name):
        return False
    if words[0].lower() in _PREPOSITIONS:
        return False
    return bool(name[0].isupper() or _names_office(_head(name)) or name.lower() in _KNOWN_SHORT)


_GENITIVES = re.compile(r"^(?:[\wåäöÅÄÖ-]{3,}s\s+)+(?=\S)")


def is_office(name: str) -> bool:
    """A body, department, post or company that the words themselves show to be one."""
    head = _GENITIVES.sub("", _head(name))  # "bolagets årsredovisning" is no company
    known = OFFICE_WORD.search(head) or COMPANY.search(name) or _BODY_SHORT.fullmatch(name)
    return bool(is_name(name) and (known or name.lower() in _KNOWN_SHORT))


def _head(name: str) -> str:
    """ "förvaltningschefen" of "förvaltningschefen för Länssjukhuset"."""
    return re.split(r"\s(?:för|i|på|inom|vid|av|med|till|från|hos|mot|om|som)\s", name)[0]


_IN_SHORT = re.compile(r"\s*\([A-ZÅÄÖ]{2,6}\)$")
"""The abbreviation that a name is given once: "kommunledningsförvaltningen (KLF)"."""


def nominative(name: str) -> str:
    """As in running text: "Tekniska chefen" -> "tekniska chefen", but "IT-chefen" and "Lövhult Energi AB" stay."""
    for wrong, right in _DOTLESS:
        name = name.replace(wrong, right)
    if OFFICE_WORD.search(name):
        name = _IN_SHORT.sub("", name)
    short = _KNOWN_SHORT.get(name.lower())
    if short:
        return short
    first = name.split()[0] if name.split() else ""
    if COMPANY.search(name) or not OFFICE_WORD.search(name) or not first[1:].islower() and first[1:2].isupper():
        return name
    if first.istitle() and len(name.split()) > 1 and not OFFICE_WORD.search(first) and name.split()[1].istitle():
        return name
    return name[0].lower() + name[1:]


def pronoun(phrase: str) -> str | None:
    """The noun that "samma förvaltningschef" points back with ("" for a bare "denne"); None where it points nowhere."""
    match = _PRONOUN.fullmatch(re.sub(r"^att\s+", "", phrase.strip(" ,")))
    if match is None:
        return None
    return "" if match["noun"] in (None, "båda", "två", "tre") else match["noun"]


_PARTNER = re.compile(
    r"(?:[\wåäöÅÄÖ]+-(?:,\s[\wåäöÅÄÖ]+-)*\s(?:och|o|samt)\s)?[\wåäöÅÄÖ/-]+(?:\s[A-ZÅÄÖ][\wåäö]+)*(?:\s(?:AB|HB))?"
)
_NEXT = re.compile(r",\s|\s(?:och|samt)\s")


def beside_in(task: str) -> Named:
    """Partners named inside the task: "att tillsammans med Alingsåshem fortsätta", "att, i samråd med …"."""
    together: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    for match in _WITH.finditer(task):
        names = _partners(task, match.end())
        if match["how"].lower().startswith(("tillsammans", "gemensamt")):
            together += names
        elif match["how"].lower().startswith(("i sam", "efter")):
            consulted += names
    return Named((), together, consulted)


def _partners(task: str, at: int) -> tuple[str, ...]:
    """The names from a place on, up to the first word that names nobody."""
    names: list[str] = []
    while match := _PARTNER.match(task, at):
        name = nominative(_tidy(match[0]))
        if not name or not (is_office(name) or (name[0].isupper() and is_name(name))):
            break
        names.append(name)
        gap = _NEXT.match(task, match.end())
        if not gap:
            break
        at = gap.end()
    return tuple(names)
