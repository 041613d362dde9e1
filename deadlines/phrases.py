"""The time that a clause names: Swedish term phrases into terms. Pure, and never a day that is not there."""

import re
from datetime import date
from typing import NamedTuple

from deadlines import phrase_counted, phrase_days, phrase_loose, phrase_periods
from deadlines.naming import Setting
from deadlines.phrase_beside import moved_by_its_words
from deadlines.term import Kind, Term
from deadlines.workdays import Workdays

RULES = (*phrase_days.RULES, *phrase_periods.RULES, *phrase_counted.RULES, *phrase_loose.RULES)


class Found(NamedTuple):
    """A term and where in the clause it is named."""

    term: Term
    start: int
    end: int
    doubt: str | None = None
    """What a person must settle first: "31 juni finns inte", "vilket år menas?"."""
    rule: str | None = None
    """The rule that read it, in `phrase_rules`."""


class _Hit(NamedTuple):
    start: int
    end: int
    term: Term | None
    doubt: str | None
    rule: str | None = None


def terms_in(
    clause: str, decided: date | None, written: date | None = None, workdays: Workdays | None = None
) -> list[Found]:
    """Every term in the clause, in order. `written` is the paper's own day: it may give a missing year, nothing more.

    What ends before the day the clause was decided or written is the past retold, and left out."""
    setting = Setting(decided, written, workdays)
    hits = _joined(_longest(_hits(clause, setting)), clause)
    found = [
        Found(hit.term._replace(phrase=clause[hit.start : hit.end]), hit.start, hit.end, hit.doubt, hit.rule)
        for hit in hits
        if hit.term is not None and not _is_past(hit.term, setting)
    ]
    return [moved_by_its_words(one, clause, lambda text: terms_in(text, *setting)) for one in found]


def _is_past(term: Term, setting: Setting) -> bool:
    return bool(term.last and setting.base and term.last < setting.base)


_MONTH_CUE = re.compile("jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec")
_CUES = {
    "T2-period-av-dagar": _MONTH_CUE,
    "T3-dag": _MONTH_CUE,
    "T4-månadens-sista-dag": _MONTH_CUE,
    "T5-tid-som-går-ut": _MONTH_CUE,
    "T10-månad": re.compile(rf"{_MONTH_CUE.pattern}|\d-\d"),
    "T11-månadens-utgång": _MONTH_CUE,
    "T6-dag-i-siffror": re.compile(r"\d"),
    "T7-årsskifte": re.compile("skift"),
    "T8-årets-slut": re.compile("utgång|slut"),
    "T9-vecka": re.compile(r"v\D{0,6}\d"),
    "T12-kvartal": re.compile("kv|q"),
    "T13-tertial": re.compile(r"tertial|t\s?[1-3]"),
    "T14-halvår": re.compile(r"halvår|h\s?[12]"),
    "T15-årstid": re.compile("vår|höst|somm|vint|vt|ht"),
    "T16-år": re.compile(r"(?:19|20)\d\d"),
}
"""Letters without which a rule finds nothing: looking for them first makes a long paper three times as fast."""


def _hits(clause: str, setting: Setting) -> list[_Hit]:
    hits = []
    lower = clause.lower()
    for pattern, build, name in RULES:
        cue = _CUES.get(name)
        if cue and not cue.search(lower):
            continue
        for match in pattern.finditer(clause):
            start, end = match.span()
            while start < end and clause[start].isspace():
                start += 1
            named = build(match, setting)
            if named is None or _is_a_reference(clause, start, end):
                hits.append(_Hit(start, end, None, None, name))
            else:
                hits.append(_Hit(start, end, named.term, named.doubt, name))
    return hits


_REFERS = re.compile(
    r"(?<!\w)(?:skrivelse|daterad|daterat|dat\.|beslut|beslutade|beslutat|protokoll\w*|inkom|inkommit|behandlat|fick|gav|lagen|sfs)\s+$",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"(?:(?:träder|trädde|trätt|träda)\s+i\s+kraft|(?:börjar?\s+)?gäll(?:er|a)|(?:som|vilke[nt]|vilka)\s+(?:antogs|infördes|upphör|löper\s+ut"
    r"|går\s+ut|hålls|inleds|startar|öppnar|påbörjas))\s+(?:redan\s+)?$",
    re.IGNORECASE,
)
"""What something else does on that day, a law or an agreement, is nothing that is due then."""
_DUE = re.compile(r"(?:senast|före|innan|inom|till)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\s*,?\s*§")


def _is_a_reference(clause: str, start: int, end: int) -> bool:
    """ "skrivelse den 2 februari", "den 19 november 2025, § 70": another paper's day."""
    if _DUE.match(clause, start):
        return bool(_PARAGRAPH.match(clause, end))
    before = clause[max(0, start - 40) : start]
    return bool(_REFERS.search(before) or _HAPPENS.search(before) or _PARAGRAPH.match(clause, end))


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """The longest reading of every stretch; among equals the first rule."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: h.start - h.end):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept)


_TO_MEETING = re.compile(r"\s*,?\s*(?:som\s+hålls\s+)?", re.IGNORECASE)
_FROM_THEN = re.compile(r"(?:första|nästa)\s+gång(?:en)?|med\s+(?:start|början)|från", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\s,(]*(?:(?:och|med|dock|därefter|sedan|(?:första|nästa)\s+gång(?:en)?|start|början|från|i|under)\s+)*",
    re.IGNORECASE,
)


def _joined(hits: list[_Hit], clause: str) -> list[_Hit]:
    """A meeting takes the day beside it, a series its start: together they are one term."""
    out: list[_Hit] = []
    for hit in hits:
        together = _together(out[-1], hit, clause) if out else None
        if together:
            out[-1] = together
        else:
            out.append(hit)
    return _ended(out, clause)


_NTH_TIME = re.compile(r"(?:första|nästa)\s+gång", re.IGNORECASE)
_UNTIL = re.compile(r"till\s+och\s+med|t\.?\s?o\.?\s?m|fram\s+till", re.IGNORECASE)


def _ended(hits: list[_Hit], clause: str) -> list[_Hit]:
    """ "månadsvis … till och med mars 2023": the end of the series, not a day on which something is due."""
    out: list[_Hit] = []
    for hit in hits:
        before = out[-1] if out else None
        ends = hit.term and hit.term.last and _UNTIL.match(clause, hit.start)
        if ends and before and before.term and before.term.kind is Kind.RECURRING and not before.term.last:
            term = before.term._replace(last=hit.term.last if hit.term else None)
            out[-1] = _Hit(before.start, hit.end, term, hit.doubt, before.rule)
        elif (
            _NTH_TIME.match(clause, hit.start)
            and hit.term
            and before
            and before.term
            and before.term.kind is Kind.RECURRING
        ):
            first = before.term.first or hit.term.first or hit.term.last
            out[-1] = before._replace(term=before.term._replace(first=first))
        else:
            out.append(hit)
    return out


def _together(a: _Hit, b: _Hit, clause: str) -> _Hit | None:
    gap = clause[a.end : b.start]
    if a.term is None:
        return None
    if a.term.kind is Kind.MEETING and b.term and _TO_MEETING.fullmatch(gap):
        if b.term.kind in (Kind.DATE, Kind.MONTH) and a.term.last is None:
            return _Hit(a.start, b.end, b.term._replace(kind=Kind.MEETING), b.doubt, a.rule)
        return None
    if _UNTIL.match(clause, b.start):
        return None
    kinds = {a.term.kind, b.term.kind if b.term else Kind.RECURRING}
    if Kind.RECURRING in kinds and a.term.kind is Kind.RECURRING and _BESIDE.fullmatch(gap):
        return _series(a, b, clause)
    goes_on = re.search(r"därefter|sedan", gap) and not _FROM_THEN.match(clause, a.start)
    if b.term and b.term.kind is Kind.RECURRING and a.term.is_dated and _BESIDE.fullmatch(gap) and not goes_on:
        return _series_after(a, b, clause)
    return None


def _series(a: _Hit, b: _Hit, clause: str) -> _Hit:
    words = clause[a.end : b.end]
    if _FROM_THEN.search(words):
        first = _start_named(words, b)
        return _Hit(a.start, b.end, Term(Kind.RECURRING, first), b.doubt if first is None else None, "T23-återkommande")
    if b.term and b.term.kind is Kind.YEAR and b.term.first and not b.term.assumption:
        return _Hit(a.start, b.end, b.term._replace(kind=Kind.RECURRING), None, "T23-återkommande")
    return _Hit(a.start, b.end, Term(Kind.RECURRING), None, "T23-återkommande")


def _series_after(a: _Hit, b: _Hit, clause: str) -> _Hit:
    assert a.term is not None
    if _FROM_THEN.match(clause, a.start):
        return _Hit(a.start, b.end, Term(Kind.RECURRING, a.term.first or a.term.last), None, "T23-återkommande")
    if a.term.kind is Kind.YEAR and not a.term.assumption:
        return _Hit(a.start, b.end, a.term._replace(kind=Kind.RECURRING), None, "T23-återkommande")
    return _Hit(a.start, b.end, Term(Kind.RECURRING), None, "T23-återkommande")


_START = re.compile(r"(?:19|20)\d\d(?!\d)")


def _start_named(words: str, b: _Hit) -> date | None:
    """The first day of the first time; a start without a year stays open."""
    if b.term and b.term.last:
        return b.term.first or b.term.last
    year = _START.search(words)
    return date(int(year[0]), 1, 1) if year else None
