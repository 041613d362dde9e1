"""The numbers that Word prints before paragraphs: they stand nowhere in the text, only as rules."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from documents.docx_parts import W

_DEEPEST = 9
"""Word has nine levels."""
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    """One level of a list: "%1." counted from `start`."""

    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1


class Numbers:
    """Counts on from paragraph to paragraph, so each must be asked about once and in order."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        abstract = {one.get(W + "abstractNumId"): one for one in numbering.iterfind(W + "abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        for number in numbering.iterfind(W + "num"):
            name, kind = number.get(W + "numId") or "", _value(number, "abstractNumId") or ""
            known = _levels(abstract[kind]) if kind in abstract else {}
            changed = _overrides(number, known)
            self._lists[name] = (f"{kind} {name}" if changed else kind, known | changed)
        self._styles = {style.get(W + "styleId"): style for style in styles.iterfind(W + "style")}
        self._counts: dict[str, list[int]] = {}

    def before(self, paragraph: Element) -> str:
        """ "2. ", "• ", or nothing."""
        name, depth = self._list_of(paragraph)
        if name is None or name not in self._lists or not 0 <= depth < _DEEPEST:
            return ""
        shared, levels = self._lists[name]
        level = levels.get(depth, Level())
        if level.form == "bullet":
            return "• "
        counts = self._counts.setdefault(shared, [])
        while len(counts) <= depth:
            counts.append(levels.get(len(counts), Level()).start - (len(counts) == depth))
        counts[depth] += 1
        del counts[depth + 1 :]
        text = level.pattern
        for n, count in enumerate(counts):
            text = text.replace(f"%{n + 1}", _written(count, levels.get(n, Level()).form))
        return f"{text} " if text.strip() else ""

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, or those of its style and of what that is based on."""
        properties = paragraph.find(W + "pPr")
        name: str | None = None
        depth: str | None = None
        seen: set[str | None] = set()
        while properties is not None:
            numbered = properties.find(W + "numPr")
            if numbered is not None:
                name = name or _value(numbered, "numId")
                depth = depth or _value(numbered, "ilvl")
            style = _value(properties, "pStyle") or _value(properties, "basedOn")
            if name or style is None or style in seen or style not in self._styles:
                break
            seen.add(style)
            properties = _with_base(self._styles[style])
        return name, int(depth) if depth and depth.isdecimal() and len(depth) < 3 else 0


def _with_base(style: Element) -> Element:
    """What a style says of its paragraphs, and the style that it is based on."""
    both = Element("both")
    both.extend(one for one in (style.find(f"{W}pPr/{W}numPr"), style.find(W + "basedOn")) if one is not None)
    return both


def _levels(abstract: Element) -> dict[int, Level]:
    return dict(_level(one) for one in abstract.iterfind(W + "lvl"))


def _level(element: Element) -> tuple[int, Level]:
    return _whole(element.get(W + "ilvl"), 0), Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", _whole(_value(element, "start"), 1)
    )


def _overrides(number: Element, known: dict[int, Level]) -> dict[int, Level]:
    """Levels that this list has of its own: it then counts on its own, too."""
    changed = {}
    for override in number.iterfind(W + "lvlOverride"):
        depth = _whole(override.get(W + "ilvl"), 0)
        own = override.find(W + "lvl")
        level = _level(own)[1] if own is not None else known.get(depth, Level())
        start = _value(override, "startOverride")
        changed[depth] = Level(level.form, level.pattern, _whole(start, level.start))
    return changed


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(W + name)
    return child.get(W + "val") if child is not None else None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 40:
        text = ""
        for worth, sign in _ROMAN:
            while count >= worth:
                text, count = text + sign, count - worth
        return text if form == "lowerRoman" else text.upper()
    return "" if form == "none" else str(count)
