"""Every § of minutes, so that those without an assignment can be signed off, too."""

from dataclasses import replace

from documents.findings import Paragraph
from documents.pages import Pages
from documents.structure import Section
from documents.titles import case_number_of, title_under
from documents.view import View


def paragraphs_of(sections: list[Section], view: View, pages: Pages) -> tuple[Paragraph, ...]:
    """The §§ in order. Of a § that stands twice – in the list of contents, too – the longer one is it."""
    found: dict[str, tuple[int, Paragraph]] = {}
    for section in sections:
        if section.paragraph is None or section.register:
            continue
        paragraph = _paragraph(section, section.paragraph, view, pages)
        length, known = found.get(paragraph.number, (-1, paragraph))
        more = len(section.parts)
        kept, other = (paragraph, known) if more > length else (known, paragraph)
        kept = replace(kept, title=kept.title or other.title, case_number=kept.case_number or other.case_number)
        found[paragraph.number] = max(more, length), kept
    return tuple(sorted((paragraph for _, paragraph in found.values()), key=lambda p: p.start))


def _paragraph(section: Section, number: str, view: View, pages: Pages) -> Paragraph:
    first, last = section.parts[0].line, section.parts[-1].line
    start, end = view.original(first.start, first.end)[0], view.original(last.start, last.end)[1]
    return Paragraph(number, title_under(section), case_number_of([section]), start, end, pages.of(start))
