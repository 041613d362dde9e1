"""Assignment clauses: what the decided or proposed points give whom to do, and where it says so."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from deadlines.phrases import Found
from documents.continuing import adds, names_again, reports_back, speaks_of_the_last
from documents.forms import forms_in
from documents.given import Form, Given
from documents.guards import STRONG, counts
from documents.headings import Zone
from documents.lines import Line, LineKind
from documents.listing import declares_done, goes_on_below, marker, names_each, owner_of_item, whose_list
from documents.moved import moved_for, retold
from documents.owners import Named, named_in
from documents.sentences import Sentence, sentences_in
from documents.structure import Section

Terms = Callable[[str], list[Found]]


@dataclass
class Clause:
    """One assignment. `spans` are places in the view: the first gives it, the others add to it.

    `texts` are the words of each span, the first one from its task on; each ends where its span ends."""

    form: Form
    zone: Zone
    point: str | None
    who: Named
    spans: list[tuple[int, int]]
    texts: list[str] = field(default_factory=list)
    implicit: bool = False
    rule: str = "G19-punkt-under-ägare"


_EMPTY_TASK = re.compile(
    r"\s*(?:att)?\s*(?:(?:tillse|se\s+till|säkerställa)\s+att)?\s*(?:följande)?\s*:?\s*", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:^|[\s(])(?:ansvarig(?:a|t)?|utförare|uppdragstagare)\s*:\s*(?P<np>[^.;:()]{2,90}?)"
    r"(?=$|[.;)]|,?\s+(?:klart?|tid|senast)\b)",
    re.IGNORECASE,
)
_FARTHEST_START = 150
"""A quote may begin with the sentence, but not where the sentence begins long before the clause."""


class ClauseReader:
    """Reads one section's lines in order; what a sentence leaves out is taken from the one before."""

    def __init__(self, section: Section, counted: frozenset[Zone], terms: Terms) -> None:
        self.section, self.counted, self.terms = section, counted, terms
        self.clauses: list[Clause] = []
        self.last: Clause | None = None
        self.intro: Clause | None = None
        self.chain = False
        self.closing: str | None = None
        self.each = False
        self.referral: tuple[Clause, str] | None = None
        self.prior: Clause | None = None

    def read(self) -> list[Clause]:
        zone = None
        for part in self.section.parts:
            line = part.line
            if part.zone is not zone or line.kind in (LineKind.HEADING, LineKind.ROW):
                self.last = self.intro = None
                self.chain = False
                self.closing = self.referral = self.prior = None
                self.each = False
                zone = part.zone
            if part.zone not in self.counted or line.kind is LineKind.ROW:
                continue
            if line.kind is LineKind.HEADING:
                self.intro = self._heads_a_list(line, zone)
            else:
                self._line(line, zone)
        return self.clauses

    def _closes(self, line: Line) -> bool:
        """Whether the line stands in, or begins, a list of earlier assignments that are declared done."""
        if self.closing is not None and line.kind is LineKind.ITEM and marker(line) != self.closing:
            return True
        self.closing = marker(line) if declares_done(line.text) else None
        return self.closing is not None

    def _line(self, line: Line, zone: Zone) -> None:
        if self._closes(line):
            self.last = self.intro = None
            return
        if self.referral and line.kind is LineKind.ITEM and marker(line) != self.referral[1]:
            self._add_all(self.referral[0], line)
            return
        self.referral = None
        self.prior = self.last or self.prior
        if line.kind is not LineKind.ITEM:
            self.intro = self._heads_a_list(line, zone)
            self.each = names_each(line.text)
            if self.intro:
                return
        elif speaks_of_the_last(line.text):
            if self.last is None and self.prior and names_again(line.text, self.prior.texts):
                self.last = self.prior
        elif not self.chain and not reports_back(line.text):
            self.last = None  # a point of its own says nothing about the one above
        for n, sentence in enumerate(sentences_in(line.text, line.point)):
            self._sentence(line, zone, sentence, first=n == 0)
        self.chain = self._begins_chain(line)

    def _sentence(self, line: Line, zone: Zone, sentence: Sentence, first: bool) -> None:
        follows = self.last is not None
        found = forms_in(sentence.text)
        timed = bool((found or follows) and self.terms(sentence.text))
        given = [g for g in found if counts(g, sentence.text, zone, timed, follows)]
        if given:
            self._give(line, zone, sentence, given)
        elif self._labelled(line, zone, sentence) or (
            first and (self._names_its_own(line, zone, sentence) or self._inherits(line, zone, sentence))
        ):
            return
        elif self.last and adds(sentence.text, timed, first, (self.last.who.owners, self.last.texts)):
            self._add(self.last, line, sentence)
        elif first:
            self.last = None

    def _heads_a_list(self, line: Line, zone: Zone) -> Clause | None:
        who, by_shall = whose_list(line.text)
        form = Form.SHALL if by_shall else Form.GIVEN
        return Clause(form, zone, None, who, [(line.start, line.end)]) if who.owners else None

    def _give(self, line: Line, zone: Zone, sentence: Sentence, given: list[Given]) -> None:
        base = line.start + sentence.start
        starts = [g.start for g in given]
        starts[0] = 0 if starts[0] <= _FARTHEST_START else starts[0]
        for n, form in enumerate(given):
            end = given[n + 1].start if n + 1 < len(given) else len(sentence.text)
            text = trimmed(sentence.text[starts[n] : end])
            span = (base + starts[n], base + starts[n] + len(text))
            task = sentence.text[form.end : starts[n] + len(text)] if form.form in STRONG else text
            implicit = form.points_back is not None or not form.who.owners
            who = self._owners(form, sentence.text)
            clause = Clause(form.form, zone, sentence.point, who, [span], [task], implicit, form.rule)
            if _EMPTY_TASK.fullmatch(sentence.text, form.end) and sentence.end == len(line.text):
                self.intro, self.last = clause, None
                return
            self._keep(clause)
        if self.last and self.last.form is Form.REFERRED and sentence.end == len(line.text):
            self.referral = (self.last, marker(line)) if goes_on_below(sentence.text) else None

    def _keep(self, clause: Clause) -> None:
        self.clauses.append(clause)
        self.last = clause

    def _owners(self, given: Given, sentence: str) -> Named:
        if given.form is Form.MOVED:
            return moved_for(sentence) if moved_for(sentence).owners else self._retold()
        if given.form is Form.PASSIVE and sentence.startswith("Uppdraget"):
            return self._retold()
        if given.points_back is None or not self.clauses:
            return given.who
        stem = given.points_back.lower()[:6]
        for clause in reversed(self.clauses):
            if any(stem in owner.lower() for owner in clause.who.owners):
                return clause.who
        return given.who

    def _retold(self) -> Named:
        """Who got the assignment whose time is moved: told somewhere else in the section."""
        for part in self.section.parts:
            who = retold(part.line.text)
            if who.owners:
                return who
        return Named()

    def _labelled(self, line: Line, zone: Zone, sentence: Sentence) -> bool:
        """ "Ta fram en plan. Ansvarig: socialchefen. Klart: 1 maj." """
        match = _LABEL.search(line.text) if ":" in line.text else None
        who = named_in(match["np"]) if match else Named()
        if not match or not who.owners or sentence.start > match.start() or sentence.end < match.start() - 2:
            return False
        if match.start() < 3:
            return self._label_for(who)
        span = (line.start + sentence.start, line.start + sentence.end)
        self._keep(Clause(Form.GIVEN, zone, sentence.point, who, [span], [sentence.text], rule="G21-ansvarig"))
        return True

    def _label_for(self, who: Named) -> bool:
        """The label stands on a line of its own: it names who does what the line above says."""
        if self.last and not self.last.who.owners:
            self.last.who, self.last.implicit = who, False
            return True
        return False

    def _names_its_own(self, line: Line, zone: Zone, sentence: Sentence) -> bool:
        """An item under "Kommunstyrelsen uppdrar åt"."""
        if not self.each or line.kind is not LineKind.ITEM:
            return False
        who, task = owner_of_item(sentence.text)
        if not who.owners:
            return False
        start, text = line.start + sentence.start, trimmed(sentence.text)
        clause = Clause(Form.GIVEN, zone, sentence.point, who, [(start, start + len(text))], [text[task:]])
        clause.rule = "G20-ägare-i-punkten"
        self._keep(clause)
        return True

    def _inherits(self, line: Line, zone: Zone, sentence: Sentence) -> bool:
        """An item under "X ges i uppdrag att:", or the second of "X får i uppdrag att …, att …"."""
        source = self.intro or (self.last if self.chain or reports_back(sentence.text) else None)
        if source is None or line.kind is not LineKind.ITEM:
            return False
        text = trimmed(sentence.text)
        start = line.start + sentence.start
        span = (start, start + len(text))
        self._keep(Clause(source.form, zone, sentence.point or source.point, source.who, [span], [text], True))
        return True

    def _begins_chain(self, line: Line) -> bool:
        """The next "att …" item goes on with this line's assignment, not with the decision above it."""
        if line.kind is LineKind.ITEM:
            return self.chain and self.last is not None
        ends_open = bool(re.search(r"(?:,|,?\s+(?:samt|och))$", line.text))
        return ends_open and self.last is not None and self.last.form is Form.GIVEN

    def _add_all(self, last: Clause, line: Line) -> None:
        """A whole item that says more about a referral."""
        last.spans.append((line.start, line.end))
        last.texts.append(line.text)

    def _add(self, last: Clause, line: Line, sentence: Sentence) -> None:
        start = line.start + sentence.start
        span = (start, line.start + sentence.end)
        if self.terms(sentence.text) and any(self.terms(text) for text in last.texts):
            point = sentence.point or last.point
            self._keep(Clause(Form.GIVEN, last.zone, point, last.who, [span], [sentence.text], True, "G25-egen-tid"))
            return
        last.spans.append(span)
        last.texts.append(sentence.text)


def trimmed(text: str) -> str:
    """Without the "samt" that binds it to the next."""
    return re.sub(r"(?:[\s,;]+(?:samt|och)(?:\s+att)?)?[\s,;]*$", "", text) or text
