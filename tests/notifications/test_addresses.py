"""Addresses come in one form, or are refused with a hint."""

import pytest

from config.addresses import AddressRefused, normalised, sendable


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Kansli@Linkoping.Example ", "kansli@linkoping.example"),
        ("anna@härnösand.se", "anna@xn--hrnsand-5wa8n.se"),
        ("anna@HÄRNÖSAND.se", "anna@xn--hrnsand-5wa8n.se"),
        ("bo.ek+ks@sub.kommun.example", "bo.ek+ks@sub.kommun.example"),
    ],
)
def test_one_mailbox_has_one_form(written: str, kept: str):
    assert normalised(written) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("åsa@kommun.example", "asa@ i stället för åsa@"),
        ("", "saknas"),
        ("kansli", "inget @"),
        ("@kommun.example", "inget @"),
        ("a b@kommun.example", "namn@kommun.example"),
        ("Anna <anna@kommun.example>", "namn@kommun.example"),
        ("a@kommun.example\r\nBcc: b@kommun.example", "namn@kommun.example"),
        ("a@kommun.example,b@kommun.example", "namn@kommun.example"),
        ("a@kommun", "namn@kommun.example"),
        ("a@" + "k" * 300 + ".example", "längre än"),
    ],
)
def test_what_no_letter_could_reach_is_refused_with_a_hint(written: str, hint: str):
    with pytest.raises(AddressRefused, match=hint) as refused:
        normalised(written)
    assert not written or written not in str(refused.value)


@pytest.mark.parametrize("written", ["anna@härnösand.se", "Anna@kommun.example"])
def test_a_row_that_was_never_normalised_is_still_sent_right(written: str):
    assert sendable(written) == normalised(written)


def test_what_is_normal_stays():
    assert sendable("bo.ek+ks@sub.kommun.example") == "bo.ek+ks@sub.kommun.example"
