"""Logging in to a mail server: once, by one mechanism."""

import smtplib


class LoginNotOffered(smtplib.SMTPNotSupportedError):
    """The server knows no way to log in that we know."""


def log_in(smtp: smtplib.SMTP, user: str, password: str | None, token: str | None = None) -> None:
    """By XOAUTH2 where there is a token, else with the password. smtplib's own login would try a wrong password by
    each mechanism in turn, and lock the account."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if token is not None:
        _with_token(smtp, offered, user, token)
        return
    smtp.user, smtp.password = user, password or ""
    if "PLAIN" in offered:
        smtp.auth("PLAIN", smtp.auth_plain)
    elif "LOGIN" in offered:
        smtp.auth("LOGIN", smtp.auth_login)
    else:
        raise LoginNotOffered


def _with_token(smtp: smtplib.SMTP, offered: list[str], user: str, token: str) -> None:
    if "XOAUTH2" not in offered:
        raise LoginNotOffered

    def answer(challenge: bytes | None = None) -> str:
        # a refusal comes as a challenge first, and is spelled out after an empty answer
        return "" if challenge is not None else f"user={user}\x01auth=Bearer {token}\x01\x01"

    smtp.auth("XOAUTH2", answer)
