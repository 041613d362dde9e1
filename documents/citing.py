"""Earlier decisions and case numbers that a sentence points at."""

from re import Match

from documents.act_words import CASE_NUMBER, CITES
from documents.findings import Cited
from documents.head import days_in
from documents.reports import body_name


def cited_in(text: str, body: str | None) -> list[Cited]:
    """Every earlier decision that is named by § and day or year, in order; "nämnden" is the paper's own body."""
    found: dict[int, Cited] = {}
    for pattern in CITES:
        for match in pattern.finditer(text):
            place = match.start("number")
            if place not in found and (cited := _cited(match, body)):
                found[place] = cited
    return [found[place] for place in sorted(found)]


def _cited(match: Match[str], body: str | None) -> Cited | None:
    words = match.groupdict()
    who = body_name(words["body"], body) if words["body"] else None
    if words.get("year"):
        year = int(words["year"])
        return Cited(words["number"], None, year if year > 99 else 2000 + year, who)
    days = days_in(words["day"])
    return Cited(words["number"], days[0][1], days[0][1].year, who) if days else None


def number_in(text: str) -> str | None:
    """The case number that the sentence names, as written."""
    match = CASE_NUMBER.search(text)
    return (match["labelled"] or match["bare"]).strip(" .,:") if match else None
