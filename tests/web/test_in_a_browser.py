"""A letter answered from end to end: a real server, a real browser, no script."""

from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from deadlines.status import Answer
from models.answer import StatusReport
from models.database import reading
from tests.web.case import director_asked
from tests.web.real import browser, served, why_not, without_script

pytestmark = pytest.mark.slow


def test_an_owner_answers_a_letter_without_script(app, engine, address):
    if why := why_not():
        pytest.skip(why)
    letter, _ = director_asked(engine)
    asked: set[str | None] = set()
    complaints: list[str] = []
    with served(app) as here, browser() as chromium, without_script(chromium, 375, 700) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
        page.on("console", lambda message: complaints.append(message.text))

        page.goto(f"{here}{address(letter)}")
        assert page.get_by_role("heading", level=1).inner_text() == "Hur ligger ni till?"
        page.get_by_label("Vi behöver mer tid").check()
        page.get_by_label("Kommentar").fill("Underlaget kommer i januari.")
        page.get_by_role("button", name="Skicka").click()

        assert page.get_by_role("alert").is_visible()
        page.get_by_label("Önskat datum").fill("2018-02-28")
        assert page.get_by_label("Kommentar").input_value() == "Underlaget kommer i januari."
        page.get_by_role("button", name="Skicka").click()

        assert page.get_by_role("heading", level=1).inner_text() == "Tack, svaret är registrerat"
        assert "28 februari 2018" in page.inner_text("main")
        page.get_by_role("link", name="Ändra svaret").click()
        page.get_by_label("Pågår enligt plan").check()
        page.get_by_role("button", name="Skicka").click()
        assert "Pågår enligt plan" in page.inner_text("main")

    with reading(engine) as session:
        reports = session.exec(select(StatusReport).order_by(StatusReport.id)).all()
    assert [report.answer for report in reports] == [Answer.MORE_TIME, Answer.ON_TRACK]
    assert asked == {"127.0.0.1"}
    assert not [text for text in complaints if "Content Security Policy" in text]
