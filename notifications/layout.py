"""The letters' templates: text and HTML, the style inlined once when a template is read."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, select_autoescape

from notifications.header_text import OUT_OF_SIGHT
from notifications.items import WHY_LINK

FOLDER = Path(__file__).parent / "templates"
STYLE = FOLDER / "letter.css"
WIDTH = 76

_BLOCK = re.compile(r"\{%.*?%\}", re.DOTALL)


def wrapped(text: str, bullet: str = "") -> str:
    """Lines of at most WIDTH characters; a word longer than that, such as a link, stays whole. After a bullet
    the lines that follow stand under the first word."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph.split(), bullet))


def _lines(words: list[str], bullet: str) -> list[str]:
    lines, line, gap = [], bullet, ""
    for word in words:
        if gap and len(line) + len(word) >= WIDTH:
            lines.append(line)
            line, gap = " " * len(bullet), ""
        line += gap + word
        gap = " "
    return [*lines, line]


def day_and_month(term: str) -> str:
    """As in a narrow column: a day is not torn from its month."""
    return term.replace(" ", "\N{NO-BREAK SPACE}", 1)


class _Templates(BaseLoader):
    """Reads the templates of this folder. An HTML parser moves `{% for %}` out of tables, so blocks are
    hidden in comments while the style is inlined."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        path = FOLDER / template
        if not path.is_file():
            raise TemplateNotFound(template)
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            source = _with_style(source)
        return source, str(path), None


def _with_style(source: str) -> str:
    hidden = _BLOCK.sub(lambda block: f"<!--{block[0]}-->", source)
    style = STYLE.read_text(encoding="utf-8")
    if "<html" in source:
        inliner = CSSInliner(extra_css=style, keep_style_tags=True, load_remote_stylesheets=False)
        inlined = inliner.inline(hidden)
    else:
        inlined = CSSInliner(load_remote_stylesheets=False).inline_fragment(hidden, style)
    return inlined.replace("<!--{%", "{%").replace("%}-->", "%}")


def _in_sight(value: object) -> object:
    """Whatever a template is given: free text that was typed or mailed in can begin lines that no line break shows, or
    turn the rest of the letter around."""
    if isinstance(value, str) and OUT_OF_SIGHT.search(value):
        return type(value)(OUT_OF_SIGHT.sub(" ", value))
    return value


@cache
def templates() -> Environment:
    """A misspelt name fails the test, not the letter."""
    environment = Environment(
        loader=_Templates(),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html",)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_in_sight,
    )
    environment.filters["wrapped"] = wrapped
    environment.filters["day_and_month"] = day_and_month
    environment.globals["why_link"] = WHY_LINK  # every letter can be asked why
    return environment


def rendered(template: str, **values: object) -> str:
    """The template filled in; `.html` templates escape what they are given."""
    return templates().get_template(template).render(values)
