"""What became of a paper that was taken in, as the office reads it: what is new, what was known, what to do next."""

from collections.abc import Iterator

from documents.proposing import Proposed, Taken
from documents.versions import Change, Difference


def told_of(made: Proposed, is_minutes: bool) -> list[str]:
    """The lines, in order."""
    lines = list(_minutes(made) if is_minutes else _memo(made))
    for new, origin in made.passed_on:
        lines.append(f"→  Uppdrag {new} för uppdrag {origin} vidare.")
    if made.acts:
        waiting = "1 beslut" if len(made.acts) == 1 else f"{len(made.acts)} beslut"
        lines.append(f"↔  {waiting} om tidigare uppdrag väntar på ställningstagande: bevaka acts")
    for name in made.unknown:
        lines.append(
            f"?  ”{name}” finns inte i registret. Lägg till organet, eller ange ansvarig med bevaka name-owner."
        )
    return [*lines, *_next(made, is_minutes)]


def _memo(made: Proposed) -> Iterator[str]:
    for one in made.taken:
        yield from _one(one)


def _one(one: Taken) -> Iterator[str]:
    number, count = one.decision.id, len(one.assignments)
    if not one.is_known:
        what = f"med {count} uppdrag" if count else "utan nya uppdrag"
        yield f"Förslag {number} är inläst {what}. Inget är beslutat, så ingen får något mejl."
        if one.resembles:
            yield (
                f"!  Samma uppdrag finns redan i beslut {one.resembles.id} ({one.resembles.decided_on}, "
                f"§ {one.resembles.paragraph}). Är det samma sak: bevaka drop {number}"
            )
        return
    yield f"Handlingen gäller {_name(one)}, som redan är inläst. Det som var bestämt står kvar."
    yield from _changes(one)


def _minutes(made: Proposed) -> Iterator[str]:
    read = [one for one in made.taken if one.draft.paragraph]
    giving = [one for one in read if one.draft.findings]
    without = [one for one in read if not one.draft.findings]
    if made.version_of:
        yield f"En ny version av handling {made.version_of.id} ({made.version_of.name}). Det som är godkänt står kvar."
    seen = "läst" if len(read) == 1 else "lästa"
    yield f"{paragraphs(len(read))} {seen}: {len(giving)} med uppdrag, {len(without)} utan."
    for one in read:
        if one.draft.findings or one.differences:
            yield from _paragraph(one)
    for one in made.taken:
        if not one.draft.paragraph:
            yield from _passed(one)
    if without:
        yield ""
        yield "Utan uppdrag:"
        for one in without:
            yield f"   § {one.draft.paragraph:<5} {one.decision.title}"


def _paragraph(one: Taken) -> Iterator[str]:
    yield f"§ {one.draft.paragraph:<5} {one.decision.title}: {_given(one)}"
    yield from _changes(one)
    for finding in one.draft.findings:
        for warning in finding.warnings:
            yield f"   !  {warning}"


def _given(one: Taken) -> str:
    total = len(one.draft.findings)
    if not total:
        return "inget uppdrag här"
    same = total - sum(difference.change is Change.ADDED for difference in one.differences)
    if not one.is_known or not same:
        return f"{total} uppdrag (förslag {one.decision.id})"
    what = "förslag" if one.decision.paragraph is None else "beslut"
    return f"{total} uppdrag, varav {same} redan fanns i {what} {one.decision.id}"


def _passed(one: Taken) -> Iterator[str]:
    whom = one.draft.body or "nästa organ"
    what = f"§ {one.draft.under or '':<5} {one.decision.title}: {len(one.draft.findings)} uppdrag föreslås {whom}"
    if one.decision.paragraph:
        yield f"{what}, som redan har beslutat (beslut {one.decision.id})"
        return
    known = f"förslag {one.decision.id}, redan inläst" if one.is_known else f"förslag {one.decision.id}"
    yield f"{what} ({known}). Gäller först när {whom} beslutat."
    yield from _changes(one)


def _changes(one: Taken) -> Iterator[str]:
    for difference in one.differences:
        yield f"   ≠  {_changed(difference)}"
    if one.decision.paragraph and any(d.change is not Change.ADDED for d in one.differences):
        yield "      Det som är godkänt står kvar. Gäller ändringen: bevaka extend, name-owner eller close."
    if one.left_out:
        yield (
            f"   ≠  Det som inte är med ligger kvar som förslag {one.left_out.id}. "
            f"Ska det bort: bevaka drop {one.left_out.id}"
        )


def _changed(difference: Difference) -> str:
    which = f"Uppdrag {difference.number}"
    match difference.change:
        case Change.ADDED:
            return f"Nytt uppdrag: ”{difference.task}”"
        case Change.GONE:
            return f"{which} står inte här: ”{difference.task}”"
        case Change.TERM:
            return f"{which} har annan tid här: {difference.before} blev {difference.after}"
        case Change.OWNERS:
            before, after = difference.before or "ingen", difference.after or "ingen"
            return f"{which} har annan ansvarig här: {before} blev {after}"


def _name(one: Taken) -> str:
    decision = one.decision
    if decision.paragraph:
        return f"beslut {decision.id} ({decision.decided_on}, § {decision.paragraph})"
    return f"förslag {decision.id}"


def _next(made: Proposed, is_minutes: bool) -> Iterator[str]:
    if is_minutes:
        yield ""
        yield f"När protokollet är justerat: bevaka sign-off {made.paper.id} --approved DATUM"
        yield "Lämna utanför det som inte stämmer, en paragraf i taget: --except NR"
        return
    for one in made.taken:
        if one.decision.paragraph is None:
            yield (
                f"När det är beslutat: bevaka decide {one.decision.id} --body ORGAN --on DATUM --paragraph NR "
                "--approved DATUM"
            )


def paragraphs(count: int) -> str:
    return "1 paragraf" if count == 1 else f"{count} paragrafer"
