"""Passages in the wording of Swedish minutes and proposals, read as their labels say; a label tells why it is hard."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from documents.contract import as_contract
from documents.reading import read_text
from tests.documents.measures import misses

FOLDER = Path(__file__).parent / "passages"
PASSAGES = sorted(FOLDER.glob("*.txt"))


def labelled(path: Path) -> tuple[str, dict]:
    return path.read_text("utf-8"), yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_a_passage_is_read_as_its_label_says(path):
    text, label = labelled(path)
    assert misses(text, label, as_contract(read_text(text))) == [], label["note"]


def test_there_are_passages_with_and_without_assignments():
    labels = [labelled(path)[1] for path in PASSAGES]
    empty = [label for label in labels if not label["assignments"]]
    assert len(labels) >= 60
    assert len(empty) >= 15
    assert all(label["hard_negative"] for label in empty)


FAULTS = [
    ("false alarm", lambda said: said["assignments"].append(deepcopy(said["assignments"][0]))),
    ("missed", lambda said: said["assignments"].clear()),
    ("owners", lambda said: said["assignments"][0]["owners"].pop()),
    ("deadline", lambda said: said["assignments"][0]["deadline"].update(last="2021-03-15")),
    ("report_to", lambda said: said["assignments"][0].update(report_to="socialnämnden")),
    ("status", lambda said: said.update(status="proposed")),
    ("decision_date", lambda said: said.update(decision_date=None)),
    ("unfounded", lambda said: said["assignments"][0].update(quote="något annat")),
]


@pytest.mark.parametrize(("what", "spoil"), FAULTS, ids=[what for what, _ in FAULTS])
def test_the_measure_sees_a_fault(what, spoil):
    text, label = labelled(FOLDER / "03.txt")
    said = as_contract(read_text(text))
    spoil(said)
    assert [miss for miss in misses(text, label, said) if miss.startswith(what)]
