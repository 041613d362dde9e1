"""What became of one attempt to send one letter, and what a channel promises."""

import re
from enum import StrEnum
from typing import NamedTuple, Protocol

_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")
LONGEST_REPLY = 300


class Outcome(StrEnum):
    SENT = "sent"
    RETRY = "retry"
    """It has not left; trying again later is safe."""
    UNDELIVERABLE = "undeliverable"
    """The mail server will never take it: the address or the message is wrong."""
    UNCERTAIN = "uncertain"
    """The connection was lost after DATA: it may or may not have arrived."""


class Delivery(NamedTuple):
    outcome: Outcome
    code: int | None = None
    reply: str = ""
    is_down: bool = False
    """The channel itself is out of order: no other letter would fare better just now."""
    wait_seconds: int = 0
    """How long the server itself asks to be left alone."""


class Channel(Protocol):
    """Takes finished messages. It never raises for what a mail server says."""

    @property
    def connections(self) -> int:
        """How many letters may be under way at a time."""

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery: ...

    def close(self) -> None: ...


def plain_reply(reply: str) -> str:
    """A server's reply as it may be kept in the history: one line, without addresses."""
    return _ADDRESS.sub("[adress]", " ".join(reply.split()))[:LONGEST_REPLY]
