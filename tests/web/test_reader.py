"""What a reader opens beside the answer page: why the letter came, and how many come."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from deadlines.ladder import Rung
from deadlines.status import Answer
from models.answer import Channel
from models.answering import Said, answer
from models.assignment import Owner
from models.database import reading, transaction
from models.event import Event
from models.letter import Letter, LetterKind, LetterState
from models.pace import FewerLetters
from models.receiving import Received, receive
from notifications.tokens import Opens, letter_token, load_secret
from tests.builders import a_notice
from tests.web.case import UNTIL, director_asked
from tests.web.visitor import Visitor, everything, words

FROM_A_MAIL_PROGRAM = {"content-type": "application/x-www-form-urlencoded"}
ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def link(office):
    """The address of a page of a letter."""
    secret = load_secret(office.home)
    return lambda letter_id, opens: f"/svar/{opens}/{letter_token(secret, letter_id, opens)}"


@pytest.fixture
def asked(engine):
    """The director has been reminded; the number of the letter."""
    letter, _ = director_asked(engine)
    return letter


def readers(engine) -> list[str]:
    with reading(engine) as session:
        return [one.address for one in session.exec(select(FewerLetters))]


# How many come


def test_looking_changes_nothing(engine, visitor, asked, link):
    before = everything(engine)

    for method in ("GET", "HEAD"):
        page = visitor.ask(method, link(asked, Opens.FEWER))
        assert page.status_code == 200
    assert "Vill du ha färre mejl?" in words(visitor.get(link(asked, Opens.FEWER)))
    assert everything(engine) == before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ONE_CLICK, "application/x-www-form-urlencoded"),
        (
            '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_one_click_from_a_mail_program_needs_no_page(engine, app, asked, link, content, kind):
    elsewhere = Visitor(app, client="203.0.113.7", host="bevaka.kommun.example")

    page = elsewhere.ask("POST", link(asked, Opens.FEWER), content=content, headers={"content-type": kind})

    assert page.status_code == 200
    with reading(engine) as session:
        assert readers(engine) == [session.get_one(Letter, asked).intended]


def test_a_click_on_the_page_and_back(engine, visitor, asked, link):
    address = link(asked, Opens.FEWER)

    assert "Du får färre mejl" in words(visitor.post(address, {"choice": "fewer"}))
    assert "Få alla mejl igen" in words(visitor.get(address))
    assert "Du får alla mejl igen" in words(visitor.post(address, {"choice": "all"}))
    assert readers(engine) == []


def test_the_history_names_the_letter_and_not_the_reader(engine, visitor, asked, link):
    for _ in range(2):
        visitor.post(link(asked, Opens.FEWER), {"choice": "fewer"})
    visitor.post(link(asked, Opens.FEWER), {"choice": "all"})

    with reading(engine) as session:
        events = session.exec(select(Event).where(Event.kind.startswith("reader."))).all()
    assert [(one.kind, one.data) for one in events] == [
        ("reader.fewer_letters", f'{{"letter":{asked}}}'),
        ("reader.all_letters", f'{{"letter":{asked}}}'),
    ]


def test_another_site_cannot_choose(engine, visitor, asked, link):
    page = visitor.post(link(asked, Opens.FEWER), {"choice": "all"}, headers={"sec-fetch-site": "cross-site"})

    assert page.status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"intended": "annan@kommun.example"},
        {"answer_until": None},
        {"kind": LetterKind.ALARM},
        {"state": LetterState.WAITING},
    ],
)
def test_whoever_cannot_choose_has_no_such_page(engine, visitor, asked, link, changes):
    with transaction(engine) as session:
        letter = session.get_one(Letter, asked)
        for name, value in changes.items():
            setattr(letter, name, value)
        if letter.state is not LetterState.SENT:
            letter.sent_at = None
        session.add(letter)

    assert visitor.get(link(asked, Opens.FEWER)).status_code == 404
    assert visitor.post(link(asked, Opens.FEWER), {"choice": "fewer"}).status_code == 404
    assert readers(engine) == []


def test_a_choice_is_small(visitor, asked, link):
    assert visitor.post(link(asked, Opens.FEWER), {"choice": "x" * 3000}).status_code == 413


def test_no_link_opens_what_another_one_does(engine, visitor, office, asked):
    secret = load_secret(office.home)
    for page in Opens:
        for token in Opens:
            place = "/svar/" if page is Opens.ANSWER else f"/svar/{page}/"
            status = visitor.get(place + letter_token(secret, asked, token)).status_code
            if page is Opens.REPLY:
                assert status == 404
            else:
                assert (status == 200) == (page is token), (page, token)


# Why it came


def test_the_page_tells_decision_rung_rule_and_what_comes(app, asked, link):
    elsewhere = Visitor(app, client="203.0.113.7", host="bevaka.kommun.example")

    said = words(elsewhere.get(link(asked, Opens.WHY)))

    assert "Kommunstyrelsen 10 oktober 2017, § 309, punkt 1. Dnr KS 2017-123." in said
    assert "Första påminnelsen, tisdag 14 november 2017" in said
    assert "Tio arbetsdagar före slutdatum 30 november 2017, eller tisdagen närmast före." in said
    assert "Sista påminnelsen tisdag 21 november 2017, om inget hade hänt." in said
    assert "Påminnelserna upphör när redovisningen är registrerad" in said
    assert "Inget har registrerats." in said


def test_what_has_happened_since_is_told(engine, visitor, asked, link, hands):
    with transaction(engine) as session:
        answer(session, director(session), Said(Answer.ON_TRACK), hands(), hands().date(), Channel.OFFICE)
    assert "Svar 14 november 2017: Pågår enligt plan." in words(visitor.get(link(asked, Opens.WHY)))

    with transaction(engine) as session:
        receive(session, 1, Received("KS 2017-141"), hands(), hands().date())
    assert "Redovisningen är registrerad." in words(visitor.get(link(asked, Opens.WHY)))


def director(session) -> int:
    return session.exec(select(Owner.id)).one()


def test_a_confidential_decision_is_explained_by_its_case_number_alone(engine, visitor, link):
    letter, _ = director_asked(engine, is_confidential=True)

    said = words(visitor.get(link(letter, Opens.WHY)))

    assert "Ärende KS 2017-123." in said
    assert "§" not in said and "Kommunstyrelsen" not in said


def test_no_address_stands_on_the_page_but_the_offices(engine, visitor, asked, link):
    with transaction(engine) as session:
        letter = session.get_one(Letter, asked)
        letter.instead_of = "asa.oberg@kommun.example"
        session.add(letter)

    page = visitor.get(link(asked, Opens.WHY))

    assert "läser inte mejl i dag" in words(page)
    assert "asa.oberg" not in page.text and letter.recipient not in page.text


def test_the_page_works_as_long_as_the_answer_page(visitor, asked, link, hands):
    hands.at = datetime(2018, 1, 13, 22, 59, tzinfo=UTC)
    assert visitor.get(link(asked, Opens.WHY)).status_code == 200
    hands.at = datetime(2018, 1, 13, 23, 1, tzinfo=UTC)
    assert visitor.get(link(asked, Opens.WHY)).status_code == 410


@pytest.mark.parametrize("rung", Rung)
def test_every_rung_has_its_rule(engine, visitor, asked, link, rung):
    with transaction(engine) as session:
        owner = session.get_one(Owner, director(session))
        owner.cutoff, owner.meeting_day = UNTIL, UNTIL
        session.add(owner)
        a_notice(session, owner, rung=rung, nth=9, letter=session.get_one(Letter, asked))

    page = visitor.get(link(asked, Opens.WHY))

    assert page.status_code == 200
    assert "None" not in words(page) and "noll " not in words(page)
