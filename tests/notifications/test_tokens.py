"""The token of an answer link: known to its letter alone, and to nobody who guesses."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.links import links_of
from notifications.tokens import LENGTH, Opens, SecretUnreadable, answer_token, letter_of, letter_token, load_secret

SECRET, FOREIGN = b"k" * 32, b"f" * 32
letters = st.integers(min_value=1, max_value=2**40 - 1)


@given(letters)
def test_a_token_leads_back_to_its_letter(letter_id: int):
    token = answer_token(SECRET, letter_id)

    assert letter_of(SECRET, token) == letter_id
    assert len(token) == LENGTH and token == token.lower() and token.isalnum()


@given(letters, st.data())
def test_one_changed_letter_makes_it_worthless(letter_id: int, data: st.DataObject):
    token = answer_token(SECRET, letter_id)
    at = data.draw(st.integers(0, LENGTH - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567").filter(lambda c: c != token[at]))

    assert letter_of(SECRET, token[:at] + other + token[at + 1 :]) is None


@given(letters, st.integers(0, LENGTH - 1))
def test_a_truncated_token_opens_nothing(letter_id: int, length: int):
    assert letter_of(SECRET, answer_token(SECRET, letter_id)[:length]) is None


@given(letters)
def test_another_offices_token_opens_nothing(letter_id: int):
    assert letter_of(SECRET, answer_token(FOREIGN, letter_id)) is None


@given(letters)
def test_a_mail_program_may_change_the_case(letter_id: int):
    assert letter_of(SECRET, answer_token(SECRET, letter_id).upper()) == letter_id


@given(st.text(max_size=40))
def test_anything_else_is_refused_quietly(text: str):
    assert letter_of(SECRET, text) is None


@pytest.mark.parametrize("opens", Opens)
@pytest.mark.parametrize("other", Opens)
def test_a_token_opens_only_what_it_was_made_for(opens: Opens, other: Opens):
    assert (letter_of(SECRET, letter_token(SECRET, 17, opens), other) == 17) == (opens is other)


def test_a_link_is_the_offices_address_and_the_token():
    links = links_of("https://bevaka.kommun.example/", SECRET, 17)

    assert links.answer == f"https://bevaka.kommun.example/svar/{answer_token(SECRET, 17)}"
    assert links.why == f"https://bevaka.kommun.example/svar/varfor/{letter_token(SECRET, 17, Opens.WHY)}"
    assert links.fewer == f"https://bevaka.kommun.example/svar/farre/{letter_token(SECRET, 17, Opens.FEWER)}"


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path):
    key = load_secret(tmp_path)

    assert len(key) == 32
    assert load_secret(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_key_that_somebody_else_makes_meanwhile_is_the_one_that_counts(tmp_path: Path, monkeypatch):
    theirs = ("ab" * 32) + "\n"
    told_missing = iter([False])
    exists = Path.exists

    def not_yet(path: Path) -> bool:
        if next(told_missing, True):
            return exists(path)
        (tmp_path / "secret").write_text(theirs)
        return False

    monkeypatch.setattr(Path, "exists", not_yet)

    assert load_secret(tmp_path) == bytes.fromhex(theirs.strip())


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "ab" * 8])
def test_a_damaged_key_is_not_replaced_in_silence(tmp_path: Path, content: str):
    (tmp_path / "secret").write_text(content)

    with pytest.raises(SecretUnreadable, match="säkerhetskopia"):
        load_secret(tmp_path)
    assert (tmp_path / "secret").read_text() == content
