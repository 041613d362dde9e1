"""What stood between us and a mail server before any letter was taken, in the words that its record keeps."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterable
from enum import StrEnum

from notifications.oauth import NoToken
from notifications.outcome import Delivery, Outcome, plain_reply
from notifications.smtp_login import LoginNotOffered

_TOKEN = re.compile(r"[A-Za-z0-9+/=_.~-]{40,}")


class Hindrance(StrEnum):
    """Each begins the text that is kept, so that the next step can be told from it later too."""

    NAME = "servernamnet finns inte i namnuppslagningen"
    REFUSED = "anslutningen nekades"
    SILENT = "servern svarade inte i tid"
    CERTIFICATE = "serverns certifikat godtas inte"
    ENCRYPTION = "krypteringen gick inte att upprätta"
    NO_STARTTLS = "servern erbjuder ingen kryptering (STARTTLS)"
    NO_LOGIN = "servern erbjuder ingen inloggning av det slag som kanalen anger"
    LOGIN = "inloggningen godtas inte"
    CUT = "servern bröt förbindelsen"
    OTHER = "ingen förbindelse med servern"


def no_session(error: BaseException, secrets: Iterable[str] = ()) -> Delivery:
    """Nothing was taken, and the next letter would not fare better. `secrets` is what a server may repeat."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    if isinstance(error, NoToken):
        return Delivery(Outcome.RETRY, error.code, error.reply, is_down=True)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _down(Hindrance.LOGIN, f": {_without(_reply(error), secrets)}", code)
    if isinstance(error, smtplib.SMTPResponseException):
        return Delivery(Outcome.RETRY, code, _reply(error), is_down=True)
    return _down(*hindrance(error))


def hindrance(error: BaseException) -> tuple[Hindrance, str]:
    """What a lost or refused line means, and its detail."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        return Hindrance.SILENT, ""  # smtplib calls it a cut line
    match error:
        case ssl.SSLCertVerificationError():
            return Hindrance.CERTIFICATE, f" ({error.verify_message})"
        case ssl.SSLError():
            return Hindrance.ENCRYPTION, f" ({error.reason or type(error).__name__})"
        case socket.gaierror():
            return Hindrance.NAME, ""
        case ConnectionRefusedError():
            return Hindrance.REFUSED, ""
        case TimeoutError():
            return Hindrance.SILENT, ""
        case LoginNotOffered():
            return Hindrance.NO_LOGIN, ""
        case smtplib.SMTPNotSupportedError():
            return Hindrance.NO_STARTTLS, ""
        case smtplib.SMTPServerDisconnected() | ConnectionError():
            return Hindrance.CUT, ""
        case _:
            return Hindrance.OTHER, f" ({type(error).__name__})"


def _down(found: Hindrance, detail: str, code: int | None = None) -> Delivery:
    return Delivery(Outcome.RETRY, code, plain_reply(f"{found}{detail}"), is_down=True)


def _reply(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return plain_reply(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))


def _without(reply: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        reply = reply.replace(secret, "[…]")
    return _TOKEN.sub("[…]", reply)
