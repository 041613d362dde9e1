"""What a section does to assignments that were given earlier: closes, writes off, extends, refers back, transfers."""

import re
from collections.abc import Iterable
from dataclasses import replace

from deadlines.status import ActKind
from deadlines.term import UNDATED, Term
from documents import act_words as words
from documents.act_forms import Hit, Terms, hit_in, outcome, receiver, whose
from documents.citing import cited_in, number_in
from documents.findings import Finding, FoundAct, Meant
from documents.headings import Zone
from documents.lines import Line, LineKind
from documents.listing import marker
from documents.quoting import Quoter
from documents.sentences import Sentence, sentences_in
from documents.structure import Section
from documents.titles import case_number_of, title_under


class ActReader:
    """Reads one section's lines in order. `zones` are those whose words count."""

    def __init__(
        self, section: Section, zones: frozenset[Zone], body: str | None, terms: Terms, quoter: Quoter
    ) -> None:
        self.section, self.zones, self.body, self.terms, self.quoter = section, zones, body, terms, quoter
        self.title = title_under(section) or ""
        self.case_number = case_number_of([section])
        self.acts: list[FoundAct] = []
        self.listed: tuple[FoundAct, str] | None = None
        self.decides = False

    def read(self, moved: Iterable[Finding] = ()) -> list[FoundAct]:
        """The acts in the order of the text; `moved` are findings that move a term."""
        for part in self.section.parts:
            if part.zone not in self.zones or part.line.kind is LineKind.ROW:
                self.listed = None
            elif self._counts(part.line, part.zone):
                self._line(part.line)
        taken = [act.quote for act in self.acts]
        self.acts += [
            self._moved(finding)
            for finding in moved
            if not any(quote.start < finding.quote.end and finding.quote.start < quote.end for quote in taken)
        ]
        return sorted(self.acts, key=lambda act: act.quote.start)

    def _counts(self, line: Line, zone: Zone) -> bool:
        """Before any heading a line is a decision only where it, or the line above its list, says so."""
        if zone is not Zone.NONE:
            return True
        if line.kind is not LineKind.ITEM or not self.decides:
            self.decides = bool(words.DECIDES.search(line.text))
        return self.decides

    def _line(self, line: Line) -> None:
        if self.listed and line.kind is LineKind.ITEM and marker(line) != self.listed[1]:
            self._item(line, self.listed[0])
            return
        self.listed = None
        before = len(self.acts)
        for sentence in sentences_in(line.text, line.point):
            if line.kind is not LineKind.HEADING or line.text.endswith(":"):
                self._sentence(line, sentence)
        if line.text.endswith(":") and len(self.acts) > before:
            self.listed = self.acts[before], marker(line)
            del self.acts[before:]

    def _item(self, line: Line, intro: FoundAct) -> None:
        """An item under "Följande uppdrag anses slutförda:" is meant alone, without the § and title around it."""
        meant = self._meant(line.text, None, is_item=True)
        self.acts.append(
            replace(intro, quote=self.quoter.quote(line.start, line.end), point=line.point or intro.point, meant=meant)
        )

    def _sentence(self, line: Line, sentence: Sentence) -> None:
        text = sentence.text
        hit = hit_in(text, self.title, self.terms)
        if hit is None:
            return
        act = FoundAct(
            kind=hit.kind,
            quote=self.quoter.quote(line.start + sentence.start, line.start + sentence.end),
            meant=self._meant(text, hit),
            point=sentence.point,
            paragraph=self.section.paragraph,
            body=self.body,
            term=self._term(line.start + sentence.start, text, hit),
            to_body=receiver(hit),
            outcome=outcome(text, hit),
            is_proposal=bool(words.PASSED_ON.search(text[: hit.verb])),
        )
        cited = cited_in(text, self.body)
        several = len(cited) > 1 and bool(re.search(r"uppdragen(?!\w)|följande\s+uppdrag", text, re.IGNORECASE))
        self.acts += [replace(act, meant=replace(act.meant, cited=one)) for one in cited] if several else [act]

    def _term(self, start: int, text: str, hit: Hit) -> Term:
        if hit.kind in (ActKind.CLOSE, ActKind.WRITE_OFF):
            return UNDATED
        return self._chosen(start, text)

    def _chosen(self, start: int, text: str) -> Term:
        """The last time that the sentence names: what stands before it is the time there was."""
        found = self.terms(text)
        dated = [one for one in found if one.term.is_dated] or found
        if not dated:
            return self._until(text)
        _, phrase = self.quoter.phrase(start + dated[-1].start, start + dated[-1].end)
        return dated[-1].term._replace(phrase=phrase)

    def _until(self, text: str) -> Term:
        """ "från den 1 mars till den 31 oktober" is no term for the reader of terms; here its end is the new one."""
        after = re.search(r"\s(?=till\s+(?:den\s+)?\d)", text)
        found = self.terms(text[after.end() :]) if after else []
        return found[-1].term if found else UNDATED

    def _meant(self, text: str, hit: Hit | None, is_item: bool = False) -> Meant:
        cited = cited_in(text, self.body)
        own = number_in(text)
        return Meant(
            words=text if is_item else f"{text} {self.title}".strip(),
            case_number=own or (None if is_item else self.case_number),
            cited=cited[0] if cited else None,
            owners=whose(text, hit),
            is_named=hit is None or hit.kind is not ActKind.REFER_BACK or "uppdrag" in text.lower(),
        )

    def _moved(self, finding: Finding) -> FoundAct:
        text = " ".join(finding.quote.text.split())
        meant = self._meant(text, None)
        owners = tuple(owner.name for owner in finding.owners) or meant.owners
        return FoundAct(
            kind=ActKind.EXTEND,
            quote=finding.quote,
            meant=replace(meant, owners=owners),
            point=finding.point,
            paragraph=finding.paragraph,
            body=finding.body or self.body,
            term=finding.term if finding.term.phrase else self._until(text),
            is_proposal=finding.is_proposal,
        )
