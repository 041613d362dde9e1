"""Letters can be read: contrast in light and dark, real headings and tables, one column, and every link in words."""

import re
from html.parser import HTMLParser

import pytest

from notifications.layout import FOLDER, STYLE, templates
from notifications.writing import write_notice
from tests.notifications.contexts import a_committees_item, a_context, an_item

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3."""
PAPER = {"light": "#ffffff", "dark": "#16191b"}
INK = {"light": "#1b1b1a", "dark": "#ebe9e4"}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def rules(css: str) -> dict[str, dict[str, str]]:
    """Colours by class."""
    found: dict[str, dict[str, str]] = {}
    for names, body in re.findall(r"((?:\.[\w]+,? ?)+)\s*\{([^}]*)\}", css):
        told = dict(re.findall(r"(?<![-\w])(color|background-color):\s*(#[0-9a-f]{6})", body))
        for name in re.findall(r"\.(\w+)", names):
            found.setdefault(name, {}).update(told)
    return found


LIGHT = rules(STYLE.read_text("utf-8"))
DARK = rules((FOLDER / "letter.html").read_text("utf-8"))
COLOURED = [
    (scheme, name) for scheme in PAPER for name in sorted(LIGHT) if LIGHT[name].keys() & {"color", "background-color"}
]


@pytest.mark.parametrize(("scheme", "name"), COLOURED)
def test_text_stands_out_from_what_is_behind_it(scheme, name):
    shown = LIGHT[name] | (DARK.get(name, {}) if scheme == "dark" else {})
    ink = shown.get("color", INK[scheme])
    behind = shown.get("background-color", PAPER[scheme])

    assert contrast(ink, behind) >= ENOUGH, (ink, behind)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def several() -> Page:
    return Page(write_notice(a_context(an_item(), a_committees_item(), can_choose=True)).html)


def test_a_letter_is_swedish_has_one_title_and_its_headings_follow():
    page = several()

    assert page.of("html")[0]["lang"] == "sv"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and set(levels[1:]) == {2}


def test_every_table_header_says_what_it_heads():
    page = several()

    assert page.of("th") and {attrs.get("scope") for attrs in page.of("th")} == {"col", "row"}
    assert len(page.of("caption")) == len(page.of("table")) == 1


def test_the_style_stands_in_the_elements_too():
    """Many mail programs drop everything else."""
    styled = [attrs for attrs in several().of("p", "h1", "h2", "td", "th") if not attrs.get("style")]

    assert styled == []


def test_a_day_stays_with_its_month_in_the_table():
    html = write_notice(a_context(an_item(), a_committees_item())).html

    assert ">30\N{NO-BREAK SPACE}november 2017</td>" in html
    assert "&amp;" not in html


def test_nothing_is_fetched_and_nothing_is_counted():
    page = several()

    assert not page.of("img", "script", "link", "iframe", "object")
    assert all("http" not in (attrs.get("style") or "") for _, attrs in page.tags)


MARKS = ["\r", "\x00", "\x0b", "\x0c", "\x1b", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f"]


@pytest.mark.parametrize("mark", MARKS)
def test_what_is_out_of_sight_comes_into_no_letter(mark):
    """Also in the reports, which hold free text that was typed or mailed in."""
    template = templates().from_string("{% macro said(it) %}{{ it }}{% endmacro %}{{ said(x) }} {{ x }}")

    assert template.render(x=f"a{mark}b\nc") == "a b\nc a b\nc"


def test_what_is_in_sight_stays_and_is_escaped_once():
    page = templates().get_template("alarm.html").render(
        subject="x", title="x", shadow_for=None, matters=["<b>&\u202e"], reason="", office_name="", contact="",
        contact_address="", mark="",
    )  # fmt: skip

    assert ">&lt;b&gt;&amp; </li>" in page
