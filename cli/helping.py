"""The help pages in the office's words: the library that writes them speaks English."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

VALUES = {"STR": "TEXT", "DATE": "DATUM", "PATH": "FIL", "INT": "NR", "FLOAT": "TAL", "CHOICE": "VAL"}
"""What a flag takes."""

THINGS = {
    "PAPER": "HANDLING",
    "PROPOSAL": "FÖRSLAG",
    "DECISION": "BESLUT",
    "ASSIGNMENT": "UPPDRAG",
    "BODY": "ORGAN",
    "ACT": "PUNKT",
    "LETTER": "MEJL",
    "ADDRESS": "ADRESS",
    "COMMAND": "KOMMANDO",
    "OPTIONS": "FLAGGOR",
    "ARGS": "UPPGIFTER",
}
"""What stands on the line without a flag."""

_WORD = re.compile(r"(?<![\w-])[A-Z]+(?![\w-])")
_REMARKS = (
    (re.compile(r"\[required\]"), "[måste anges]"),
    (re.compile(r"\[choices: (.*)\]"), r"[något av: \1]"),
    (re.compile(r"\[default: (?:False|office)\]|\[env var: .*\]"), ""),
    (re.compile(r"\[default: (.*)\]"), r"[annars \1]"),
)


def in_words(text: str) -> str:
    """Words in capitals as they are called in Swedish."""
    return _WORD.sub(lambda found: THINGS.get(found[0]) or VALUES.get(found[0]) or found[0], text)


def remark(text: str) -> str:
    """As after a flag: [måste anges]. Empty where there is nothing to say."""
    for pattern, words in _REMARKS:
        if pattern.fullmatch(text):
            return pattern.sub(words, text)
    return text


class SwedishHelp:
    """Writes what cyclopts's own formatter writes. Nothing of it is imported before help is asked for."""

    def __call__(self, console: "Console", options: "ConsoleOptions", panel: "HelpPanel") -> None:
        from attrs import evolve
        from cyclopts.help import DefaultFormatter

        entries = [_named(entry) for entry in panel.entries]
        DefaultFormatter(column_specs=_columns)(console, options, evolve(panel, entries=entries))

    def render_usage(self, console: "Console", options: "ConsoleOptions", usage: Any) -> None:
        console.print(f"Så här: {in_words(str(usage))}", style="bold", markup=False, highlight=False)

    def render_description(self, console: "Console", options: "ConsoleOptions", description: Any) -> None:
        from cyclopts.help import DefaultFormatter

        DefaultFormatter().render_description(console, options, description)


def _named(entry: "HelpEntry") -> "HelpEntry":
    from attrs import evolve

    label = entry.positional_label and in_words(entry.positional_label)
    return evolve(entry, metavar=entry.metavar and in_words(entry.metavar), positional_label=label)


def _columns(console: "Console", options: "ConsoleOptions", entries: list["HelpEntry"]) -> Any:
    from attrs import evolve
    from cyclopts.help.specs import get_default_parameter_columns

    *names, description = get_default_parameter_columns(console, options, entries)
    return (*names, evolve(description, renderer=_described))


def _described(entry: "HelpEntry") -> Any:
    from cyclopts.help.specs import DescriptionRenderer
    from rich.text import Text

    shown: Any = DescriptionRenderer()(entry)
    shown.texts = [Text(said, text.style) for text in shown.texts if (said := remark(text.plain))]
    return shown
