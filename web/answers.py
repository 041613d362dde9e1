"""The answer page: GET shows, POST acts. No login, no script; the address is the key."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from models.answering import Said
from models.database import DatabaseBusy, reading, transaction
from models.refusal import Refused
from web import turned_away
from web.door import comes_from_our_page
from web.filled import Filled, NotFilledIn
from web.opened import Opened, opened
from web.receipt import Receipt, what_follows
from web.reception import Reception
from web.registering import register
from web.words import ANSWERS

READING = ["GET", "HEAD"]
LARGEST_FORM = 100_000
MOST_FIELDS = 20
AT_THE_TOP = "top"
"""Where a fault is shown that belongs to no field."""


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form. Raises TurnedAway before anything large or strange is read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise turned_away.not_understood(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise turned_away.too_large()
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise turned_away.not_understood() from None


Posted = Annotated[dict[str, str], Depends(posted)]


def answer_routes(reception: Reception) -> APIRouter:
    router = APIRouter(prefix="/svar")

    @router.api_route("/{token}", methods=READING)
    @router.api_route("/{token}/", methods=READING)
    def show(token: str) -> Response:
        with reading(reception.engine) as session:
            found = opened(session, reception.secret, token, reception.today())
        return _form(reception, found)

    @router.post("/{token}")
    @router.post("/{token}/")
    def act(token: str, request: Request, fields: Posted) -> Response:
        if not comes_from_our_page(request, reception.office.url):
            raise turned_away.other_site()
        return _act(reception, token, fields)

    @router.api_route("/{token}/kvitto/{owner_id}", methods=READING)
    def receipt(token: str, owner_id: int) -> Response:
        return _receipt(reception, token, owner_id)

    return router


def _form(
    reception: Reception,
    found: Opened,
    status: int = 200,
    faulty: int | None = None,
    filled: Filled | None = None,
    faults: dict[str, str] | None = None,
) -> Response:
    """The page with one form an assignment. `faulty` is the owner whose form is shown again as it was `filled`."""
    forms = [
        (one, filled if filled and one.owner_id == faulty else Filled.at_first(one, found.proposal))
        for one in found.questions
    ]
    return reception.page(
        "answer.html",
        status,
        {"Retry-After": "5"} if status == 503 else None,
        letter=found.letter,
        proposal=found.proposal,
        forms=forms,
        answers=ANSWERS,
        faulty=faulty,
        faults=faults or {},
        top=AT_THE_TOP,
    )


def _act(reception: Reception, token: str, fields: dict[str, str]) -> Response:
    now, today = reception.now(), reception.today()
    with reading(reception.engine) as session:
        found = opened(session, reception.secret, token, today)
    question = found.question(_number(fields.get("owner", "")))
    if question.settled:
        return _form(reception, found)
    filled = Filled.of(fields)

    def again(status: int, faults: dict[str, str]) -> Response:
        return _form(reception, found, status, question.owner_id, filled, faults)

    try:
        said: Said = filled.meant(question, today)
        with transaction(reception.engine) as session:
            register(session, reception, token, question.owner_id, said, now, today)
    except NotFilledIn as wrong:
        return again(422, wrong.faults)
    except Refused as refused:
        return again(422, {AT_THE_TOP: str(refused)})
    except DatabaseBusy as busy:
        return again(503, {AT_THE_TOP: f"{busy} Det du har skrivit står kvar."})
    return RedirectResponse(f"/svar/{token}/kvitto/{question.owner_id}", 303)


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        raise turned_away.not_understood()
    return int(typed)


def _receipt(reception: Reception, token: str, owner_id: int) -> Response:
    today = reception.today()
    with reading(reception.engine) as session:
        found = opened(session, reception.secret, token, today)
        question = found.question(owner_id)
        report = question.answered_here
        if report is None:
            return RedirectResponse(f"/svar/{token}", 303)
        following = what_follows(session, reception.office, question, report, today)
    unanswered = sum(1 for one in found.questions if one.answered_here is None and one.settled is None)
    receipt = Receipt(question, report, following, unanswered)
    return reception.page("receipt.html", receipt=receipt, letter=found.letter, answers=ANSWERS)
