"""Which municipality a run is for."""

from pathlib import Path

import pytest

from config.office import Office
from config.toml_text import SettingsError
from flows.names import UnknownOffice, office_home, open_named


def test_the_only_municipality_is_the_home(office: Office) -> None:
    assert open_named("linkoping").home == office.home


def test_several_municipalities_lie_beside_each_other(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEVAKA_HOME")
    monkeypatch.setenv("BEVAKA_OFFICES", str(office.home.parent))

    assert open_named("linkoping").home == office.home


@pytest.mark.parametrize("slug", ["../linkoping", "", "Linköping", "a/b", "."])
def test_a_name_never_leads_out_of_the_folder(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEVAKA_OFFICES", str(tmp_path))

    with pytest.raises(UnknownOffice):
        office_home(slug)


def test_another_municipality_than_the_one_here_is_refused(office: Office) -> None:
    with pytest.raises(UnknownOffice, match="finns kommunen ”linkoping”, inte ”motala”"):
        open_named("motala")


def test_a_municipality_that_is_not_here_is_named_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEVAKA_OFFICES", str(tmp_path))

    with pytest.raises(UnknownOffice, match=r"Skapa mappen .*motala"):
        open_named("motala")


def test_without_any_home_the_sentence_says_what_to_set() -> None:
    with pytest.raises(UnknownOffice, match="Sätt BEVAKA_HOME"):
        open_named("linkoping")


def test_a_folder_without_settings_says_how_to_make_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEVAKA_HOME", str(tmp_path))

    with pytest.raises(SettingsError, match="bevaka init"):
        open_named("linkoping")
