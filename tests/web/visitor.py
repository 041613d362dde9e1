"""Somebody with a browser: requests straight into the app, without a server."""

import asyncio
from html.parser import HTMLParser
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import Engine, select

from models.tables import TABLES

FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}


class Visitor:
    def __init__(
        self, app: FastAPI, client: str = "127.0.0.1", host: str = "localhost:8017", sees_faults: bool = False
    ) -> None:
        """`sees_faults`: a fault of ours becomes a page, as with a real server; else it is raised in the test."""
        self._app, self._client, self._host, self._raise = app, client, host, not sees_faults

    def ask(self, method: str, address: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask(method, address, **more))

    async def _ask(self, method: str, address: str, **more: Any) -> httpx.Response:
        way = httpx.ASGITransport(self._app, raise_app_exceptions=self._raise, client=(self._client, 50000))
        async with httpx.AsyncClient(transport=way, base_url=f"http://{self._host}") as client:
            return await client.request(method, address, **more)

    def get(self, address: str, **more: Any) -> httpx.Response:
        return self.ask("GET", address, **more)

    def post(self, address: str, fields: dict[str, Any], **more: Any) -> httpx.Response:
        more.setdefault("headers", FROM_OUR_PAGE)
        return self.ask("POST", address, data=fields, **more)

    def answers(self, address: str, owner_id: int, answer: str, **fields: Any) -> httpx.Response:
        """Fill in the form, send it, and go where it leads."""
        sent = self.post(address, {"owner": owner_id, "answer": answer, **fields})
        assert sent.status_code == 303, words(sent)
        return self.get(sent.headers["location"])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words(page: httpx.Response) -> str:
    """What is read on a page, on one line."""
    parser = _Words()
    parser.feed(page.text)
    return " ".join("".join(parser.said).split())


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table, to be compared with later."""
    with engine.connect() as connection:
        return {
            str(model.__tablename__): [tuple(row) for row in connection.execute(select(model.__table__))]  # type: ignore[attr-defined]
            for model in TABLES
        }
