"""A fault of the engine is told to Prefect by its kind and place; the rest stays in the municipality's folder."""

import stat

import pytest
from sqlalchemy.exc import IntegrityError

from config.office import Office
from flows.faults import RunFailed
from flows.names import UnknownOffice
from flows.shell import opened


def test_an_address_in_an_exception_stays_at_home(office: Office) -> None:
    with pytest.raises(RunFailed) as told, opened("linkoping"):
        raise IntegrityError("INSERT INTO letter", {"recipient": "asa.oberg@kommun.example"}, ValueError("nej"))

    assert "asa.oberg" not in str(told.value)
    assert "IntegrityError, test_faults.py rad" in str(told.value)
    assert told.value.__cause__ is None and told.value.__suppress_context__
    log = office.home / "prefect" / "fel.log"
    assert "asa.oberg@kommun.example" in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.usefixtures("office")
def test_a_sentence_of_our_own_is_told_as_it_is() -> None:
    with pytest.raises(UnknownOffice, match="finns inte"), opened("linkoping"):
        raise UnknownOffice("Kommunen finns inte.")


def test_a_long_log_of_faults_is_put_aside(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.faults.LONGEST_LOG", 10)
    for _ in range(2):
        with pytest.raises(RunFailed), opened("linkoping"):
            raise ValueError("fel")

    assert (office.home / "prefect" / "fel.log.1").exists()
    assert (office.home / "prefect" / "fel.log").read_text("utf-8").count("ValueError: fel") == 1
