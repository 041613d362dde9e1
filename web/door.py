"""Who may come in, and the headers that every answer carries."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN_TO_ALL = "/svar/"
"""Only the answer page, whose address holds a secret, is there for others than this machine."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_loopback(name: str | None) -> bool:
    if name is None:
        return False
    if name.rstrip(".").lower() == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _host(netloc: str) -> str | None:
    try:
        return urlsplit(f"//{netloc}").hostname
    except ValueError:
        return None


def is_at_the_desk(scope: Scope) -> bool:
    """The visitor sits at this machine. A name that is not loopback's may be a web page that has had its own
    name point here; a forwarded request comes from somebody whom the proxy knows and we do not."""
    headers = Headers(scope=scope)
    if any(name in headers for name in _FORWARDED):
        return False
    client = scope.get("client")
    return client is not None and is_loopback(client[0]) and is_loopback(_host(headers.get("host", "")))


def comes_from_our_page(request: Request, own_url: str) -> bool:
    """Browsers tell where a form was sent from. Mail programs and old browsers say nothing, and our pages'
    `no-referrer` makes the origin "null": the secret in the address must do then."""
    if site := request.headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc in (request.headers.get("host"), urlsplit(own_url).netloc)


class Door:
    """Turns away from the desk whoever does not sit at it, and puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp, refusal: Callable[[], Response]) -> None:
        self.app, self.refusal = app, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        let_in = scope["path"].startswith(OPEN_TO_ALL) or is_at_the_desk(scope)
        app = self.app if let_in else self.refusal()
        await app(scope, receive, send_with_headers)
