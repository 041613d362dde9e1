"""Access tokens for mail server and Graph: fetched with the app's own secret, kept until they are nearly old."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import httpx

from notifications.trust import Trust

MARGIN_SECONDS = 300.0
"""A token is fetched anew so long before its end: a session opened with it must not meet a stale one."""
SHORTEST_LIFE = 60.0
MICROSOFT = "https://login.microsoftonline.com"
_ERROR = re.compile(r"[a-z_]{3,40}")
_AADSTS = re.compile(r"AADSTS\d{1,8}")


class NoToken(Exception):
    """The token server gave no token. The text holds its error codes only."""

    def __init__(self, reply: str, code: int | None = None) -> None:
        super().__init__(reply)
        self.reply, self.code = reply, code


@dataclass(frozen=True)
class ClientCredentials:
    """Which app asks, where, and for what."""

    url: str
    client: str
    secret: str = field(repr=False)
    scope: str
    trust: Trust = Trust()
    timeout: float = 30.0


class TokenSource:
    """One token, shared by all sessions."""

    def __init__(self, credentials: ClientCredentials, clock: Callable[[], float] = time.monotonic) -> None:
        self.credentials = credentials
        self._clock = clock
        self._lock = Lock()
        self._token = ""
        self._good_until = float("-inf")

    def __repr__(self) -> str:
        return f"TokenSource({self.credentials!r})"

    def token(self) -> str:
        """Raises NoToken."""
        with self._lock:
            if self._clock() >= self._good_until:
                asked_at = self._clock()
                self._token, life = _fetched(self.credentials)
                self._good_until = asked_at + max(life - MARGIN_SECONDS, min(life, SHORTEST_LIFE) / 2)
            return self._token

    def refused(self, token: str) -> None:
        """The server did not take this one: the next is fetched anew. One that was fetched meanwhile stays."""
        with self._lock:
            if token == self._token:
                self._good_until = float("-inf")


def _fetched(credentials: ClientCredentials) -> tuple[str, float]:
    form = {
        "grant_type": "client_credentials",
        "client_id": credentials.client,
        "client_secret": credentials.secret,
        "scope": credentials.scope,
    }
    try:
        with httpx.Client(verify=credentials.trust.context(), timeout=credentials.timeout) as client:
            response = client.post(credentials.url, data=form)
    except (httpx.HTTPError, OSError) as error:
        raise NoToken(f"ingen förbindelse med inloggningstjänsten ({type(error).__name__})") from None
    if response.status_code != httpx.codes.OK:
        raise NoToken(f"inloggningstjänsten ger ingen åtkomst ({_why(response)})", response.status_code)
    try:
        answer = response.json()
        return str(answer["access_token"]), float(answer.get("expires_in", SHORTEST_LIFE))
    except (ValueError, KeyError, TypeError):
        raise NoToken("inloggningstjänstens svar går inte att läsa", response.status_code) from None


def _why(response: httpx.Response) -> str:
    """Its error code and Microsoft's own number; the rest of the answer may hold ids that are nobody's business."""
    try:
        answer = response.json()
        error, text = str(answer.get("error", "")), str(answer.get("error_description", ""))
    except (ValueError, AttributeError):
        return "utan förklaring"
    number = _AADSTS.search(text)
    return " ".join(filter(None, [_ERROR.fullmatch(error) and error, number and number[0]])) or "utan förklaring"
