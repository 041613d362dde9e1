"""What shall be done, and to whom it is told: weak verbs, weak times, a result that goes nowhere in particular."""

from collections.abc import Iterator

from deadlines.phrases import terms_in
from deadlines.term import Kind
from documents.check_case import Case
from documents.check_office import BodyKind
from documents.check_rules import Remark
from documents.check_wording import NO_DAY, clause, firmer, is_sentence, plain, retimed, vague_verb
from documents.check_words import HAZY_SERIES, REPORTS, REPORTS_BACK


def weak_verb(case: Case) -> Iterator[Remark]:
    """K3. "Se över taxan och lämna förslag" says what will lie on the table, and is left alone."""
    finding = case.finding
    found = None if is_sentence(finding) else vague_verb(finding.task)
    if not found:
        return
    words, verb = found
    if verb and verb.done_when_reported and REPORTS.search(case.words):
        return
    receiver = case.receiver or case.giver
    when = NO_DAY if finding.term.kind is Kind.NONE else None
    task = plain(finding.task)
    if finding.term.kind in (Kind.DATE, Kind.VAGUE) and finding.term.last is None:
        task, when = task.replace(finding.term.phrase or NO_DAY, ""), NO_DAY  # another remark asks for the day
    yield case.remark("K3-vagt-verb", clause(finding, task=firmer(task, receiver), when=when), words=words)


def weak_time(case: Case) -> Iterator[Remark]:
    """K3. Urgency with a last day beside it, or a rhythm with one, is no haze."""
    term = case.finding.term
    phrase = term.phrase or ""
    hazy = term.kind is Kind.VAGUE or (term.kind is Kind.RECURRING and term.last is None and HAZY_SERIES.search(phrase))
    if not hazy or _firm_beside(case):
        return
    new = "varje halvår, första gången [månad]," if term.kind is Kind.RECURRING else NO_DAY
    yield case.remark("K3-vag-tid", retimed(case.finding, new), case.phrase, words=phrase)


def _firm_beside(case: Case) -> bool:
    found = terms_in(case.words, case.day, case.matter.reading.latest_stated_day)
    return any(
        one.term.kind is not Kind.VAGUE and not (one.term.phrase and HAZY_SERIES.search(one.term.phrase))
        for one in found
    )


_OF_THEIR_OWN = frozenset({BodyKind.COMMITTEE, BodyKind.BOARD, BodyKind.COMPANY})


def no_receiver(case: Case) -> Iterator[Remark]:
    """K8. A department reports to its own body without being told so, and everybody to fullmäktige."""
    finding = case.finding
    if case.giver and case.matter.known.kind(case.giver) is BodyKind.COUNCIL:
        return
    if finding.report_to or finding.moves_term or not REPORTS_BACK.search(case.words):
        return
    if not any(case.matter.known.kind(name) in _OF_THEIR_OWN for name in case.owners):
        return
    yield case.remark("K8-utan-mottagare", _told_to(case, case.giver or "[organ]"))


def _told_to(case: Case, receiver: str) -> str:
    """The paper's words with the receiver before the time, or right after the word of reporting."""
    words, phrase = case.words, case.finding.term.phrase
    match = REPORTS_BACK.search(words)
    assert match is not None
    at = words.find(phrase, match.end()) if phrase else -1
    if at < 0:
        at = match.end() + 1
    return f"{words[:at].rstrip()} till {receiver} {words[at:]}".strip()
