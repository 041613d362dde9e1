"""Which of the six answers is meant: said as in the letter, said in other words, not said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.status import Answer
from notifications.reasons import ANSWERS, briefly
from notifications.understanding import Understood, understood

TODAY = date(2017, 11, 14)


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("shape", ["{}", "{}.", "Hej!\n\n{}\n\nvi hörs", "  {}  "])
def test_the_words_of_the_letter_are_understood(answer, shape):
    for words in (ANSWERS[answer], briefly(answer), briefly(answer).lower(), briefly(answer).upper()):
        assert understood(shape.format(words), TODAY).answer is answer


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Klart!", Understood(Answer.DONE)),
        ("Det är klart. Dnr KS 2017/141.", Understood(Answer.DONE, "KS 2017/141")),
        ("Redovisat i går, se KS 2017-141", Understood(Answer.DONE, "KS 2017-141")),
        ("Klart: KS 2017-141 och SN 2017-7", Understood(Answer.DONE)),
        ("Done", Understood(Answer.DONE)),
        ("Uppdraget är genomfört.", Understood(Answer.DONE)),
        ("Vi jobbar på det.", Understood(Answer.ON_TRACK)),
        ("Inte klart ännu, men pågår", Understood(Answer.ON_TRACK)),
        ("Pågår, beräknas klart i december", Understood(Answer.ON_TRACK)),
        ("Vi hinner inte. Vi behöver till den 31 mars 2018.", Understood(Answer.MORE_TIME, None, date(2018, 3, 31))),
        ("Mer tid, till 2018-03-31 eller 2018-04-30", Understood(Answer.MORE_TIME)),
        ("Vi är inte färdiga och behöver mer tid.", Understood(Answer.MORE_TIME)),
        ("Inte enligt plan, vi hinner inte.", Understood(Answer.MORE_TIME)),
        ("Det hör inte till oss.", Understood(Answer.NOT_OURS)),
        ("Fel nämnd!", Understood(Answer.NOT_OURS)),
        (
            "En annan handläggare har det: Nils.Ek@kommun.example.",
            Understood(Answer.OTHER_OFFICER, officer_address="nils.ek@kommun.example"),
        ),
        ("En annan handläggare: nils@, ring honom", Understood(Answer.OTHER_OFFICER)),
        ("Jag har tagit över efter Nils.", Understood(Answer.TAKEN_OVER)),
        ("Klart\n\nMen del två pågår.", Understood(Answer.DONE)),
    ],
)
def test_other_words_are_understood(words, meaning):
    assert understood(words, TODAY) == meaning


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Hej, vad menas?",
        "Inte klart.",
        "Det är inte klart än.",
        "Vi är inte riktigt klara.",
        "Det blir klart i mars.",
        "Snart klart.",
        "Klart till fredag.",
        "Ring mig.",
        "Det ena är klart, det andra behöver mer tid.",
        "Klart. " * 400,
    ],
)
def test_what_is_not_said_is_not_guessed(words):
    assert understood(words, TODAY) == Understood()


@given(
    st.text(max_size=300), st.sampled_from(["", "klart", "mer tid till", "annan handläggare", "2018-03-31", "@a.se"])
)
def test_any_words_are_understood_or_not(words, more):
    said = understood(f"{words} {more}", TODAY)

    assert said.wanted_day is None or said.wanted_day > TODAY
    assert said.officer_address is None or said.officer_address.isascii()
