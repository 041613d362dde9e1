"""Letters to a mail server: sessions that are reused, and for each letter an answer that says what is certain."""

import smtplib
from contextlib import suppress
from threading import Lock

from notifications.hindrances import no_session
from notifications.oauth import NoToken
from notifications.outcome import Delivery, Outcome
from notifications.smtp_letter import CLOSING, envelope, message
from notifications.smtp_login import credentials
from notifications.smtp_session import MailServer, SmtpSession


class _Broken(Exception):
    """The session cannot be used any more; nothing of the letter has been taken."""


class MailSessions:
    """The channel: one session for each letter that is under way, kept for the next one."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._idle: list[SmtpSession] = []
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
            session = SmtpSession(self.server)
        except (OSError, smtplib.SMTPException, NoToken) as error:
            return no_session(error, credentials(self.server.user, self.server.password))
        try:
            return self._sent(session, recipient, sender, data)
        except _Broken as broken:
            return no_session(broken.__cause__ or broken)

    def _reused(self) -> SmtpSession | None:
        while True:
            with self._lock:
                session = self._idle.pop() if self._idle else None
            if session is None or not session.is_worn:
                return session
            session.quit()

    def _sent(self, session: SmtpSession, recipient: str, sender: str, data: bytes) -> Delivery:
        """Raises _Broken if the session ends before the message was begun."""
        try:
            refused = envelope(session.smtp, recipient, sender)
        except (OSError, smtplib.SMTPException) as error:
            session.close()
            raise _Broken from error
        delivery = refused or message(session, data)
        if delivery.outcome is Outcome.UNCERTAIN or delivery.is_down:
            session.close()
        else:
            self._keep(session)
        return delivery

    def _keep(self, session: SmtpSession) -> None:
        session.used()
        with self._lock:
            self._idle.append(session)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.quit()
