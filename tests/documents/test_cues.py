"""What is looked for first must stand in everything that the longer search would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import form_words, forms, forms_weak, headings

LETTERS = st.characters(codec="cp1252")

CUES = [
    (forms._CUE, form_words.SUBJECT_FIRST),
    (forms._CUE, form_words.SET_UP),
    (forms._CUE, form_words.SETS_UP),
    (forms._CUE, form_words.INVERTED),
    (forms._CUE, form_words.ACTIVE),
    (forms._CUE, form_words.UPPDRA),
    (forms._CUE, form_words.UPPDRAS_SUBJECT),
    (forms._CUE, form_words.TASK_TO),
    (forms._CUE, form_words.TASK_GIVEN_TO),
    (forms._CUE, form_words.REFER),
    (forms._CUE, form_words.REFER_BACK),
    (forms._CUE, form_words.URGE),
    (forms._CUE, form_words.URGED),
    (forms_weak._MOVES, form_words.MOVED),
    (forms_weak._TOLD_TO, form_words.PASSIVE),
    (headings._ASKS_OR_PROPOSES, headings._MOTION_ASKS),
    (headings._ASKS_OR_PROPOSES, headings._PROPOSING),
    (headings._ASKS_OR_PROPOSES, headings._PROPOSED_TO),
]


@pytest.mark.parametrize(("cue", "pattern"), CUES)
def test_a_cue_passes_over_nothing(cue, pattern):
    @given(text=st.from_regex(pattern, alphabet=LETTERS))
    @settings(max_examples=40, deadline=None, database=None)
    def stands_in(text):
        assert cue.search(text.lower())

    stands_in()
