"""A real mail server on a loopback port that answers as a test wants it to."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

SMTP.line_length_limit = 998
Answer = str | Callable[[SMTP], Any] | None


class Server:
    """`at_rcpt` and `at_data` are replies, or what to do instead of replying."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.sessions = 0
        self.at_mail: Answer = None
        self.at_rcpt: dict[str, Answer] = {}
        self.at_data: list[Answer] = []
        """For each message in turn; after the last of them all is well."""
        self.port = 0

    @property
    def at(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"bevaka-smtp://127.0.0.1:{self.port}?timeout=5&data_timeout=5"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ):
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        if (said := await _said(self.at_mail, server)) is not None:
            return said
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        if (said := await _said(self.at_rcpt.get(address), server)) is not None:
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        answer = self.at_data.pop(0) if self.at_data else None
        if isinstance(answer, str):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append((envelope.rcpt_tos[0], content))
        return await _said(answer, server) or "250 2.0.0 tagen som 1A2B3C"


async def _said(answer: Answer, server: SMTP) -> str | None:
    if callable(answer):
        await answer(server)
        return None
    return answer


async def hang_up(server: SMTP) -> None:
    """Cut the line without an answer."""
    assert server.transport is not None
    server.transport.abort()


async def dawdle(server: SMTP) -> None:
    await asyncio.sleep(30)


class _OnAnyPort(Controller):
    """aiosmtpd knocks on port 0 unless it is told which port it got."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(server: Server | None = None, **given: Any) -> Iterator[Server]:
    server = server or Server()
    controller = _OnAnyPort(server, hostname="127.0.0.1", port=0, **given)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
