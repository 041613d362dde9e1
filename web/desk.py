"""The office's desk, on this machine only. It shows; acts that change something are commands."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.database import reading
from models.pace import readers_of_few
from notifications.links import shown as without_links
from web import turned_away, words
from web.agenda import agenda
from web.decision_view import decision_view
from web.letters import letter_numbered, letters, shown_letter
from web.minutes import unsigned
from web.previewed import preview_named, previewed_days, previews_of
from web.proposals import proposals
from web.reception import Reception
from web.simulated import simulation

READING = ["GET", "HEAD"]
AS_MAIL = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"}
"""A letter holds its style in itself. Nothing else of it may do anything here."""
Day = Annotated[date | None, Query(alias="dag")]
PageNumber = Annotated[int, Query(alias="sida", ge=1, le=100_000)]


def letter_routes(router: APIRouter, reception: Reception) -> None:
    home = reception.office.home

    @router.api_route("/brev", methods=READING)
    def all_letters(number: PageNumber = 1, day: Day = None) -> Response:
        with reading(reception.engine) as session:
            found = letters(session, number, day)
            eased = readers_of_few(session)
        previews = previews_of(home, day) if day else []
        shown = {"day": day, "previews": previews, "previewed": previewed_days(home), "eased": eased}
        return reception.page("letters.html", here="/brev", page=found, shown=shown, words=words)

    @router.api_route("/brev/{letter_id}", methods=READING)
    def one_letter(letter_id: int) -> Response:
        with reading(reception.engine) as session:
            found = shown_letter(session, reception.office, letter_id)
        return reception.page("letter.html", here="", found=found, words=words)

    @router.api_route("/brev/{letter_id}/mejl", methods=READING)
    def as_mail(letter_id: int) -> Response:
        with reading(reception.engine) as session:
            letter = letter_numbered(session, letter_id)
        if letter.html is None:
            raise turned_away.not_found()
        return HTMLResponse(without_links(letter.html), headers=AS_MAIL)

    @router.api_route("/brev/{letter_id}/slutdatum.ics", methods=READING)
    def calendar(letter_id: int) -> Response:
        with reading(reception.engine) as session:
            letter = letter_numbered(session, letter_id)
        if letter.calendar is None:
            raise turned_away.not_found()
        return Response(letter.calendar, media_type="text/calendar")

    @router.api_route("/forhandsvisning/{day}/{name}", methods=READING)
    def preview(day: date, name: str) -> Response:
        html = preview_named(home, day, name)
        if html is None:
            raise turned_away.not_found()
        return HTMLResponse(html, headers=AS_MAIL)


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

    letter_routes(router, reception)

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
