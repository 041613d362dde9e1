"""What somebody wrote themselves, above the quotes and the signature of their mail program.

Line by line, so that the time is in step with the length: patterns over whole messages were seen to take a minute
on a page of blank lines, and anybody can send that."""

import re

MARKER = "Svara ovanför den här raden"
LONGEST = 4_000
LONGEST_LINE = 500

_SEPARATOR = re.compile(
    r"_{10,}|-{2,} ?(?:ursprungligt|vidarebefordrat|original|forwarded) (?:meddelande|message|appointment)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[*>\s]*(från|from|avsändare|fra)\s?:\*?\s+\S", re.IGNORECASE)
_SECOND = re.compile(
    r"[*>\s]*(skickat|datum|till|ämne|kopia|sent|date|to|subject|cc|sendt|emne)\s?:\*?\s", re.IGNORECASE
)
_WROTE = re.compile(r"(?:\bskrev\b|\bwrote\b|\bskrev följande\b)[^:]{0,120}:\s*$", re.IGNORECASE)
_DATED = re.compile(r"(?:den|on|at)\s|\d{1,4}[-./ ]|(?:mån|tis|ons|tors|fre|lör|sön)\w*\s", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:--|__)\s*$"
    r"|(?:skicka[td]|sänt|sent|hämta|get) (?:(?:från|via|from) )?(?:min|mitt|my|outlook|e-post|mail|yahoo)\b.{0,60}$"
    r"|(?:med )?(?:vänlig|vänliga|bästa|varma|hjärtliga) hälsning(?:ar|en)?\b.{0,30}$"
    r"|(?:mvh|vänligen|hälsningar|med vänlig hälsning|hälsar|vh|bästa hälsningar)[\s,.!/]*(?:\w{1,25} ){0,2}\w{0,25}$"
    r"|(?:best|kind|warm) regards\b.{0,30}$|(?:regards|sincerely|cheers|thanks|br)\s*,\s*$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """The part that was written for this reply; empty where there is nothing but quotes."""
    lines = [line[:LONGEST_LINE].rstrip() for line in text.split("\n")]
    kept: list[str] = []
    for at, line in enumerate(lines):
        if _begins_quote(lines, at) or (kept and _SIGNATURE.match(line.strip())):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:LONGEST]


def _begins_quote(lines: list[str], at: int) -> bool:
    line = lines[at]
    if MARKER in line or _SEPARATOR.match(line.strip()):
        return True
    following = [near for near in lines[at + 1 : at + 4] if near.strip()]
    if _FIELD.match(line) and any(_SECOND.match(near) for near in following):
        return True
    # the line that names the one quoted is often broken in two by the mail program
    below = "".join(lines[at + 1 : at + 2])
    is_in_two = bool(line) and not _names_the_quoted(below) and _names_the_quoted(f"{line} {below}")
    return _names_the_quoted(line) or is_in_two


def _names_the_quoted(line: str) -> bool:
    return bool(_WROTE.search(line)) and (bool(_DATED.match(line.lstrip("> "))) or "@" in line)
