"""The office's desk, on this machine only. It shows; acts that change something are commands."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from models.database import reading
from web import words
from web.agenda import agenda
from web.decision_view import decision_view
from web.letters import letters, shown_letter
from web.minutes import unsigned
from web.proposals import proposals
from web.reception import Reception
from web.simulated import simulation

READING = ["GET", "HEAD"]
PageNumber = Annotated[int, Query(alias="sida", ge=1, le=100_000)]


def desk_routes(reception: Reception) -> APIRouter:
    router = APIRouter()

    @router.api_route("/", methods=READING)
    def first_page(number: PageNumber = 1) -> Response:
        with reading(reception.engine) as session:
            now = agenda(session, reception.office, reception.now(), number)
        return reception.page("agenda.html", here="/", agenda=now, words=words)

    @router.api_route("/beslut/{decision_id}", methods=READING)
    def one_decision(decision_id: int) -> Response:
        with reading(reception.engine) as session:
            view = decision_view(session, reception.office, decision_id, reception.today())
        return reception.page("decision.html", here="", view=view, words=words)

    @router.api_route("/brev", methods=READING)
    def all_letters(number: PageNumber = 1) -> Response:
        with reading(reception.engine) as session:
            found = letters(session, number)
        return reception.page("letters.html", here="/brev", page=found, words=words)

    @router.api_route("/brev/{letter_id}", methods=READING)
    def one_letter(letter_id: int) -> Response:
        with reading(reception.engine) as session:
            found = shown_letter(session, letter_id)
        return reception.page("letter.html", here="", found=found, words=words)

    @router.api_route("/forslag", methods=READING)
    def all_proposals(number: PageNumber = 1) -> Response:
        with reading(reception.engine) as session:
            found = proposals(session, reception.today(), number)
            minutes = unsigned(session)
        return reception.page("proposals.html", here="/forslag", page=found, minutes=minutes, words=words)

    @router.api_route("/simulering", methods=READING)
    def one_simulation() -> Response:
        return reception.page("simulation.html", here="/simulering", simulation=simulation(reception.office.home))

    return router
