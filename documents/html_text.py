"""The text of a web page: its blocks as paragraphs, lists with their marks, tables with tabs."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from documents.limits import MOST_CHARACTERS, Trouble, Unparsed

_UNSEEN = "script, style, noscript, template, svg, object, iframe, head, nav, footer, aside, form, [hidden]"
"""What is no text, and what a site puts around every page."""
_BLOCK = re.compile(
    "address|article|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|h[1-6]|header|hr|main|[ou]l|p|pre"
    "|section|summary|table"
)
_CELLS = ("td", "th")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BLANKS = re.compile(r"\s*\n\s*\n\s*|\s+(?=\n)")


def html_text(text: str) -> str:
    """Raises Unparsed where a browser would show no words."""
    tree = LexborHTMLParser(text)
    for node in tree.css(_UNSEEN):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    out = (
        _BLANKS.sub(lambda blank: "\n\n" if "\n" in blank[0] else "", _written(root)).strip()
        if root is not None
        else ""
    )
    if len(out) > MOST_CHARACTERS:
        raise Unparsed(Trouble.TOO_LONG)
    if not any(map(str.isalpha, out)):
        raise Unparsed(Trouble.EMPTY)
    return out


def _written(root: LexborNode) -> str:
    """Walks without recursion: a page may nest as deep as it likes."""
    parts: list[str] = []
    counts: dict[int, int] = {}
    waiting: list[tuple[LexborNode, bool]] = [(root, False)]
    while waiting:
        node, is_end = waiting.pop()
        tag = node.tag or ""
        if is_end:
            parts.append(_after(tag))
        elif tag == "-text":
            parts.append(_words(node))
        elif tag == "br":
            parts.append("\n")
        else:
            parts.append(_mark(node, counts) if tag == "li" else _before(tag))
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    return "".join(parts)


def _words(node: LexborNode) -> str:
    text, parent = node.text_content or "", node.parent
    return text if parent is not None and parent.tag == "pre" else _SPACES.sub(" ", text)


def _mark(item: LexborNode, counts: dict[int, int]) -> str:
    """The bullet or number of an item; `counts` holds how far each list has come."""
    around = item.parent
    if around is None or around.tag != "ol":
        return "\n\n• "
    start = around.attributes.get("start") or ""
    count = counts.get(around.mem_id, int(start) if start.isdecimal() and len(start) < 4 else 1)
    counts[around.mem_id] = count + 1
    form = around.attributes.get("type")
    text = chr(ord(form) + count - 1) if form in ("a", "A") and 0 < count < 27 else str(count)
    return f"\n\n{text}. "


def _before(tag: str) -> str:
    return "\n\n" if _BLOCK.fullmatch(tag) else ""


def _after(tag: str) -> str:
    if tag in _CELLS:
        return "\t"
    return "\n" if tag in ("tr", "li") else "\n\n" if _BLOCK.fullmatch(tag) else ""
