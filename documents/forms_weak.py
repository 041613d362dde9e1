"""The looser forms of an assignment: "nämnderna ska …", "ekonomichefen sammanställer …", a time that is moved."""

import re
from collections.abc import Iterator
from re import Match

from documents.form_words import BY_WHOM, DOES, MOVED, PASSIVE, SHALL, STATES
from documents.given import BEFORE_TIME, Form, Given, clause_start, those_who
from documents.headings import BODY_WORD
from documents.owners import Named, is_office, named_in

_MOVES = re.compile("förläng|flytta|senarel|skjuts|ändra|sätts|anstånd")
_TOLD_TO = re.compile("ska|redovisas|porteras")
"""Letters without which no time is moved and nothing shall be done: looking for them first spares a long search."""
_DECIDING = re.compile(r"behandla|besluta|fatta|anta|fastställ|godkänn|pröva", re.IGNORECASE)


def _is_decided_by(by: Match[str]) -> bool:
    """ "Svaret ska behandlas av kommunstyrelsen": what a body decides on is its agenda, not its task."""
    return bool(_DECIDING.match(by["done"]) and re.search(BODY_WORD + "$", by["np"], re.IGNORECASE))


def weak_forms(sentence: str) -> Iterator[Given]:
    """Sentences that lay a duty on somebody without calling it an assignment."""
    lower = sentence.lower()
    moved = MOVED.search(sentence) if _MOVES.search(lower) else None
    if moved:
        yield Given(Form.MOVED, 0, moved.end(), Named(), "G14-tiden-flyttas")
        return
    shall = False
    for match in SHALL.finditer(sentence):
        start = clause_start(sentence, match.start())
        phrase = BEFORE_TIME.split(sentence[start : match.start()])[0]
        who = those_who(phrase) or named_in(phrase)
        if who.owners and all(map(is_office, who.owners)) and not STATES.match(sentence, match.end()):
            shall = True
            yield Given(Form.SHALL, start, match.end(), who, "G15-ska")
    if shall:
        return
    for match in DOES.finditer(sentence):
        start = clause_start(sentence, match.start())
        who = named_in(BEFORE_TIME.split(sentence[start : match.start()])[0])
        if who.owners and all(map(is_office, who.owners)):
            yield Given(Form.DOES, start, match.end(), who, "G16-gör")
            return
    by = BY_WHOM.search(sentence) if "ska" in lower else None
    if by and not _is_decided_by(by):
        who = named_in(by["np"])
        if who.owners and all(map(is_office, who.owners)):
            yield Given(Form.SHALL, 0, by.end(), who, "G17-ska-göras-av")
            return
    passive = PASSIVE.search(sentence) if _TOLD_TO.search(lower) else None
    if passive:
        yield Given(Form.PASSIVE, 0, passive.end(), Named(), "G18-ska-göras")
