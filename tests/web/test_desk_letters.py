"""Letters on the desk: a day's, how they look, why they came, and to whom they went instead."""

from datetime import date

import pytest

from models.copying import copy_into_memory
from models.database import transaction
from models.letter import Letter, LetterState
from models.pace import ask_for_fewer
from notifications.preview import FOLDER, previews, write_files
from tests.builders import MORNING, a_letter
from tests.office_case import letters
from tests.web.test_desk import case as case
from tests.web.visitor import words

NOVEMBER = date(2017, 11, 14)


@pytest.fixture
def reminder(case) -> Letter:
    return letters(case, LetterState.SENT)[-1]


def test_the_letters_of_a_day(case, visitor, reminder):
    page = words(visitor.get("/brev?dag=2017-11-14"))

    assert "Mejl tisdag 14 november 2017" in page
    assert "1 mejl" in page and reminder.subject in page
    assert "Nytt uppdrag" not in page


def test_a_day_that_is_no_day_is_told_of(case, visitor):
    assert visitor.get("/brev?dag=igår").status_code == 422


def test_pages_of_one_day_stay_with_the_day(engine, visitor):
    with transaction(engine) as session:
        for number in range(120):
            a_letter(session, f"a{number}@linkoping.example", subject=f"Mejl {number}.", day=NOVEMBER)
            a_letter(session, f"b{number}@linkoping.example", subject=f"Annat {number}.", day=date(2017, 11, 15))

    page = visitor.get("/brev?dag=2017-11-14&sida=2")

    assert "Mejl 0." in words(page) and "Annat" not in words(page)
    assert 'href="?dag=2017-11-14&amp;sida=1"' in page.text


def test_a_letter_tells_why_it_came(case, visitor, reminder):
    page = words(visitor.get(f"/brev/{reminder.id}"))

    assert "Kommunstyrelsen 10 oktober 2017, § 309, punkt 3." in page
    assert "Första påminnelsen, tisdag 14 november 2017" in page
    assert "Sista påminnelsen tisdag 21 november 2017, om inget hade hänt." in page


def test_a_letter_tells_who_read_instead_and_who_wants_fewer(case, visitor, reminder):
    with transaction(case) as session:
        letter = session.get_one(Letter, reminder.id)
        letter.instead_of = "asa.oberg@kommun.example"
        session.add(letter)
        ask_for_fewer(session, reminder.intended, reminder.id, MORNING, NOVEMBER)

    page = words(visitor.get(f"/brev/{reminder.id}"))

    assert "I stället för asa.oberg@kommun.example" in page
    assert "Läsaren har valt det 14 november 2017." in page
    assert f"{reminder.intended}, 14 november 2017" in words(visitor.get("/brev"))


def test_a_letter_is_shown_as_a_mail_program_shows_it_and_can_do_nothing(case, visitor, reminder):
    page = visitor.get(f"/brev/{reminder.id}/mejl")

    assert "UPPDRAGET, ORDAGRANT" not in page.text and "Uppdraget, ordagrant" in words(page)
    assert "[svarslänk]" not in page.text and "/svar/" not in page.text
    policy = page.headers["content-security-policy"]
    assert "sandbox" in policy and "default-src 'none'" in policy


def test_the_calendar_file_of_a_letter(case, visitor, reminder):
    page = visitor.get(f"/brev/{reminder.id}/slutdatum.ics")

    assert page.headers["content-type"].startswith("text/calendar")
    assert page.text == reminder.calendar
    assert "slutdatum.ics" in words(visitor.get(f"/brev/{reminder.id}"))


@pytest.mark.parametrize("place", ["/brev/99/mejl", "/brev/99/slutdatum.ics", "/brev/1/slutdatum.ics"])
def test_what_a_letter_has_not_is_not_there(case, visitor, place):
    assert visitor.get(place).status_code == 404


def test_a_day_to_come_is_shown_when_it_has_been_rendered(case, office, visitor):
    day = date(2017, 11, 21)
    assert "bevaka letters --at 2017-11-21" in words(visitor.get("/brev?dag=2017-11-21"))

    write_files(previews(copy_into_memory(case), office, day), office.home / FOLDER / day.isoformat())

    page = visitor.get("/brev?dag=2017-11-21")
    [name] = [one.name for one in (office.home / FOLDER / "2017-11-21").glob("*kommundirektor*.html")]
    assert f"/forhandsvisning/2017-11-21/{name}" in page.text
    assert "tisdag 21 november 2017" in words(visitor.get("/brev"))
    shown = visitor.get(f"/forhandsvisning/2017-11-21/{name}")
    assert "sista påminnelsen före slutdatum" in words(shown)
    assert "sandbox" in shown.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["finns-inte.html", "..%2F..%2Foffice.toml", "%2e%2e/office.toml", "x.txt", ".html"])
def test_nothing_else_of_the_folder_is_shown(case, office, visitor, name):
    folder = office.home / FOLDER / "2017-11-21"
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text("hemligt")
    (folder / ".html").write_text("hemligt")

    page = visitor.get(f"/forhandsvisning/2017-11-21/{name}")

    assert page.status_code == 404 and "hemligt" not in page.text


def test_an_open_letter_without_text_is_not_shown_as_mail(engine, visitor):
    with transaction(engine) as session:
        number = a_letter(session, state=LetterState.PLANNED, text=None, html=None, subject=None, why=None).id

    assert visitor.get(f"/brev/{number}/mejl").status_code == 404
    assert "strax före utskicket" in words(visitor.get(f"/brev/{number}"))
