"""Forms that are not filled in as they must be: each field says how to mend it, and keeps what was typed."""

from datetime import date

import pytest

from models.answering import LONGEST_TEXT
from models.database import DatabaseBusy
from tests.web.case import director_asked
from tests.web.visitor import everything, words

FAULTS = [
    ({}, "Välj ett av svaren."),
    ({"answer": "maybe"}, "Välj ett av svaren."),
    ({"answer": "done"}, "Skriv diarienumret"),
    ({"answer": "done", "case_number": "x" * 81}, "högst 80 tecken"),
    ({"answer": "more_time"}, "till exempel 2018-06-30"),
    ({"answer": "more_time", "wanted_day": "i vår"}, "”i vår” är inget datum"),
    ({"answer": "more_time", "wanted_day": "2018-02-30"}, "är inget datum"),
    ({"answer": "more_time", "wanted_day": "2017-11-01"}, "har redan varit"),
    ({"answer": "more_time", "wanted_day": "2017-11-30"}, "Slutdatum är redan 30 november 2017"),
    ({"answer": "more_time", "wanted_day": "2118-06-30"}, "Kontrollera årtalet"),
    ({"answer": "other_officer"}, "Skriv handläggarens e-postadress"),
    ({"answer": "other_officer", "officer_address": "asa"}, "@"),
    ({"answer": "on_track", "text": "x" * (LONGEST_TEXT + 7)}, "Texten är 7 tecken för lång."),
]


@pytest.mark.parametrize(("typed", "sentence"), FAULTS)
def test_a_fault_stands_by_its_field_and_nothing_is_saved(engine, visitor, address, typed, sentence):
    letter, owner = director_asked(engine)
    before = everything(engine)

    page = visitor.post(address(letter), {"owner": owner, **typed})

    assert page.status_code == 422
    assert sentence in words(page)
    assert words(page).startswith("Fel i svaret:")
    assert page.text.count('class="fault"') == 1
    assert everything(engine) == before


def test_what_was_typed_is_kept(engine, visitor, address):
    letter, owner = director_asked(engine)
    typed = {"answer": "more_time", "wanted_day": "30 juni", "text": "Vi väntar på <domen> & mer."}

    page = visitor.post(address(letter), {"owner": owner, **typed})

    assert 'value="30 juni"' in page.text
    assert "Vi väntar på &lt;domen&gt; &amp; mer.</textarea>" in page.text
    assert 'value="more_time" id="more_time-1" checked' in page.text.replace(f"-{owner}", "-1")


@pytest.mark.parametrize("typed", ["2018-02-28", "20180228", "28 februari 2018", "senast den 28 februari 2018"])
def test_a_day_may_be_written_as_people_write_it(engine, visitor, address, typed):
    letter, owner = director_asked(engine)

    receipt = visitor.answers(address(letter), owner, "more_time", wanted_day=typed)

    assert "önskat datum 28 februari 2018" in words(receipt)


def test_more_time_may_be_asked_for_what_has_no_date(engine, visitor, address):
    from models.database import transaction
    from tests.builders import an_assignment, owners_of
    from tests.web.case import a_sent_letter

    with transaction(engine) as session:
        owner = owners_of(session, an_assignment(session, last=None))[0].id
        from models.assignment import Owner

        letter = a_sent_letter(session, [session.get_one(Owner, owner)]).id

    assert "Uppdraget har inget slutdatum." in words(visitor.get(address(letter)))
    receipt = visitor.answers(address(letter), owner, "more_time", wanted_day=date(2018, 6, 30).isoformat())
    assert "beslutar om tid för uppdraget" in words(receipt)


def test_a_form_that_names_no_assignment_is_not_guessed_at(engine, visitor, address):
    letter, _ = director_asked(engine)

    for owner in ("", "1 or 1", "-1", "²"):
        assert visitor.post(address(letter), {"owner": owner, "answer": "on_track"}).status_code == 422


def test_a_form_larger_than_any_answer_is_not_read(engine, visitor, address):
    letter, owner = director_asked(engine)

    page = visitor.post(address(letter), {"owner": owner, "answer": "on_track", "text": "x" * 200_000})

    assert page.status_code == 413
    assert "högst 4 000 tecken" in words(page)


def test_a_form_of_another_kind_is_not_read(engine, visitor, address):
    letter, _ = director_asked(engine)
    same = {"sec-fetch-site": "same-origin"}

    assert visitor.ask("POST", address(letter), json={"answer": "done"}, headers=same).status_code == 415
    assert visitor.ask("POST", address(letter), headers=same).status_code == 415
    many = "&".join(f"f{n}=1" for n in range(50))
    form = {**same, "content-type": "application/x-www-form-urlencoded"}
    assert visitor.ask("POST", address(letter), content=many, headers=form).status_code == 422
    assert visitor.ask("POST", address(letter), content=b"\xff\xfe", headers=form).status_code == 422


def test_a_busy_database_keeps_what_was_typed(engine, visitor, address, monkeypatch):
    letter, owner = director_asked(engine)

    def busy(*_, **__):
        raise DatabaseBusy

    monkeypatch.setattr("web.answers.register", busy)
    page = visitor.post(address(letter), {"owner": owner, "answer": "on_track", "text": "Snart klart."})

    assert page.status_code == 503
    assert "Försök igen" in words(page)
    assert "Snart klart.</textarea>" in page.text
    assert page.headers["retry-after"] == "5"
