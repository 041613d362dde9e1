"""The words of the office for where a part of a decision stands."""

import pytest

from flows.words import GRAVITY, Word, gravest, short_name, short_task, tally


@pytest.mark.parametrize(
    ("task", "short"),
    [
        ("utse en förvaltning som ansvarar för den kommunövergripande samordningen", "Utse en förvaltning"),
        ("utarbeta en handlingsplan samt återrapportera handlingsplanen i juni 2018", "Utarbeta en handlingsplan"),
        ("säkerställa att frågan beaktas i relevanta planer för den kommande tiden.", None),
        ("se över det som gäller för nämndernas arbete med budget och uppföljning av mål", None),
        ("redovisa.", "Redovisa"),
        ("a" * 80, "A" + "a" * 47 + " …"),
    ],
)
def test_a_task_is_shortened_between_words_and_clauses(task: str, short: str | None) -> None:
    shown = short_task(task)

    assert shown[0].isupper()
    assert len(shown) <= 50
    assert short is None or shown == short


def test_a_cut_never_ends_in_a_word_that_says_nothing() -> None:
    assert (
        short_task("säkerställa att frågan beaktas i planer för det")
        == "Säkerställa att frågan beaktas i planer för det"
    )
    assert short_task("säkerställa att frågan beaktas i alla planer för det hela") == (
        "Säkerställa att frågan beaktas i alla planer …"
    )


def test_a_long_title_is_cut_between_words() -> None:
    assert short_name("KS 2017 § 309 · Våld i nära relationer") == "KS 2017 § 309 · Våld i nära relationer"
    assert short_name("KS 2017 § 309 · " + "redovisning av utredning " * 9) == (
        "KS 2017 § 309 · redovisning av utredning redovisning av utredning redovisning …"
    )


def test_the_gravest_word_is_the_one_to_look_at_first() -> None:
    assert gravest([Word.ON_TRACK, Word.LATE, Word.CLOSED]) is Word.LATE
    assert gravest([Word.CLOSED, Word.REPORTED]) is Word.REPORTED
    assert len(set(GRAVITY.values())) == len(Word)


def test_a_tally_is_a_phrase_that_can_stand_in_a_sentence() -> None:
    assert tally([Word.LATE, Word.SILENT, Word.SILENT]) == "tre delar (försenat 1, inget besked ännu 2)"
    assert tally([Word.CLOSED]) == "en del (avslutat 1)"
    assert tally([]) == "inga uppdrag"
