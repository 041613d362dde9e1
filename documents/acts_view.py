"""What a paper does to earlier assignments, in words: the act, and which assignment it speaks of."""

from deadlines.status import ACTS, ActKind
from deadlines.swedish import day_text
from documents.findings import Cited, FoundAct, Meant


def act_text(act: FoundAct, term: str | None) -> str:
    """ "avslutar ett tidigare uppdrag", "ger ny tid för ett tidigare uppdrag: oktober 2018". `term`: the new one."""
    what = "ett tidigare uppdrag" if act.meant.is_named else "ärendet"
    text = f"{ACTS[act.kind]} {what}"
    if act.to_body and act.kind in (ActKind.TRANSFER, ActKind.REFER_BACK):
        text += f" till {act.to_body}"
    if term:
        text += f": {term}"
    if act.is_proposal:
        text += " (bara förslag till nästa organ)"
    return text


def meant_text(meant: Meant) -> str:
    """What the paper says of which assignment it means: "beslutet 10 oktober 2017 § 309, ärende KS 2017-123"."""
    parts = [_cited(meant.cited)] if meant.cited else []
    if meant.case_number:
        parts.append(f"ärende {meant.case_number}")
    parts += meant.owners
    return ", ".join(parts) or "säger inte vilket"


def _cited(cited: Cited) -> str:
    when = day_text(cited.day) if cited.day else str(cited.year or "")
    return " ".join(part for part in ("beslutet", when, f"§ {cited.paragraph}") if part)
