"""One open connection to a mail server, encrypted and logged in as the office chose."""

import smtplib
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

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
    verify: bool = True
    timeout: float = 60.0
    data_timeout: float = 600.0
    """How long to wait for the answer to a whole message (RFC 5321 asks for ten minutes)."""
    connections: int = 2


class SmtpSession:
    """Raises OSError or SMTPException where the server cannot be had."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.sent = 0
        self.used_at = time.monotonic()
        self.smtp = _connected(server)

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


def _connected(server: MailServer) -> smtplib.SMTP:
    name = _own_name()
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, name, timeout=server.timeout, context=_tls(server)
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.timeout)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=_tls(server))
        smtp.ehlo_or_helo_if_needed()
        if server.user is not None:
            _log_in(smtp, server.user, server.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """Once, by one mechanism: smtplib's own login would try a wrong password by each, and lock the account."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    smtp.user, smtp.password = user, password
    if "PLAIN" in offered:
        smtp.auth("PLAIN", smtp.auth_plain)
    elif "LOGIN" in offered:
        smtp.auth("LOGIN", smtp.auth_login)
    else:
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN or LOGIN is not offered")


def _own_name() -> str:
    """getfqdn, which smtplib would use, can hang for seconds where DNS does not answer."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _tls(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not server.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
