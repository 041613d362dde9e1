"""Logging in to a mail server: once, by one mechanism.

smtplib's own login tries a wrong password by each mechanism in turn, which locks accounts, and takes no å in one."""

import smtplib
from base64 import b64encode

LET_IN = 235
GO_ON = 334


class LoginNotOffered(smtplib.SMTPNotSupportedError):
    """The server knows no way to log in that we know."""


def log_in(smtp: smtplib.SMTP, user: str, password: str | None, token: str | None = None) -> None:
    """By XOAUTH2 where there is a token, else with the password. Raises SMTPAuthenticationError, LoginNotOffered."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    name, secret = user.encode(), (password or "").encode()
    if token is not None and "XOAUTH2" in offered:
        # a refusal comes as a challenge first, and is spelled out after an empty answer
        _converse(smtp, _first("XOAUTH2", f"user={user}\x01auth=Bearer {token}\x01\x01".encode()), "")
    elif token is None and "PLAIN" in offered:
        _converse(smtp, _first("PLAIN", b"\0" + name + b"\0" + secret))
    elif token is None and "LOGIN" in offered:
        _converse(smtp, "AUTH LOGIN", _encoded(name), _encoded(secret))
    else:
        raise LoginNotOffered


def credentials(user: str | None, password: str | None) -> list[str]:
    """The password in every form in which it is sent: a server may repeat any of them."""
    if not user or not password:
        return []
    name, secret = user.encode(), password.encode()
    return [password, _encoded(secret), _encoded(b"\0" + name + b"\0" + secret)]


def _first(mechanism: str, answer: bytes) -> str:
    return f"AUTH {mechanism} {_encoded(answer)}"


def _encoded(answer: bytes) -> str:
    return b64encode(answer).decode("ascii")


def _converse(smtp: smtplib.SMTP, *lines: str) -> None:
    code, reply = 0, b""
    for line in lines:
        code, reply = smtp.docmd(line)
        if code != GO_ON:
            break
    if code != LET_IN:
        raise smtplib.SMTPAuthenticationError(code, reply)
