"""What an HTML mail says outside its quotes. One pass from left to right, whatever is sent: a real parser was seen to
take a minute and a half on half a megabyte of tags that never end."""

import re
from html import unescape

LONGEST = 200_000
DEEPEST = 50
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]*)>")
_UNSEEN = frozenset({"head", "style", "script", "title", "blockquote"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4"})
_QUOTE = re.compile(r"\b(?:class|id)\s*=\s*[\"']?[^\"']*?(?:gmail_quote|divRplyFwdMsg|appendonsend|yahoo_quoted)", re.I)
"""Where mail programs begin the letter that is answered; what follows is not the writer's."""


def html_words(html: str) -> str:
    said: list[str] = []
    unseen: list[str] = []
    at, html = 0, html[:LONGEST]
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            start = len(html)
        if not unseen:
            said.append(" ".join(html[at:start].split("\n")))
        if html.startswith("<!--", start):
            end = html.find("-->", start)
            at = end + 3 if end >= 0 else len(html)
            continue
        tag = _TAG.match(html, start)
        if tag is None:
            at = start + 1
            continue
        name, at = tag[1].lower(), tag.end()
        if _QUOTE.search(tag[2][:300]):
            break
        if name in _UNSEEN:
            _open_or_close(unseen, name, tag[0].startswith("</"))
        elif name in _BREAKS and not unseen:
            said.append("\n")
    return _in_lines(unescape("".join(said)))


def _open_or_close(unseen: list[str], name: str, closes: bool) -> None:
    if not closes and len(unseen) < DEEPEST:
        unseen.append(name)
    elif closes and name in unseen:
        while unseen.pop() != name:  # a title that was never ended ends with the head around it
            pass


def _in_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
