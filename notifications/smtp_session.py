"""One open connection to a mail server, encrypted and logged in as the office chose."""

import smtplib
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from notifications.oauth import TokenSource
from notifications.smtp_login import log_in
from notifications.trust import Trust

LETTERS_PER_SESSION = 100
IDLE_SECONDS = 30.0


class Security(StrEnum):
    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True)
class MailServer:
    """Where and how to deliver. The password shows in no text about it."""

    host: str
    port: int
    security: Security = Security.NONE
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tokens: TokenSource | None = None
    """Whence the token comes where the server is logged in to by XOAUTH2."""
    trust: Trust = Trust()
    timeout: float = 60.0
    data_timeout: float = 600.0
    """How long to wait for the answer to a whole message (RFC 5321 asks for ten minutes)."""
    connections: int = 2


class SmtpSession:
    """Raises OSError, SMTPException or NoToken where the server cannot be had."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.sent = 0
        self.used_at = time.monotonic()
        self.smtp = _logged_in(server)

    @property
    def is_worn(self) -> bool:
        return self.sent >= LETTERS_PER_SESSION or time.monotonic() - self.used_at > IDLE_SECONDS

    def used(self) -> None:
        self.sent += 1
        self.used_at = time.monotonic()

    def wait_for(self, seconds: float) -> None:
        if self.smtp.sock is not None:
            self.smtp.sock.settimeout(seconds)

    def close(self) -> None:
        self.smtp.close()

    def quit(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self.smtp.quit()
        self.smtp.close()


def _logged_in(server: MailServer) -> smtplib.SMTP:
    if server.tokens is None:
        return _connected(server)
    token = server.tokens.token()
    try:
        return _connected(server, token)
    except smtplib.SMTPAuthenticationError:
        # withdrawn before its time, as when the app got a new secret: one more, on a new line
        server.tokens.refused(token)
        return _connected(server, server.tokens.token())


def _connected(server: MailServer, token: str | None = None) -> smtplib.SMTP:
    name = _own_name()
    if server.security is Security.TLS:
        context = server.trust.context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=server.timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.timeout)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=server.trust.context())
        smtp.ehlo_or_helo_if_needed()
        if server.user is not None:
            log_in(smtp, server.user, server.password, token)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _own_name() -> str:
    """getfqdn, which smtplib would use, can hang for seconds where DNS does not answer."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
