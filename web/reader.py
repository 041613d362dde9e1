"""What a letter's reader can open beside the answer page: why the letter came, and how many come. No login."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from models.database import reading, transaction
from models.letter import Letter
from models.pace import ask_for_all, ask_for_fewer, wants_fewer
from notifications.explaining import explain
from notifications.message import can_choose
from notifications.tokens import Opens
from web import turned_away
from web.door import comes_from_our_page
from web.opened import letter_behind
from web.reception import Reception

READING = ["GET", "HEAD"]
LARGEST_CHOICE = 2_000
ONE_CLICK = b"One-Click"
"""What a mail program posts for its reader (RFC 8058), as a form of either kind."""
ALL_AGAIN = b"choice=all"


async def posted(request: Request) -> bytes:
    """The form as it came: mail programs choose its kind themselves. Raises TurnedAway before it is large."""
    form = b""
    async for chunk in request.stream():
        form += chunk
        if len(form) > LARGEST_CHOICE:
            raise turned_away.too_large()
    return form


Choice = Annotated[bytes, Depends(posted)]


def reader_routes(reception: Reception) -> APIRouter:
    """Added before the answer page, whose addresses begin alike."""
    router = APIRouter(prefix="/svar")

    @router.api_route("/varfor/{token}", methods=READING)
    def why(token: str) -> Response:
        with reading(reception.engine) as session:
            letter = letter_behind(session, reception.secret, token, Opens.WHY)
            until = letter.day + timedelta(days=reception.office.settings.mail.answer_days)
            if reception.today() > until:
                raise turned_away.expired_link(until)
            explanation = explain(session, reception.office, letter)
        return reception.page("why.html", explanation=explanation, letter=letter)

    @router.api_route("/farre/{token}", methods=READING)
    def pace(token: str) -> Response:
        with reading(reception.engine) as session:
            letter = _choosing(reception, letter_behind(session, reception.secret, token, Opens.FEWER))
            is_eased = wants_fewer(session, letter.intended)
        return reception.page("pace.html", is_eased=is_eased, is_new=False)

    @router.post("/farre/{token}")
    def choose(token: str, request: Request, choice: Choice) -> Response:
        is_one_click = ONE_CLICK in choice
        if not is_one_click and not comes_from_our_page(request, reception.office.url):
            raise turned_away.other_site()
        return _choose(reception, token, is_eased=is_one_click or ALL_AGAIN not in choice)

    return router


def _choosing(reception: Reception, letter: Letter) -> Letter:
    if not can_choose(letter) or letter.answer_until is None:
        raise turned_away.unknown_link()
    if reception.today() > letter.answer_until:
        raise turned_away.expired_link(letter.answer_until)
    return letter


def _choose(reception: Reception, token: str, is_eased: bool) -> Response:
    """A mail program follows no redirect and reads no page: the answer is the page itself."""
    now, today = reception.now(), reception.today()
    with transaction(reception.engine) as session:
        letter = _choosing(reception, letter_behind(session, reception.secret, token, Opens.FEWER))
        if is_eased:
            ask_for_fewer(session, letter.intended, letter.id, now, today)
        else:
            ask_for_all(session, letter.intended, letter.id, now)
    return reception.page("pace.html", is_eased=is_eased, is_new=True)
