"""The parts of a Word file, unpacked only as far as they may be."""

import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, XMLParser

from documents.limits import MOST_XML, Trouble, Unparsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PIECE = 1 << 16


class Package:
    """An opened DOCX. Raises Unparsed for another kind of zip file, or one that is locked."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._names = frozenset(self._zip.namelist())
        if "word/document.xml" not in self._names:
            raise Unparsed(Trouble.OLD_FORMAT if "content.xml" in self._names else Trouble.OTHER_FORMAT)
        if self._zip.getinfo("word/document.xml").flag_bits & 1:
            raise Unparsed(Trouble.LOCKED)

    def part(self, name: str) -> Element:
        """The root of a part; an empty element where the file has no such part.

        What the file says of its own size is not believed: unpacking stops at the limit."""
        if name not in self._names:
            return Element("none")
        parser = XMLParser()
        length = 0
        with self._zip.open(name) as file:
            while piece := file.read(_PIECE):
                length += len(piece)
                if length > MOST_XML:
                    raise Unparsed(Trouble.TOO_LONG)
                parser.feed(piece)
        root: Element = parser.close()
        return root

    def first_head(self, body: Element) -> Element | None:
        """The head of the first page: of the first section, its own first page if it has one."""
        section = next(body.iter(W + "sectPr"), None)
        if section is None:
            return None
        heads = {head.get(W + "type"): head.get(_R + "id") for head in section.iterfind(W + "headerReference")}
        first = heads.get("first") if section.find(W + "titlePg") is not None else None
        wanted = first or heads.get("default")
        targets = {link.get("Id"): link.get("Target") for link in self.part("word/_rels/document.xml.rels")}
        target = targets.get(wanted) if wanted else None
        return self.part(f"word/{target}") if target else None
