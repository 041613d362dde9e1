"""Secrets that the settings name: found, encoded where they stand inside an address, and missed in a sentence."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.placeholders import SecretMissing, filled

NOWHERE = Path("/ingenstans")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=40))
def test_any_password_comes_through_an_address_whole(secret: str):
    address = filled(
        "bevaka-smtp://kansli:{env:LOSEN}@post.kommun.example:587?security=tls", NOWHERE, {"LOSEN": secret}
    )
    parts = urlsplit(address)

    assert unquote(parts.password or "") == secret
    assert (parts.hostname, parts.port, parts.query) == ("post.kommun.example", 587, "security=tls")


def test_a_whole_address_is_taken_as_it_stands(tmp_path: Path):
    (tmp_path / "krok").write_text("https://krok.example/a%20b?c=d\n", "utf-8")

    assert filled("{file:krok}", tmp_path, {}) == "https://krok.example/a%20b?c=d"
    assert filled(f"{{file:{tmp_path}/krok}}", NOWHERE, {}) == "https://krok.example/a%20b?c=d"


def test_an_address_without_a_secret_is_left_alone():
    assert filled("bevaka-folder://{brev}", NOWHERE, {}) == "bevaka-folder://{brev}"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{env:LOSEN}", "Miljövariabeln LOSEN, som ska hålla en hemlighet, är tom eller saknas."),
        ("{env:TOM}", "Miljövariabeln TOM"),
        ("x://{file:borta}", "Filen {home}/borta, som ska hålla en hemlighet, går inte att läsa: filen eller mappen"),
        ("x://{file:tom}", "Filen {home}/tom, som ska hålla en hemlighet, är tom eller saknas."),
        ("x://{file:bild}", "Filen {home}/bild, som ska hålla en hemlighet, är inte ren text i UTF-8."),
    ],
)
def test_a_secret_that_cannot_be_had_is_told_in_a_sentence(tmp_path: Path, address: str, said: str):
    (tmp_path / "tom").write_text(" \n", "utf-8")
    (tmp_path / "bild").write_bytes(b"\x89PNG\xff")

    with pytest.raises(SecretMissing) as missing:
        filled(address, tmp_path, {"TOM": "  "})
    assert str(missing.value).startswith(said.format(home=tmp_path))
