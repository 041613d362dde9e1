"""Assignment clauses: what the decided or proposed points give whom to do, and where it says so."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from deadlines.phrases import Found
from documents.forms import Form, Given, forms_in, moved_for, retold
from documents.headings import Zone
from documents.lines import Line, LineKind
from documents.owners import Named
from documents.sentences import Sentence, sentences_in
from documents.structure import Section

Terms = Callable[[str], list[Found]]


@dataclass
class Clause:
    """One assignment; `spans` are places in the view, the first one gives it, the others add to it."""

    form: Form
    zone: Zone
    point: str | None
    who: Named
    spans: list[tuple[int, int]]
    task_start: int
    implicit: bool = False
    texts: list[str] = field(default_factory=list)
    """The words of each span, the first one from its task on."""


_STRONG = (Form.GIVEN, Form.REFERRED, Form.URGED)
_PAST = re.compile(
    r"\b(?:beslutade|beslöt|har\s+beslutat|uppdrog|gav|fick|återkalla[rs]?|upphäv\w*|avslå[rs]?|reserver\w+|anses\s+(?:därmed\s+)?(?:avslutat|slutfört|besvarad)"
    r"|bordlägg\w*)\b",
    re.IGNORECASE,
)
_DATED_PAST = re.compile(r"\b(?:beslutade|beslöt|har\s+beslutat)\b[^.]{0,60}(?:\d{4}|§|tidigare)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:regeringen|riksdagen|länsstyrelsen|revisorerna|kommunrevisionen|revisionen|skolinspektionen|socialstyrelsen|ivo|motionär(?:en|erna)|motionen"
    r"|boverket|trafikverket|arbetsmiljöverket|lagen|kommunallagen|naturvårdsverket)\b[^.]{0,120}$",
    re.IGNORECASE,
)
_PASSED_UP = re.compile(
    r"\bföreslå(?:r|s)?\s+(?:[\wåäö-]+\s+)?(?:kommun|region)?(?:fullmäktige|styrelsen|nämnden)\b", re.IGNORECASE
)
_EMPTY_TASK = re.compile(r"\s*(?:att)?\s*(?:följande)?\s*:?\s*", re.IGNORECASE)
_MORE_STARTS = re.compile(
    r"(?:att\s+)?(?:klart?|färdig\w*|slutför\w*|(?:åter|del|slut)?(?:redovis|rapport|koppl)\w*|utvärder\w*|yttrand\w+|svar\w*|uppdrag\w*|utredning\w*|resultat\w*|förslag\w*"
    r"|arbetet|[\wåäö]*plan(?:en|erna)|tidsplan|senast)\b",
    re.IGNORECASE,
)
_REPORT_STARTS = re.compile(
    r"(?:att\s+)?(?:klart?|färdig\w*|(?:åter|del|slut)?(?:redovis|rapport|koppl)\w*|utvärdering\w*|yttrand\w+|uppdraget|resultatet|senast)\b",
    re.IGNORECASE,
)
_MORE_VERB = re.compile(
    r"\b(?:(?:åter|del|slut)?(?:redovisas|rapporteras|kopplas)|presenteras|föreläggas|utvärderas|ställs|ställas|lämnas|slutföras|(?:sker|ske|vara\s+(?:klar|färdig)\w*))\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\s*(?:[\wåäö]+\s+){0,3}?(?:åter|ta\s+fram|utred|utarbet|upprätt|redovis|rapporter|presenter|lämna|se\s+över|inkomma|genomför|samordn|anmäl|säkerställ|följa\s+upp"
    r"|påbörj|utvärder|revider|verkställ|komplett|sammanställ|informer|ansök|upphandl|pröva|bereda|initier)",
    re.IGNORECASE,
)


class ClauseReader:
    """Reads one section's lines in order; what a sentence leaves out is taken from the one before."""

    def __init__(self, section: Section, counted: frozenset[Zone], terms: Terms) -> None:
        self.section, self.counted, self.terms = section, counted, terms
        self.clauses: list[Clause] = []
        self.last: Clause | None = None
        self.intro: Clause | None = None
        self.chain = False

    def read(self) -> list[Clause]:
        zone = None
        for part in self.section.parts:
            line = part.line
            if part.zone is not zone or line.kind in (LineKind.HEADING, LineKind.ROW):
                self.last = self.intro = None
                self.chain = False
                zone = part.zone
            if line.kind not in (LineKind.HEADING, LineKind.ROW) and part.zone in self.counted:
                self._line(line, part.zone)
        return self.clauses

    def _line(self, line: Line, zone: Zone) -> None:
        if line.kind is not LineKind.ITEM:
            self.intro = None
        elif not self.chain and not _REPORT_STARTS.match(line.text):
            self.last = None  # a point of its own says nothing about the one above
        sentences = sentences_in(line.text, line.point)
        for n, sentence in enumerate(sentences):
            given = [g for g in forms_in(sentence.text) if self._counts(g, sentence.text, zone)]
            if given:
                self._give(line, zone, sentence, given)
            elif n == 0 and line.kind is LineKind.ITEM and self._inherits(line, zone, sentence):
                continue
            elif self.last and self._adds(sentence, line, first=n == 0):
                self._add(line, sentence)
            elif n == 0:
                self.last = None
        self.chain = self._begins_chain(line, zone)

    def _counts(self, given: Given, text: str, zone: Zone) -> bool:
        before = text[: given.start]
        if _OTHERS.search(before) or _OTHERS.search(" ".join(given.who.owners) + " "):
            return False
        past = _PAST.search(text)
        if past and not (
            zone is Zone.DECISION and past[0].lower().startswith("beslut") and not _DATED_PAST.search(text)
        ):
            return False
        if given.form in _STRONG:
            return not (zone is Zone.DECISION and _PASSED_UP.search(before))
        if given.form is Form.MOVED:
            return bool(self.terms(text))
        if zone not in (Zone.DECISION, Zone.PROPOSAL):
            return False
        timed = bool(self.terms(text))
        if given.form is Form.SHALL:
            return timed or bool(_DOING.match(text, given.end))
        if given.form is Form.PASSIVE:
            return timed and self.last is None
        return timed

    def _give(self, line: Line, zone: Zone, sentence: Sentence, given: list[Given]) -> None:
        base = line.start + sentence.start
        starts = [g.start for g in given]
        starts[0] = 0 if starts[0] <= 150 else starts[0]
        for n, form in enumerate(given):
            end = given[n + 1].start if n + 1 < len(given) else len(sentence.text)
            text = _trimmed(sentence.text[starts[n] : end])
            clause = Clause(
                form.form,
                zone,
                sentence.point,
                self._owners(form, sentence.text),
                [(base + starts[n], base + starts[n] + len(text))],
                base + form.end,
                form.points_back is not None or not form.who.owners,
                [sentence.text[form.end : starts[n] + len(text)] if form.form in _STRONG else text],
            )
            if _EMPTY_TASK.fullmatch(sentence.text, form.end) and sentence.end == len(line.text):
                self.intro = clause
                self.last = None
                return
            self.clauses.append(clause)
            self.last = clause

    def _owners(self, given: Given, sentence: str) -> Named:
        if given.form is Form.MOVED:
            return moved_for(sentence) if moved_for(sentence).owners else self._retold()
        if given.points_back is None or not self.clauses:
            return given.who
        for clause in reversed(self.clauses):
            if any(given.points_back.lower()[:6] in owner.lower() for owner in clause.who.owners):
                return clause.who
        return given.who

    def _retold(self) -> Named:
        for part in self.section.parts:
            who = retold(part.line.text)
            if who.owners:
                return who
        return Named()

    def _inherits(self, line: Line, zone: Zone, sentence: Sentence) -> bool:
        """An item under "X ges i uppdrag att:", or the second of "X får i uppdrag att …, att …"."""
        source = self.intro or (self.last if self.chain else None)
        if source is None:
            return False
        att = re.match(r"(?:samt\s+|och\s+)?(?:att\s+)?", sentence.text)
        text = _trimmed(sentence.text)
        start = line.start + sentence.start
        point = sentence.point or source.point
        task = start + (att.end() if att else 0)
        clause = Clause(source.form, zone, point, source.who, [(start, start + len(text))], task, True, [text])
        self.clauses.append(clause)
        self.last = clause
        return True

    def _begins_chain(self, line: Line, zone: Zone) -> bool:
        """The next "att …" item goes on with this line's assignment, not with the decision above it."""
        if line.kind is LineKind.ITEM:
            return self.chain and self.last is not None
        ends_open = bool(re.search(r"(?:,|,?\s+(?:samt|och))$", line.text))
        return ends_open and self.last is not None and self.last.form is Form.GIVEN

    def _adds(self, sentence: Sentence, line: Line, first: bool) -> bool:
        """Whether the sentence says more about the assignment before it: when, and to whom."""
        text = sentence.text
        if _PAST.search(text) or re.search(r"\bavslutat\b|\bfrån\s+och\s+med\b", text):
            return False
        if _MORE_STARTS.match(text):
            return bool(
                _MORE_VERB.search(text) or self.terms(text) or re.search(r"rapport|redovis", text, re.IGNORECASE)
            )
        return (
            not first
            and bool(_MORE_VERB.search(text))
            and bool(self.terms(text) or re.search(r"\b(?:till|för)\b", text))
        )

    def _add(self, line: Line, sentence: Sentence) -> None:
        last = self.last
        if last is None:
            return
        start = line.start + sentence.start
        span = (start, line.start + sentence.end)
        if self.terms(sentence.text) and any(self.terms(text) for text in last.texts):
            own = Clause(
                Form.GIVEN, last.zone, sentence.point or last.point, last.who, [span], start, True, [sentence.text]
            )
            self.clauses.append(own)
            self.last = own
            return
        last.spans.append(span)
        last.texts.append(sentence.text)


def split_in_two(clause: Clause, terms: Terms) -> list[Clause]:
    """Two tasks with a time each in one sentence are two assignments: "… och därefter följas upp en gång per år"."""
    text = clause.texts[-1]
    found = terms(text)
    for before, after in zip(found, found[1:], strict=False):
        cut = _SECOND.search(text, before.end, after.end)
        if cut and _own_time(before) and _own_time(after):
            return _halves(clause, text, cut.start("task"), cut.start())
    return [clause]


_SECOND = re.compile(
    r"(?:,|\b(?:och|samt))\s+(?P<task>(?:att\s+|med\s+)?(?:därefter\s+)?(?:en\s+)?(?:följas?\s+upp|redovis\w*|rapporter\w*|återrapport\w*|återkom\w*|slutredovis\w*"
    r"|delredovis\w*|slutrapport\w*|delrapport\w*|utvärder\w*|presenter\w*|lämna\w*|ta\s+fram|genomför\w*|inkom\w*|senast\b))",
    re.IGNORECASE,
)


def _own_time(found: Found) -> bool:
    return found.term.is_dated or found.term.kind.value in ("recurring", "meeting")


def _halves(clause: Clause, text: str, task: int, cut: int) -> list[Clause]:
    start, end = clause.spans[-1]
    base = end - len(text)
    first = replace(
        clause,
        spans=[*clause.spans[:-1], (start, base + len(text[:cut].rstrip(" ,")))],
        texts=[*clause.texts[:-1], text[:cut]],
    )
    second = replace(clause, spans=[(base + task, end)], texts=[text[task:]], task_start=base + task, implicit=True)
    return [first, second]


def _trimmed(text: str) -> str:
    """Without the "samt" that binds it to the next."""
    return re.sub(r"(?:[\s,;]+(?:samt|och))?[\s,;]*$", "", text) or text
