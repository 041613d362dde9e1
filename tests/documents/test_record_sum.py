"""The last sentence of a record's summary adds up, for any mix of assignments. No database."""

import re
from datetime import date

from hypothesis import given

from documents.record_content import Laid, content
from models.overview import Standing
from notifications.swedish import NUMBERS
from tests.notifications.test_sections import mixes

NUMERAL = "|".join([*NUMBERS, "ett", r"\d+"])


def number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 1 if word == "ett" else NUMBERS.index(word)


def laid(mix: list[Standing]) -> Laid:
    return Laid(1, "Kommunstyrelsen", "kansliet", date(2017, 11, 27), None, mix, {1: "Kommunstyrelsen"}, frozenset())


@given(mixes())
def test_every_listed_assignment_is_counted_exactly_once(mix: list[Standing]) -> None:
    said = content(laid(mix))

    assert sorted(row["nr"] for row in said["assignments"]) == sorted(s.assignment.id for s in mix)
    if mix:
        total, parts = said["summary"][-1].removeprefix("Redovisningen omfattar ").split(": ")
        counted = [number(found) for found in re.findall(rf"(?:^|, | och )({NUMERAL})\b", parts)]
        assert number(total.split()[0]) == len(mix) == sum(counted)


@given(mixes())
def test_the_same_facts_in_another_order_give_the_same_content(mix: list[Standing]) -> None:
    assert content(laid(mix)) == content(laid(mix[::-1]))


@given(mixes())
def test_nothing_is_proposed_to_be_closed_that_was_not_reported(mix: list[Standing]) -> None:
    reported = {s.assignment.id for s in mix if s.assignment.status == "reported"}

    closing = [int(n) for line in content(laid(mix))["proposals"][1:] for n in re.findall(r"\d+", line)]
    assert set(closing) == reported
