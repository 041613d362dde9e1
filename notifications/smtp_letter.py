"""One letter over an open session: what the server's answers make certain, step by step."""

import re
import smtplib
from contextlib import suppress

from notifications.hindrances import hindrance
from notifications.outcome import Delivery, Outcome, plain_reply
from notifications.smtp_session import SmtpSession

CLOSING, LOGIN_FIRST, TOO_LARGE, GO_ON = 421, 530, 552, 354
_OURS = re.compile(r"\b5\.7\.(?:3|30|57|60|139)\b|\b5\.2\.252\b")
"""Not logged in, basic login switched off, or no right to send as this sender: Exchange may say so of any command, also
after the message. It is the office's own fault and meets every letter."""
_NO_RELAY = re.compile(
    r"\b5\.7\.(?:54|64)\b|relay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|not (?:permitted|allowed))"
    r"|(?:unable|not permitted|not allowed) to relay",
    re.IGNORECASE,
)
"""The server does not pass on letters from this machine, or not to that domain. The address may be right."""
_LEADING_DOT = re.compile(rb"(?m)^\.")
_UNFIT = re.compile(r"[^!-;=?-~]")


def envelope(smtp: smtplib.SMTP, recipient: str, sender: str) -> Delivery | None:
    """MAIL, RCPT and DATA; the refusal if there is one, None when the server waits for the message.

    In one go where the server allows it (RFC 2920), which saves two journeys a letter. Raises OSError and
    SMTPException where the line is lost: nothing has left then."""
    if _UNFIT.search(recipient) or _UNFIT.search(sender):
        raise ValueError("an address in an envelope is plain ASCII without spaces and brackets")
    mail, rcpt, data = f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>", "DATA"
    in_one_go = smtp.has_extn("pipelining")
    if in_one_go:
        smtp.send(f"{mail}\r\n{rcpt}\r\n{data}\r\n")
    refusal: Delivery | None = None
    code = 0
    for command, good in ((mail, (250,)), (rcpt, (250, 251)), (data, (GO_ON,))):
        if not in_one_go:
            smtp.putcmd(command)
        code, reply = smtp.getreply()
        if code not in good and refusal is None:
            refusal = _refusal(command, code, reply)
        if code == CLOSING or refusal is not None and not in_one_go:
            break
    if refusal is None:
        return None
    with suppress(OSError, smtplib.SMTPException):
        if code == GO_ON:  # it refused everybody and waits for a message all the same
            smtp.send(b".\r\n")
            smtp.getreply()
        smtp.rset()
    return refusal


def _refusal(command: str, code: int, reply: bytes) -> Delivery:
    """A refused sender is the office's own fault and meets every letter; only the size is this letter's."""
    return _answered(code, reply, is_down=command.startswith("MAIL") and code != TOO_LARGE)


def _answered(code: int, reply: bytes, *, is_down: bool = False) -> Delivery:
    said = plain_reply(reply.decode("utf-8", "replace"))
    is_down = is_down or code in (CLOSING, LOGIN_FIRST) or code >= 500 and bool(_OURS.search(said))
    is_final = code >= 500 and not is_down and not _NO_RELAY.search(said)
    return Delivery(Outcome.UNDELIVERABLE if is_final else Outcome.RETRY, code, said, is_down)


def message(session: SmtpSession, data: bytes) -> Delivery:
    """The message itself. From its first byte on only the server's answer makes anything certain."""
    body = _LEADING_DOT.sub(b"..", data)
    try:
        session.wait_for(session.server.data_timeout)
        session.smtp.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, reply = session.smtp.getreply()
        session.wait_for(session.server.timeout)
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(Outcome.UNCERTAIN, None, f"osäkert efter DATA: {hindrance(error)[0]}")
    if 200 <= code < 300:
        return Delivery(Outcome.SENT, code, plain_reply(reply.decode("utf-8", "replace")))
    return _answered(code, reply)
