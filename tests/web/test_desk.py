"""The office looks at its desk."""

import json
import re
from datetime import date
from hashlib import sha256

import pytest
from sqlmodel import select

from config.zone import office_hour
from deadlines.status import Answer, Outcome
from deadlines.term import Kind, Term
from documents.proposing import PaperFile, propose
from documents.reading import read_text
from documents.register import load_register
from models.answer import Channel
from models.answering import Said, answer
from models.assignment import Assignment, Owner
from models.body import Body
from models.closing import ByDecision, close, move_term
from models.database import transaction
from models.decision import Decision
from models.letter import LetterState
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.round import morning_round
from tests.builders import MORNING, a_letter
from tests.minutes_case import BOARD
from tests.office_case import decide_case, letters, take_in
from tests.web.visitor import everything, words

PLACES = ["/", "/beslut/1", "/brev", "/brev/1", "/forslag", "/simulering"]


@pytest.fixture
def case(engine, office, hands):
    """The example case on the morning of 14 November 2017."""
    decide_case(engine, office)
    deliver(engine, office, office_hour(date(2017, 10, 17), 9, 30), Postbag())
    morning_round(engine, office, office_hour(date(2017, 11, 14), 7))
    deliver(engine, office, office_hour(date(2017, 11, 14), 7, 10), Postbag())
    hands.at = office_hour(date(2017, 11, 14), 8)
    return engine


def says(engine, number, *answers, **more):
    with transaction(engine) as session:
        owner = session.exec(select(Owner).where(Owner.assignment_id == number)).first()
        for one in answers:
            answer(session, owner.id, Said(one, **more), MORNING, MORNING.date(), Channel.OFFICE)


def test_the_sum_of_what_is_open_adds_up(case, visitor):
    page = words(visitor.get("/"))

    total, parts = re.search(r"(\d+) öppna uppdrag = (.+?) Behöver åtgärd", page).groups()
    assert int(total) == 4 == sum(int(part.split()[0]) for part in parts.split(" + "))
    assert "0 försenade + 1 inom 30 dagar + 1 längre fram + 1 utan slutdatum + 1 väntar på annat uppdrag" in page


def test_what_needs_action_stands_first(case, visitor, hands):
    says(case, 1, Answer.NOT_OURS)
    says(case, 2, Answer.DONE, case_number="KS 2018-4")
    hands.at = office_hour(date(2017, 12, 5), 8)

    page = words(visitor.get("/"))

    for sentence in (
        "Försenat: kommundirektören, KS 2017 § 309 p. 3, slutdatum 30 november.",
        "uppger att uppdraget inte är deras",
        "Anmält som klart: omsorgsnämnden, KS 2017 § 309 p. 2. Kontrollera diarienumret",
    ):
        assert sentence in page
    assert page.index("Försenat:") < page.index("uppger") < page.index("Anmält som klart")


def test_an_empty_office_says_what_would_fill_its_lists(visitor):
    first = words(visitor.get("/"))

    assert "0 öppna uppdrag" in first
    assert "Här står uppdrag som är försenade" in first
    assert "bevaka propose FIL" in first
    assert "Morgonrundan skriver" in first
    assert "bevaka propose FIL" in words(visitor.get("/forslag"))
    assert "Morgonrundan skriver" in words(visitor.get("/brev"))
    assert "bevaka simulate --from" in words(visitor.get("/simulering"))


def test_a_decision_shows_its_assignments_owners_answers_and_letters(case, visitor):
    says(case, 3, Answer.MORE_TIME, wanted_day=date(2018, 2, 28), text="Underlaget <saknas>.")

    shown = visitor.get("/beslut/1")

    page = words(shown)
    assert shown.status_code == 200
    assert "KS 2017 § 309" in page
    for name in ("Omsorgsnämnden", "Socialnämnden", "Barn- och ungdomsnämnden", "Bildningsnämnden"):
        assert name in page
    assert "Handlingar inne senast 2 maj 2018, sammanträde 12 juni 2018." in page
    assert "Behöver mer tid, önskat datum 28 februari 2018 (till kansliet)" in page
    assert "”Underlaget <saknas>.”" in page
    assert "Nästa steg: sista påminnelsen 21 november 2017." in page
    assert "Väntar på uppdrag nr 3" in page
    assert "sekreterare.on@linkoping.example" in page


def test_a_moved_term_leaves_the_old_one_visible_and_a_closing_names_its_decision(case, office, visitor):
    with transaction(case) as session:
        by = ByDecision(session.get_one(Decision, 1).body_id, date(2017, 11, 13), "340")
        term = Term(Kind.DATE, date(2018, 1, 31), date(2018, 1, 31))
        move_term(session, 3, term, by, MORNING, MORNING.date(), office.workdays, 10)
        close(session, 1, Outcome.DONE, by, MORNING)

    page = words(visitor.get("/beslut/1"))

    assert "31 januari 2018 Ny tid: beslut 13 november 2017, § 340 Tidigare: 30 november 2017" in page
    assert "✓ Avslutat 13 november 2017, § 340, genomfört" in page


def test_a_letter_is_shown_without_its_link(case, visitor):
    sent = letters(case, LetterState.SENT)[-1]

    page = words(visitor.get(f"/brev/{sent.id}"))

    assert sent.subject in page and sent.why in page and sent.recipient in page
    assert "[svarslänk borttagen]" in page and "[svarslänk]" not in page
    assert "Skickat 14 november 2017 kl. 07.10" in page
    assert "i postväskan" in page


def test_letters_come_newest_first_a_hundred_at_a_time(engine, visitor):
    with transaction(engine) as session:
        for number in range(120):
            a_letter(session, f"a{number}@linkoping.example", subject=f"Mejl {number}.")

    first, second = words(visitor.get("/brev")), words(visitor.get("/brev?sida=2"))

    assert "120 mejl" in first and "Mejl 119." in first and "Mejl 19." not in first
    assert "Sida 1 av 2" in first and "Sida 2 av 2" in second
    assert "Mejl 19." in second and "Mejl 0." in second
    assert words(visitor.get("/brev?sida=99")) == second


def test_a_proposal_asks_its_questions_and_says_how_to_decide(engine, office, visitor):
    take_in(engine, office)

    page = words(visitor.get("/forslag"))

    assert "Ingen tid är angiven. Ange bevakningsdatum när beslutet är fattat." in page
    assert "Ingen nämnd är utsedd att samordna." in page
    assert "bevaka decide 1 --body kommunstyrelsen --on DATUM --paragraph NR --approved DATUM" in page
    assert "Gå igenom ett förslag" in words(visitor.get("/"))
    assert "Inte beslutat ännu." in words(visitor.get("/beslut/1"))


def test_minutes_show_their_paragraphs_and_how_to_sign_them_off(engine, office, visitor):
    with transaction(engine) as session:
        load_register(session, office.settings.register_, MORNING)
    file = PaperFile("protokoll.txt", sha256(BOARD.encode()).hexdigest())
    with transaction(engine) as session:
        propose(session, read_text(BOARD), file, MORNING, MORNING.date())
    page = words(visitor.get("/forslag"))
    assert "Protokoll 1 · kommunstyrelsen 2018-03-13" in page
    assert "5 paragrafer väntar på att bekräftas: 2 med uppdrag, 3 utan." in page
    assert "§ 42 Avtal om snöröjning" in page and "bevaka sign-off 1 --approved DATUM" in page
    assert page.count("När beslutet är fattat") == 5, "the §§ without assignments are no proposals"
    assert "Gå igenom 6 förslag" in words(visitor.get("/")), "five proposals, and the minutes once"


def test_an_owner_that_the_register_does_not_know_is_asked_for(engine, office, visitor):
    take_in(engine, office)
    with transaction(engine) as session:
        owner = session.exec(select(Owner)).first()
        owner.body_id, owner.to_be_named = None, "okänt kontor"
        session.add(owner)

    assert "Vem är ”okänt kontor”? Namnet finns inte i registret." in words(visitor.get("/forslag"))


def test_a_confidential_decision_shows_its_case_number_only(case, visitor, hands):
    says(case, 3, Answer.NOT_OURS, text="Känsliga ord")
    with transaction(case) as session:
        decision = session.get_one(Decision, 1)
        decision.is_confidential, decision.title, decision.case_number = True, "Känslig rubrik", "KS 2017-9"
        session.add(decision)
        quotes = [one.task for one in session.exec(select(Assignment))]
    hands.at = office_hour(date(2017, 12, 5), 8)

    for place in ("/", "/beslut/1"):
        page = words(visitor.get(place)).partition("Mejl om beslutet")[0]  # letters were written before
        assert "KS 2017-9" in page
        for secret in ("Känslig", "§", *(" ".join(quote.split()[:3]) for quote in quotes)):
            assert secret not in page, (place, secret)


def test_a_confidential_proposal_shows_its_case_number_only(engine, office, visitor):
    take_in(engine, office)
    with transaction(engine) as session:
        decision = session.get_one(Decision, 1)
        decision.is_confidential, decision.case_number = True, "KS 2017-9"
        session.add(decision)
        title, tasks = decision.title, [one.task for one in session.exec(select(Assignment))]

    page = words(visitor.get("/forslag"))

    assert "Förslag 1 · ärende KS 2017-9" in page
    for secret in (title, "tjansteskrivelse", "nämnd", *(task[:20] for task in tasks)):
        assert secret not in page


def test_a_simulation_is_shown_day_by_day(office, visitor):
    letter = {"day": "2017-10-17", "to": "a@linkoping.example", "subject": "Nytt uppdrag", "why": "Nytt uppdrag."}
    account = {
        "from": "2017-10-10",
        "until": "2017-10-31",
        "happenings": [{"day": "2017-10-10", "what": "Beslut § 309 är registrerat."}],
        "letters": [{**letter, "text": "Hej!\n[svarslänk]", "rungs": ["assigned"], "kind": "notice"}],
    }
    (office.home / "simulation.json").write_text(json.dumps(account), "utf-8")

    page = words(visitor.get("/simulering"))

    assert "1 mejl. Inget av dem är skickat." in page
    assert page.index("Tisdag 10 oktober 2017") < page.index("Beslut § 309") < page.index("Tisdag 17 oktober 2017")
    assert "till a@linkoping.example. Nytt uppdrag." in page
    assert "Hej! [svarslänk borttagen]" in page


@pytest.mark.parametrize("content", ["", "{", "[]", '{"from": 1}'])
def test_a_simulation_that_cannot_be_read_is_as_none(office, visitor, content):
    (office.home / "simulation.json").write_text(content, "utf-8")

    page = visitor.get("/simulering")

    assert page.status_code == 200
    assert "Ingen simulering har gjorts." in words(page)


def test_a_shadow_office_says_that_it_gets_all_letters_itself(visitor, hands):
    hands.at = office_hour(date(2016, 12, 1), 8)

    assert "Provdrift" in words(visitor.get("/"))


def test_looking_at_the_desk_changes_nothing(case, visitor):
    before = everything(case)

    for place in PLACES:
        for method in ("GET", "HEAD"):
            assert visitor.ask(method, place).status_code == 200
        assert visitor.ask("POST", place, headers={"sec-fetch-site": "same-origin"}).status_code == 405

    assert everything(case) == before


def test_every_page_has_one_first_heading_and_at_most_one_filled_button(case, visitor):
    for place in PLACES:
        text = visitor.get(place).text
        assert text.count("<h1") == 1
        assert text.count('class="button"') <= 1


def test_a_body_with_a_hostile_name_is_shown_as_text(case, visitor):
    with transaction(case) as session:
        body = session.exec(select(Body).where(Body.name == "kommundirektören")).one()
        body.name = "<script>alert(1)</script>"
        session.add(body)

    for place in ("/", "/beslut/1"):
        assert "<script" not in visitor.get(place).text
