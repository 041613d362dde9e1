"""Every module says in a line what it is, and none of them grows into one that does everything."""

import ast

from tests.agreement.project import PACKAGES, ROOT

LONGEST = 250


def modules(*folders):
    return {str(path.relative_to(ROOT)): path for folder in folders for path in (ROOT / folder).rglob("*.py")}


def test_every_module_says_what_it_is():
    texts = {name: path.read_text("utf-8") for name, path in modules(*PACKAGES, "bench", "tests").items()}

    assert not [name for name, text in sorted(texts.items()) if text and not ast.get_docstring(ast.parse(text))]


def test_every_module_is_one_noun():
    """A migration is a record of what was done: splitting it would tell nobody more."""
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules(*PACKAGES, "bench").items()}

    assert not {n: lines for n, lines in lengths.items() if lines > LONGEST and "/migrations/versions/" not in n}
