"""The text of a DOCX: paragraphs with the numbers that Word prints, tables with tabs, the head of the first page."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from documents.docx_numbers import Numbers
from documents.docx_parts import Package, W
from documents.limits import MOST_CHARACTERS, Trouble, Unparsed

_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A text box once more, for old programs."""
_LEFT_OUT = frozenset({W + "del", W + "moveFrom", W + "pPr", _COPY})
_WRAPPERS = frozenset({W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"})
_WRITTEN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_LEFT_OF_NUMBER = re.compile(r"\b(?:sida|sidan|sid)\b\.?|\(\s*\)|\bav\s*$", re.IGNORECASE)
_COLUMNS_OF_FACTS = 3
"""A table with fewer is often there for the layout: its cells hold whole parts of the paper."""


def docx_text(data: bytes) -> str:
    """Raises Unparsed for what is no Word document."""
    package = Package(data)
    body = package.part("word/document.xml").find(W + "body")
    if body is None:
        raise Unparsed(Trouble.DAMAGED)
    numbers = Numbers(package.part("word/numbering.xml"), package.part("word/styles.xml"))
    text = "\n\n".join(block for block in [_head(package.first_head(body)), *_blocks(body, numbers)] if block)
    if len(text) > MOST_CHARACTERS:
        raise Unparsed(Trouble.TOO_LONG)
    if not any(map(str.isalpha, text)):
        raise Unparsed(Trouble.SCANNED if body.find(f".//{W}drawing") is not None else Trouble.EMPTY)
    return text


def _blocks(parent: Element, numbers: Numbers) -> Iterator[str]:
    """Paragraphs and tables in order; content controls and tracked insertions are opened."""
    for child in parent:
        if child.tag == W + "p":
            text, boxes = _paragraph(child)
            number = numbers.before(child)  # Word counts an empty one, too
            if text.strip():
                yield number + text.strip("\n")
            for box in boxes:
                yield from _blocks(box, numbers)
        elif child.tag == W + "tbl":
            yield "\n".join(_table_rows(child, numbers))
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbers)


def _table_rows(table: Element, numbers: Numbers) -> Iterator[str]:
    """A row of facts is one line with tabs; the cells of a layout table stand under each other."""
    for row in _nearest(table, W + "tr"):
        cells = ["\n\n".join(_blocks(cell, numbers)) for cell in _nearest(row, W + "tc")]
        filled = [cell for cell in cells if cell.strip()]
        if len(cells) >= _COLUMNS_OF_FACTS or (len(filled) > 1 and not any("\n\n" in cell for cell in filled)):
            yield "\t".join(" ".join(cell.split()) for cell in cells).rstrip()
        else:
            yield "\n" + "\n\n".join(filled) + "\n"


def _nearest(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of this table, not of those inside its cells."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _nearest(child, tag)


def _paragraph(paragraph: Element) -> tuple[str, list[Element]]:
    """Its text, and the text boxes that hang on it. A page number, which was true the day it was saved, is left out."""
    parts: list[str] = []
    boxes: list[Element] = []
    in_page_field = False
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == W + "instrText":
            in_page_field = in_page_field or bool(_PAGE_FIELD.match(node.text or ""))
        elif node.tag == W + "fldChar":
            in_page_field = in_page_field and node.get(W + "fldCharType") != "end"
        elif node.tag == W + "txbxContent":
            boxes.append(node)
        elif node.tag == W + "t" or node.tag in _WRITTEN:
            parts.append("" if in_page_field else (node.text or "") if node.tag == W + "t" else _WRITTEN[node.tag])
        elif node.tag == W + "lastRenderedPageBreak":
            parts.append("\f")
        elif node.tag not in _LEFT_OUT and not _is_hidden(node) and not _PAGE_FIELD.match(node.get(W + "instr") or ""):
            waiting.extend(reversed(node))
    return "".join(parts), boxes


def _is_hidden(node: Element) -> bool:
    vanish = node.find(f"{W}rPr/{W}vanish") if node.tag == W + "r" else None
    return vanish is not None and vanish.get(W + "val") not in ("0", "false")


def _head(head: Element | None) -> str:
    """The words of a page head: it often has the only day and body of the paper."""
    if head is None:
        return ""
    lines = (_LEFT_OF_NUMBER.sub("", _paragraph(paragraph)[0].replace("\f", "")) for paragraph in head.iter(W + "p"))
    return "\n".join(line.strip() for line in lines if line.strip())
