"""A reading on the terminal: what was found, where it stands, and what is left to settle."""

import textwrap

from deadlines.status import Role
from deadlines.swedish import day_text
from deadlines.term import Kind
from documents.acts_view import act_text, meant_text
from documents.findings import Finding, FoundAct, NamedOwner, PaperStatus, Quote, Reading, ToBeNamed
from documents.outline import Outline
from documents.term_words import term_text

WIDTH = 82
_INDENT = "   "
_LONGEST_TASK = 170
_COUNTS = ["inga", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


def show(reading: Reading) -> str:
    """The whole reading, as plain text of fixed width."""
    blocks = [_head(reading)]
    blocks += [_finding(n, finding) for n, finding in enumerate(reading.findings, 1)]
    if reading.proposals:
        blocks.append("Föreslås nästa organ, och gäller först när det har beslutat")
        blocks += [_finding(n, finding) for n, finding in enumerate(reading.proposals, 1 + len(reading.findings))]
    if reading.acts:
        blocks.append("\n".join(["Vad pappret gör med tidigare uppdrag", *map(_act, reading.acts)]))
    elif not reading.findings:
        blocks.append("Inga uppdrag hittades. Kontrollera att rätt fil är vald och att beslutspunkterna är med.")
    closing = [line for line in (_repeats(reading), *(_marked("!", w, "") for w in reading.warnings)) if line]
    if closing:
        blocks.append("\n".join(closing))
    return "\n\n".join(blocks) + "\n"


def _head(reading: Reading) -> str:
    if not (reading.findings or reading.proposals or reading.acts or reading.body or reading.paragraphs):
        return "Inget beslut känns igen i handlingen"
    kind = reading.document_kind[:1].upper() + reading.document_kind[1:]
    who = f" av {reading.body}" if reading.body else ""
    if reading.status is PaperStatus.PROPOSED:
        parts = [kind, f"förslag till beslut{who}", "ännu inte beslutat"]
    else:
        when = f" {day_text(reading.decision_date)}" if reading.decision_date else ""
        parts = [kind, f"beslut{who}{when}"]
        if reading.paragraph:
            parts.append(f"§ {reading.paragraph}")
    lines = [" · ".join(parts)]
    if reading.title:
        lines += textwrap.wrap(reading.title, WIDTH)
    if len(reading.paragraphs) > 1:
        giving = {f.paragraph for f in reading.findings if not f.is_proposal and f.paragraph}
        lines.append(
            f"{len(reading.paragraphs)} paragrafer: {len(giving)} med uppdrag, "
            f"{len(reading.paragraphs) - len(giving)} utan"
        )
    return "\n".join(lines)


def _finding(number: int, finding: Finding) -> str:
    lines = _owners_beside_term(number, finding)
    lines += _quoted(finding)
    lines += [_marked("?", text) for text in finding.questions]
    if finding.term.assumption:
        lines.append(_marked("?", f"Antagande: {finding.term.assumption}"))
    lines += [_marked("!", text) for text in finding.warnings]
    if finding.is_proposal:
        lines.append(_marked("→", f"Föreslås {finding.body or 'nästa organ'}; gäller först när det har beslutat."))
    if finding.to_be_named:
        lines.append(_marked("→", _waiting(finding, finding.to_be_named)))
    return "\n".join(lines)


def _act(act: FoundAct) -> str:
    place = _place(act.quote, act.point, act.paragraph)
    words = " ".join(act.quote.text.split())
    return "\n".join(
        [
            _marked("–", act_text(act, term_text(act.term) if act.term.kind is not Kind.NONE else None), ""),
            *textwrap.wrap(
                f"”{_shortened(words, _LONGEST_TASK)}” {place}".rstrip(),
                WIDTH,
                initial_indent=_INDENT,
                subsequent_indent=_INDENT,
                break_on_hyphens=False,
            ),
            _marked("→", f"avser: {meant_text(act.meant)}"),
        ]
    )


def _waiting(finding: Finding, named: ToBeNamed) -> str:
    where = f"punkt {finding.point}" if finding.point else "uppdraget"
    task = _shortened(named.task, 110)
    return f"”{task}” hör till {named.description}. Det väntar på {where} och har inget slutdatum."


def _owners_beside_term(number: int, finding: Finding) -> list[str]:
    """Owners to the left, the term and the receiver to the right, both wrapped in their own column."""
    right = [term_text(finding.term)]
    if finding.report_to:
        right.append(f"redovisas till {finding.report_to}")
    right = [part for text in right for part in textwrap.wrap(text, 36)]
    room = WIDTH - len(_INDENT) - max(map(len, right)) - 3
    left = textwrap.wrap(_names(finding), max(room, 20), break_on_hyphens=False) or [""]
    lines = []
    for n in range(max(len(left), len(right))):
        start = f"{number}  "[:3] if n == 0 else _INDENT
        words = left[n] if n < len(left) else ""
        lines.append(
            start + words + _flush(right[n], WIDTH - len(start) - len(words)) if n < len(right) else start + words
        )
    return lines


def _flush(text: str, room: int) -> str:
    return text.rjust(room) if room > len(text) else "  " + text


def _names(finding: Finding) -> str:
    doing = [o.name for o in finding.owners if o.role in (Role.LEAD, Role.JOINT)]
    if not doing:
        return "ingen namngiven"
    text = doing[0] if len(doing) == 1 else ", ".join(doing[:-1]) + " och " + doing[-1]
    joint = all(o.role is Role.JOINT for o in _answering(finding)) and len(doing) > 1
    asked = [o.name for o in finding.owners if o.role is Role.CONSULTED]
    return text + (" gemensamt" if joint else "") + (f" (samråd: {', '.join(asked)})" if asked else "")


def _answering(finding: Finding) -> list[NamedOwner]:
    return [o for o in finding.owners if o.role in (Role.LEAD, Role.JOINT)]


def _quoted(finding: Finding) -> list[str]:
    where = _place(finding.quote, finding.point, finding.paragraph)
    lines = textwrap.wrap(f"”{_shortened(finding.task, _LONGEST_TASK)}”", WIDTH - len(_INDENT), break_on_hyphens=False)
    lines = [_INDENT + line for line in lines]
    if not where:
        return lines
    if len(lines[-1]) + 2 + len(where) <= WIDTH:
        lines[-1] += where.rjust(WIDTH - len(lines[-1]))
        return lines
    return [*lines, where.rjust(WIDTH)]


def _place(quote: Quote, point: str | None, paragraph: str | None) -> str:
    parts = [
        f"sida {quote.page}" if quote.page else "",
        f"§ {paragraph}" if paragraph else "",
        f"punkt {point}" if point else "",
    ]
    return ", ".join(filter(None, parts))


def _shortened(text: str, longest: int) -> str:
    """The beginning and the end of long words, never a half word."""
    if len(text) <= longest:
        return text
    begin = text[: longest // 2].rsplit(" ", 1)[0]
    end = text[-(longest // 2) :].split(" ", 1)[-1]
    return f"{begin} … {end}"


def _marked(mark: str, text: str, indent: str = _INDENT) -> str:
    first = f"{indent}{mark}  "
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


def _repeats(reading: Reading) -> str:
    again = [f for f in reading.findings if f.repeats]
    if not again:
        return ""
    pages = sorted({quote.page for f in again for quote in f.repeats if quote.page})
    where = "" if not pages else f" (sida {pages[0]})" if pages[0] == pages[-1] else f" (sida {pages[0]}–{pages[-1]})"
    outline = Outline(reading.text)
    headings = {outline.above(quote.start) for f in again for quote in f.repeats}
    under = f" under ”{headings.pop()}”" if len(headings) == 1 and None not in headings else " på annan plats"
    if len(again) == len(reading.findings):
        which = "Samma uppdrag står" if len(again) == 1 else f"Samma {_count(len(again))} uppdrag står"
    else:
        which = "Ett av uppdragen står" if len(again) == 1 else f"{_count(len(again)).capitalize()} av uppdragen står"
    return f"{which} en gång till{under}{where}."


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)
