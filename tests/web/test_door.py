"""Who comes in, and what every answer carries."""

import pytest

from models.database import DatabaseBusy
from tests.web.case import director_asked
from tests.web.visitor import Visitor, everything, words

DESK = ["/", "/beslut/1", "/brev", "/brev/1", "/forslag", "/simulering", "/nothing"]
EXPECTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


@pytest.mark.parametrize(
    ("client", "host", "headers"),
    [
        ("192.0.2.7", "localhost:8017", {}),
        ("127.0.0.1", "bevaka.linkoping.example", {}),
        ("127.0.0.1", "localhost.linkoping.example", {}),
        ("127.0.0.1", "localhost", {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", "localhost", {"forwarded": "for=192.0.2.7"}),
        ("testclient", "localhost", {}),
    ],
)
def test_the_desk_is_for_this_machine_only(app, client, host, headers):
    for place in DESK:
        page = Visitor(app, client, host).get(place, headers=headers)

        assert page.status_code == 403, place
        assert "bara på kansliets egen dator" in words(page)
        assert EXPECTED.items() <= dict(page.headers).items()


@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("127.0.0.1", "127.0.0.1:8017"),
        ("127.0.0.1", "localhost"),
        ("::1", "[::1]:8017"),
        ("::ffff:127.0.0.1", "LOCALHOST:80"),
    ],
)
def test_whoever_sits_at_this_machine_comes_in(app, client, host):
    assert Visitor(app, client, host).get("/").status_code == 200


def test_an_owner_answers_from_anywhere(app, engine, address):
    letter, owner = director_asked(engine)
    far_away = Visitor(app, "192.0.2.7", "bevaka.linkoping.example")

    assert far_away.get(address(letter)).status_code == 200
    assert far_away.get("/svar/stil.css").status_code == 200
    assert far_away.answers(address(letter), owner, "on_track").status_code == 200


@pytest.mark.parametrize("place", ["/svar/../", "/svar//../brev", "/svar/%2e%2e/brev", "/svar", "//"])
def test_no_way_round_leads_to_the_desk(app, place):
    page = Visitor(app, "192.0.2.7", "bevaka.linkoping.example").get(place)

    assert page.status_code in (403, 404)
    assert "öppna uppdrag" not in words(page)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:9999"},
    ],
)
def test_a_form_sent_from_another_page_is_refused(engine, visitor, address, headers):
    letter, owner = director_asked(engine)
    before = everything(engine)

    page = visitor.post(address(letter), {"owner": owner, "answer": "done", "case_number": "1"}, headers=headers)

    assert page.status_code == 403
    assert everything(engine) == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://localhost:8017"},
        {"origin": "http://127.0.0.1:8017"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_sent_from_our_page_is_taken(engine, visitor, address, headers):
    letter, owner = director_asked(engine)

    assert visitor.post(address(letter), {"owner": owner, "answer": "on_track"}, headers=headers).status_code == 303


def test_every_answer_carries_the_headers(engine, app, address):
    letter, owner = director_asked(engine)
    visitor = Visitor(app)
    answers = [visitor.get(place) for place in (address(letter), "/svar/x", *DESK, "/brev?sida=x")]
    answers += [visitor.ask("PUT", "/"), visitor.post(address(letter), {"owner": owner, "answer": "on_track"})]

    for answer in answers:
        assert EXPECTED.items() <= dict(answer.headers).items(), answer.url
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_pages_load_nothing_but_their_own_style(engine, visitor, address):
    letter, _ = director_asked(engine)

    for place in (address(letter), *DESK):
        text = visitor.get(place).text
        assert "<script" not in text and "style=" not in text and "<style" not in text and "src=" not in text
        assert text.count("<link ") == 1 and '<html lang="sv">' in text
        assert "<h1" in text and "<main" in text and 'class="skip"' in text


def test_there_is_no_documentation_of_an_api(visitor):
    for place in ("/docs", "/redoc", "/openapi.json"):
        assert visitor.get(place).status_code == 404


def test_a_page_that_is_not_there_is_told_of_in_swedish(visitor):
    for place in ("/nothing", "/beslut/99", "/brev/99", f"/beslut/{2**70}", "/svar/", "/svar/stil.css/"):
        page = visitor.get(place)
        assert page.status_code == 404, place
        assert "Sidan finns inte" in words(page) or "Länken känns inte igen" in words(page)


def test_what_cannot_be_read_is_told_of_in_swedish(visitor):
    for place in ("/beslut/x", "/brev/x", "/brev?sida=x", "/?sida=0"):
        page = visitor.get(place)
        assert page.status_code == 422, place
        assert "gick inte att läsa" in words(page)


def test_a_fault_of_ours_shows_no_trace(app, monkeypatch):
    def broken(*_):
        raise RuntimeError("hemligt innehåll")

    monkeypatch.setattr("web.desk.agenda", broken)
    page = Visitor(app, sees_faults=True).get("/")

    assert page.status_code == 500
    assert "Något gick fel hos oss" in words(page)
    assert "hemligt" not in page.text and "Traceback" not in page.text
    assert EXPECTED.items() <= dict(page.headers).items()
    assert "content-security-policy" in page.headers


def test_a_busy_database_asks_for_another_try(visitor, monkeypatch):
    def busy(*_):
        raise DatabaseBusy

    monkeypatch.setattr("web.desk.agenda", busy)
    page = visitor.get("/")

    assert page.status_code == 503
    assert int(page.headers["retry-after"]) > 0
    assert "Försök igen" in words(page)
