"""The head of a paper: what kind it is, whether it proposes or decides, and which body decides."""

import re
from collections import Counter
from datetime import date

from deadlines.swedish import MONTH, month_number
from documents.columns import physical_lines
from documents.findings import PaperStatus
from documents.headings import BODY, Zone, is_dateline, zone_of
from documents.lines import LineKind
from documents.pages import is_running
from documents.reports import body_name
from documents.structure import Part, Section

_DAY = re.compile(
    rf"(?<![\d-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>[0-3]?\d)\s+(?P<m2>{MONTH})\s+(?P<y2>(?:19|20)\d\d))(?![\d-])",
    re.IGNORECASE,
)
KINDS = (
    ("tjänsteskrivelse", r"tjänsteskrivelse"),
    ("tjänsteutlåtande", r"tjänsteutlåtande"),
    ("protokollsutdrag", r"protokollsutdrag|utdrag\s+ur\s+(?:sammanträdes)?protokoll(?:et)?"),
    ("kallelse", r"kallelse|föredragningslista"),
    ("uppdragslista", r"uppdragslista|bevakningslista|ärendebalans(?:lista)?"),
    ("protokoll", r"(?:sammanträdes)?protokoll"),
)
_PROPOSING_KINDS = frozenset({"tjänsteskrivelse", "tjänsteutlåtande", "kallelse"})
_ABBREVIATED = {"kf": "kommunfullmäktige", "ks": "kommunstyrelsen", "ksau": "kommunstyrelsens arbetsutskott"}
_DECIDES = re.compile(
    rf"(?<![\w-])(?P<body>{BODY})\s+(?:beslutar|godkänner|antar|noterar|fastställer|tackar|ger|uppdrar|bifaller|avslår|instruerar|medger|tar\s+del|har\s+tagit\s+del)",
    re.IGNORECASE,
)


def days_in(text: str) -> list[tuple[int, date]]:
    """Every whole date, and where it stands."""
    out = []
    for match in _DAY.finditer(text):
        year = int(match["y"] or match["y2"])
        month = int(match["m"]) if match["m"] else month_number(match["m2"])
        try:
            out.append((match.start(), date(year, month, int(match["d"] or match["d2"]))))
        except ValueError:
            continue
    return out


def kind_of(text: str) -> str | None:
    """As the paper calls itself, in a head or a heading; a mention inside a sentence is of another paper."""
    for n, (_, _, line) in enumerate(physical_lines(text)):
        words = " ".join(line.split())
        if n > 400 or not words or len(words) > 90 or words[0] in "-•‐–" or words.endswith((".", ",")):
            continue
        for kind, pattern in KINDS:
            if re.match(rf"(?:[\wÅÄÖåäö-]+\s+){{0,4}}?(?:{pattern})(?:\s|$)", words, re.IGNORECASE) and _is_head(
                words, line
            ):
                return kind
    return None


def _is_head(words: str, line: str) -> bool:
    return (
        is_running(line)
        or is_dateline(words)
        or words.isupper()
        or bool(re.search(r"\s{3,}", line.strip()))
        or len(words.split()) == 1
    )


def is_proposing(kind: str | None) -> bool:
    return kind in _PROPOSING_KINDS


def status_of(sections: list[Section], kind: str | None) -> PaperStatus:
    """Proposed unless something shows a decision: a heading, a body that decides, minutes."""
    if is_proposing(kind):
        return PaperStatus.PROPOSED
    if any(p.zone is Zone.DECISION for s in sections for p in s.parts):
        return PaperStatus.DECIDED
    if any(s.has(Zone.PROPOSAL) for s in sections):
        return PaperStatus.PROPOSED
    parts = [p for s in sections for p in s.parts if p.line.kind is not LineKind.HEADING]
    free = "\n".join(p.line.text for p in parts if p.zone is Zone.NONE)
    if re.search(r"(?:^|[.\n]\s*)(?:(?!föreslår)[^.\n]){0,80}\bbeslutar\b", free, re.IGNORECASE):
        return PaperStatus.DECIDED
    if re.search(r"\bföresl(?:år|ås)\b[^.]{0,120}\b(?:uppdrag|ges|få)\b|\buppdrag\s+föreslås\b", free, re.IGNORECASE):
        return PaperStatus.PROPOSED
    if not free and any(p.zone is Zone.MOTION for p in parts):
        return PaperStatus.PROPOSED
    return PaperStatus.DECIDED


def body_of(sections: list[Section], text: str, status: PaperStatus) -> str | None:
    """The body that decides, from the surest place that names one."""
    parts = [p for s in sections for p in s.parts]
    proposing, deciding = _from_headings(parts, Zone.PROPOSAL), _from_headings(parts, Zone.DECISION)
    met = [_from_datelines(parts), _from_heads(text), _from_sentences(parts), _from_paragraphs(sections)]
    proposed = status is PaperStatus.PROPOSED
    for names in [proposing, deciding, *met] if proposed else [deciding, *met, proposing]:
        if names:
            return names[-1]
    return _only_one(text)


def _from_headings(parts: list[Part], zone: Zone) -> list[str]:
    """ "Förslag till kommunstyrelsens beslut", "Nämndens beslut 2016-02-16", "X föreslår att Y beslutar följande"."""
    out = []
    for n, part in enumerate(parts):
        opens = part.line.kind is LineKind.HEADING and zone_of(part.line.text) is zone
        leads = (
            part.line.kind is LineKind.TEXT
            and n + 1 < len(parts)
            and parts[n + 1].zone is zone
            and parts[n + 1].line.kind is not LineKind.HEADING
            and part.zone is not zone
        )
        if (
            opens
            or leads
            or (zone is Zone.PROPOSAL and part.zone is zone and part.line.text.endswith((":", "följande.")))
        ):
            words = re.sub(r"^.*\bföreslår\b", "", part.line.text, flags=re.IGNORECASE)
            out += bodies_in(re.sub(r"^.*\b(?:förslag\s+till)\b", "", words, flags=re.IGNORECASE))
    return out


def bodies_in(words: str) -> list[str]:
    """The bodies named in a heading, in the nominative; a bare "nämnden" is none."""
    found = [body_name(re.sub(r"s$", "", m["body"], flags=re.IGNORECASE), None) for m in BODY_NAME.finditer(words)]
    return [b for b in found if b and b not in _BARE]


_BARE = frozenset({"nämnden", "presidiet", "styrelsen", "utskottet", "rådet"})
BODY_NAME = re.compile(rf"(?<![\w-])(?P<body>{BODY})(?=s?(?!\w))", re.IGNORECASE)


def _from_datelines(parts: list[Part]) -> list[str]:
    lines = [p.line.text for p in parts if p.line.kind is LineKind.HEADING and is_dateline(p.line.text)]
    lines += [cell for p in parts if p.line.kind is LineKind.ROW for cell in p.line.cells if BODY_NAME.fullmatch(cell)]
    return [b.replace(" o ", " och ") for text in lines for b in bodies_in(text)][:1]


def _from_heads(text: str) -> list[str]:
    lines = [
        " ".join(line.split())
        for _, _, line in physical_lines(text)
        if is_running(line) or re.search(r"\S\s{3,}\S", line)
    ]
    heads = [line for line in lines if re.search("protokoll|kallelse|sammanträdesdatum", line, re.IGNORECASE)]
    return [b for line in heads for b in bodies_in(line)][:1]


def _from_sentences(parts: list[Part]) -> list[str]:
    text = "\n".join(p.line.text for p in parts if p.zone in (Zone.DECISION, Zone.NONE, Zone.PROPOSAL))
    names = Counter(body_name(m["body"], None) for m in _DECIDES.finditer(text))
    names.pop("nämnden", None)
    return [name for name, _ in names.most_common(1) if name]


def _from_paragraphs(sections: list[Section]) -> list[str]:
    for section in sections:
        match = re.match(r"(\w+)\s+§", section.head.text) if section.head else None
        if match and match[1].lower() in _ABBREVIATED:
            return [_ABBREVIATED[match[1].lower()]]
    return []


def _only_one(text: str) -> str | None:
    names = {m["body"].lower() for m in BODY_NAME.finditer(text)} - {
        "nämnden",
        "nämnd",
        "nämnderna",
        "nämnder",
        "styrelsen",
        "presidiet",
    }
    full = {n for n in names if n.endswith(("nämnden", "styrelsen", "fullmäktige"))}
    return full.pop() if len(full) == 1 else None
