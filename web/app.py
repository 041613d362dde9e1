"""The web app: the answer page for owners, the desk for the office, and a helpful page for every error."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, Response
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from config.clock import Clock
from config.office import Office
from models.database import DatabaseBusy
from notifications.tokens import load_secret
from web import turned_away
from web.answers import answer_routes
from web.desk import desk_routes
from web.door import HEADERS, Door
from web.pages import FOLDER
from web.reader import reader_routes
from web.reception import Reception
from web.turned_away import TurnedAway

Handler = Callable[[Request, Exception], Awaitable[Response]]


def make_app(office: Office, engine: Engine, clock: Clock) -> FastAPI:
    """The pages of one office. Raises what `load_secret` raises where the key of the links cannot be read."""
    reception = Reception(office, engine, clock, load_secret(office.home))
    app = FastAPI(title="Bevaka", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.add_middleware(Door, refusal=lambda: _told(reception, turned_away.not_at_the_desk()))
    app.add_api_route("/svar/stil.css", _stylesheet, methods=["GET", "HEAD"])
    app.include_router(reader_routes(reception))
    app.include_router(answer_routes(reception))
    app.include_router(desk_routes(reception))
    for error, handler in _handlers(reception).items():
        app.add_exception_handler(error, handler)
    return app


def _stylesheet() -> FileResponse:
    return FileResponse(FOLDER / "stil.css", media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _told(reception: Reception, why: TurnedAway, headers: dict[str, str] | None = None) -> Response:
    return reception.page("turned_away.html", why.status, {**(why.headers or {}), **(headers or {})}, why=why)


def _handlers(reception: Reception) -> dict[type[Exception], Handler]:
    async def turn_away(request: Request, error: Exception) -> Response:
        assert isinstance(error, TurnedAway)
        return _told(reception, error)

    async def refused_by_routing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        known = {404: turned_away.not_found(), 405: turned_away.not_offered()}
        why = known.get(error.status_code) or turned_away.not_understood(error.status_code)
        return _told(reception, why, dict(error.headers or {}))

    async def not_understood(request: Request, error: Exception) -> Response:
        return _told(reception, turned_away.not_understood())

    async def busy(request: Request, error: Exception) -> Response:
        return _told(reception, turned_away.busy())

    async def broken(request: Request, error: Exception) -> Response:
        # Starlette sends this page from outside the door, so that the door's headers must be put on here.
        return _told(reception, turned_away.broken(), HEADERS)

    return {
        TurnedAway: turn_away,
        HTTPException: refused_by_routing,
        RequestValidationError: not_understood,
        DatabaseBusy: busy,
        Exception: broken,
    }
