"""Letters to a mail server: sessions that are reused, and for each letter an answer that says what is certain."""

import re
import smtplib
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from notifications.outcome import Delivery, Outcome, plain_reply

LETTERS_PER_SESSION = 100
IDLE_SECONDS = 30.0
CLOSING, LOGIN_FIRST, TOO_LARGE = 421, 530, 552
_LEADING_DOT = re.compile(rb"(?m)^\.")


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


class _Session:
    """One open connection."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.sent = 0
        self.used_at = time.monotonic()
        self.smtp = self._connect()

    def _connect(self) -> smtplib.SMTP:
        server, name = self.server, _own_name()
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

    @property
    def is_worn(self) -> bool:
        return self.sent >= LETTERS_PER_SESSION or time.monotonic() - self.used_at > IDLE_SECONDS

    def wait_for(self, seconds: float) -> None:
        if self.smtp.sock is not None:
            self.smtp.sock.settimeout(seconds)

    def quit(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self.smtp.quit()
        self.smtp.close()


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


class _Broken(Exception):
    """The session cannot be used any more; nothing of the letter has been taken."""


class MailSessions:
    """The channel: one session for each letter that is under way, kept for the next one."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._idle: list[_Session] = []
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"MailSessions({self.server.host}:{self.server.port})"

    @property
    def connections(self) -> int:
        return self.server.connections

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
        session = self._reused()
        if session is not None:
            with suppress(_Broken):  # the server hung up while it was idle: a new session is right
                delivery = self._sent(session, recipient, sender, data)
                if delivery.code != CLOSING:
                    return delivery
        try:
            session = _Session(self.server)
        except (OSError, smtplib.SMTPException) as error:
            return _down(error)
        try:
            return self._sent(session, recipient, sender, data)
        except _Broken as broken:
            return _down(broken.__cause__ or broken)

    def _reused(self) -> _Session | None:
        while True:
            with self._lock:
                session = self._idle.pop() if self._idle else None
            if session is None or not session.is_worn:
                return session
            session.quit()

    def _sent(self, session: _Session, recipient: str, sender: str, data: bytes) -> Delivery:
        """Raises _Broken if the session ends before the message was begun."""
        try:
            refused = _envelope(session.smtp, recipient, sender)
        except (OSError, smtplib.SMTPException) as error:
            session.smtp.close()
            raise _Broken from error
        delivery = refused or _message(session, data)
        if delivery.outcome is Outcome.UNCERTAIN or delivery.is_down:
            session.smtp.close()
        else:
            self._keep(session)
        return delivery

    def _keep(self, session: _Session) -> None:
        session.sent += 1
        session.used_at = time.monotonic()
        with self._lock:
            self._idle.append(session)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.quit()


def _envelope(smtp: smtplib.SMTP, recipient: str, sender: str) -> Delivery | None:
    """MAIL, RCPT and DATA; the refusal if there is one, None when the server waits for the message."""
    code, reply = smtp.mail(sender)
    if code != 250:
        # a refused sender is the office's own fault and meets every letter; only the size is this letter's
        return _refusal(smtp, code, reply, is_down=code != TOO_LARGE)
    code, reply = smtp.rcpt(recipient)
    if code not in (250, 251):
        return _refusal(smtp, code, reply, is_down=code in (CLOSING, LOGIN_FIRST))
    code, reply = smtp.docmd("DATA")
    if code != 354:
        return _refusal(smtp, code, reply, is_down=code == CLOSING)
    return None


def _refusal(smtp: smtplib.SMTP, code: int, reply: bytes, *, is_down: bool) -> Delivery:
    with suppress(OSError, smtplib.SMTPException):
        smtp.rset()
    outcome = Outcome.UNDELIVERABLE if code >= 500 and not is_down else Outcome.RETRY
    return Delivery(outcome, code, plain_reply(reply.decode("utf-8", "replace")), is_down)


def _message(session: _Session, data: bytes) -> Delivery:
    """The message itself. From its first byte on only the server's answer makes anything certain."""
    smtp = session.smtp
    body = _LEADING_DOT.sub(b"..", data)
    try:
        session.wait_for(session.server.data_timeout)
        smtp.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, reply = smtp.getreply()
        session.wait_for(session.server.timeout)
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(Outcome.UNCERTAIN, None, f"förbindelsen bröts efter DATA ({type(error).__name__})")
    text = plain_reply(reply.decode("utf-8", "replace"))
    if 200 <= code < 300:
        return Delivery(Outcome.SENT, code, text)
    return Delivery(Outcome.UNDELIVERABLE if code >= 500 else Outcome.RETRY, code, text, is_down=code == CLOSING)


def _down(error: BaseException) -> Delivery:
    """Nothing was taken, and the next letter would not fare better."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Delivery(Outcome.RETRY, error.smtp_code, "e-postservern godtar inte användaren eller lösenordet", True)
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
        return Delivery(Outcome.RETRY, error.smtp_code, plain_reply(text), True)
    return Delivery(Outcome.RETRY, None, f"ingen förbindelse med e-postservern ({type(error).__name__})", True)
