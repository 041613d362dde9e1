"""Letters through Microsoft Graph's sendMail, as an app that has the right to send from one mailbox.

Graph takes the recipient from the message's own To, so that header and envelope cannot differ here."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import httpx

from notifications.oauth import NoToken, TokenSource
from notifications.outcome import Delivery, Outcome, plain_reply
from notifications.trust import Trust

BASE = "https://graph.microsoft.com/v1.0"
SCOPE = "https://graph.microsoft.com/.default"
IDLE_SECONDS = 20.0
LONGEST_WAIT = 3600
LATER = (429, 500, 502, 503, 504)
TOO_LARGE = 413
WRONG_LETTER = frozenset(
    {
        "ErrorInvalidRecipients",
        "ErrorInvalidRecipient",
        "ErrorRecipientNotFound",
        "ErrorMessageSizeExceeded",
        "ErrorMimeContentInvalid",
        "ErrorMimeContentInvalidBase64String",
    }
)
"""What is wrong with this one letter; every other refusal would meet the next letter too, or may pass."""
_CODE = re.compile(r"[A-Za-z_.]{1,80}")


@dataclass(frozen=True)
class GraphServer:
    tokens: TokenSource
    mailbox: str | None = None
    """Whose mailbox sends; the office's sender where none is named."""
    base: str = BASE
    trust: Trust = Trust()
    timeout: float = 60.0
    data_timeout: float = 600.0
    connections: int = 2


class GraphMail:
    """The channel."""

    def __init__(self, server: GraphServer) -> None:
        self.server = server
        self._client = httpx.Client(
            verify=server.trust.context(),
            timeout=httpx.Timeout(server.timeout, read=server.data_timeout),
            limits=httpx.Limits(max_connections=server.connections, keepalive_expiry=IDLE_SECONDS),
        )

    def __repr__(self) -> str:
        return f"GraphMail({self.server.base})"

    @property
    def connections(self) -> int:
        return self.server.connections

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
        place = f"{self.server.base}/users/{quote(self.server.mailbox or sender, safe='@')}/sendMail"
        delivery = self._posted(place, data)
        if delivery.code == httpx.codes.UNAUTHORIZED:  # withdrawn before its time: one more, fetched anew
            delivery = self._posted(place, data)
        return delivery

    def _posted(self, place: str, data: bytes) -> Delivery:
        try:
            token = self.server.tokens.token()
        except NoToken as error:
            return Delivery(Outcome.RETRY, error.code, error.reply, is_down=True)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain"}
        try:
            response = self._client.post(place, content=b64encode(data), headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Delivery(Outcome.RETRY, None, f"ingen förbindelse med Graph ({type(error).__name__})", is_down=True)
        except httpx.HTTPError as error:
            return Delivery(Outcome.UNCERTAIN, None, f"förbindelsen med Graph bröts ({type(error).__name__})")
        if response.status_code == httpx.codes.UNAUTHORIZED:
            self.server.tokens.refused(token)
        return answered(response)

    def close(self) -> None:
        self._client.close()


def answered(response: httpx.Response) -> Delivery:
    """What Graph's answer makes certain of the letter."""
    status, error = response.status_code, _error(response)
    said = plain_reply(" ".join(filter(None, ["Graph:", error or response.reason_phrase])))
    if status == httpx.codes.ACCEPTED:
        return Delivery(Outcome.SENT, status, said)
    if status in LATER:
        return Delivery(Outcome.RETRY, status, said, is_down=True, wait_seconds=_retry_after(response))
    if status == TOO_LARGE or error in WRONG_LETTER:
        return Delivery(Outcome.UNDELIVERABLE, status, said)
    # not understood is not known to be final: 400 is tried again for this letter, all else stands in everyone's way
    return Delivery(Outcome.RETRY, status, said, is_down=status != httpx.codes.BAD_REQUEST)


def _error(response: httpx.Response) -> str:
    """Graph's own word for it. The text beside it is left out: it can quote an address or a token."""
    try:
        code = str(response.json()["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
    return code if _CODE.fullmatch(code) else ""


def _retry_after(response: httpx.Response) -> int:
    """Seconds, or a moment counted from the answer's own Date."""
    written = response.headers.get("Retry-After", "")
    if written.isdecimal():
        return min(int(written), LONGEST_WAIT)
    try:
        span = _moment(written) - _moment(response.headers.get("Date", ""))
    except (TypeError, ValueError):
        return 0
    return max(0, min(int(span.total_seconds()), LONGEST_WAIT))


def _moment(written: str) -> datetime:
    return parsedate_to_datetime(written)
