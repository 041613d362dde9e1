"""Keys: one maker, always what Prefect takes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from flows.artifacts import decision_key, key
from models.decision import Decision

TAKEN_BY_PREFECT = re.compile(r"[a-z0-9-]+")


@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_any_name_gives_a_key_that_prefect_takes(parts: list[str]) -> None:
    assert TAKEN_BY_PREFECT.fullmatch(key(*parts))


@given(giver=st.text(), paragraph=st.text(min_size=1), case=st.none() | st.text(), secret=st.booleans())
def test_any_decision_gives_a_key_that_prefect_takes(
    giver: str, paragraph: str, case: str | None, secret: bool
) -> None:
    decision = Decision(
        id=17, title="En titel", year=2017, paragraph=paragraph, case_number=case, is_confidential=secret
    )

    made = decision_key("linkoping", decision, giver)

    assert TAKEN_BY_PREFECT.fullmatch(made)
    assert made.startswith("linkoping")
    assert "titel" not in made or "titel" in f"{giver}{paragraph}{case}".lower()


def test_a_decision_is_known_by_municipality_body_year_and_paragraph() -> None:
    decision = Decision(id=17, title="x", year=2017, paragraph="309")

    assert decision_key("linkoping", decision, "KS") == "linkoping-ks-2017-309"


def test_a_proposal_is_known_by_its_number() -> None:
    assert decision_key("linkoping", Decision(id=17, title="x"), "") == "linkoping-forslag-17"


def test_a_confidential_decision_is_known_by_its_case_number() -> None:
    decision = Decision(id=17, title="x", year=2017, paragraph="309", case_number="KS 2017-44", is_confidential=True)

    assert decision_key("linkoping", decision, "KS") == "linkoping-arende-ks-2017-44-17"
