"""Does a message say that one of our letters did not arrive?"""

import re
from email import message_from_bytes
from typing import NamedTuple

from flufl.bounce import all_failures

from notifications.incoming import Incoming, clean, text_of

OUR_ID = re.compile(r"<[0-9a-f]{32}\.bevaka@[!-;=?-~]{1,200}>")
_ID = re.compile(r"<[!-;=?-~]{3,250}>")
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_SAYS_SO = re.compile(
    r"undeliver|returned mail|delivery (?:status|failure|has failed)|failure notice|mail delivery failed"
    r"|(?:kunde|kan) inte levereras|olevererbar|inte levererat|leveransfel|misslyckad leverans",
    re.IGNORECASE,
)
_SERVERS = ("mailer-daemon", "postmaster", "mail-daemon", "mdaemon")
_ARRIVED = ("delivered", "relayed", "expanded")
_ENCLOSED = ("message/rfc822", "text/rfc822-headers", "message/global")
_LONGEST = 100_000
_SHORT = 32_000
"""Bytes that the patterns of other servers are tried on: some take a minute on a page of blank lines."""


class Bounce(NamedTuple):
    is_final: bool
    """No server tries any more. A server that gives up after days says *failed* with a code of 4: that is final too."""
    code: str | None
    letter_ids: list[str]
    """Message-IDs that may be the letter's, the likeliest first."""


def bounce_in(incoming: Incoming) -> Bounce | None:
    """A report as RFC 3464 has it, else in the words of servers that have their own."""
    found = _reported(incoming)
    if found is None and _looks_like_one(incoming):
        found = _told(incoming)
    if found is None:
        return None
    return Bounce(*found, _letter_ids(incoming))


def _reported(incoming: Incoming) -> tuple[bool, str | None] | None:
    """A letter of ours has one recipient; of several the gravest counts."""
    said = [one for part in incoming.parts if part.get_content_type() == "message/delivery-status" for one in _of(part)]
    for wanted in (True, False):
        for is_final, code in said:
            if is_final is wanted:
                return is_final, code
    return None


def _of(part: object) -> list[tuple[bool, str | None]]:
    blocks = part.get_payload()  # type: ignore[attr-defined]
    said: list[tuple[bool, str | None]] = []
    for block in blocks if isinstance(blocks, list) else []:
        action = str(block.get("Action", "")).strip().lower()
        code = _code(str(block.get("Status", "")))
        if action in _ARRIVED or not (action or code):
            continue
        said.append((action == "failed" or (action != "delayed" and (code or "").startswith("5")), code))
    return said


def _looks_like_one(incoming: Incoming) -> bool:
    local = (incoming.sender or incoming.header("From").lower()).partition("@")[0]
    is_from_server = any(server in local for server in _SERVERS)
    return is_from_server or incoming.header("Return-Path").strip() == "<>" or bool(_SAYS_SO.search(incoming.subject))


def _told(incoming: Incoming) -> tuple[bool, str | None] | None:
    text = incoming.text[:_LONGEST]
    code = _code(text)
    try:
        temporary, permanent = all_failures(message_from_bytes(_squeezed(incoming.data)))
    except Exception:  # patterns for forty servers, met by what strangers write
        temporary = permanent = frozenset()
    if permanent or (code or "").startswith("5"):
        return True, code
    if temporary or (code or "").startswith("4"):
        return False, code
    # a server that says it in its subject and names our letter, in words that no pattern knows
    return (True, None) if _SAYS_SO.search(incoming.subject) and OUR_ID.search(_all_text(incoming)) else None


def _squeezed(data: bytes) -> bytes:
    return re.sub(rb"\n\s*\n", b"\n\n", data[:_SHORT].replace(b"\r\n", b"\n"))


def _code(text: str) -> str | None:
    found = _CODE.search(text)
    return found[0] if found else None


def _letter_ids(incoming: Incoming) -> list[str]:
    named = [one for part in incoming.parts for one in _enclosed(part)]
    return list(dict.fromkeys([*named, *incoming.answers_to, *OUR_ID.findall(_all_text(incoming))]))


def _enclosed(part: object) -> list[str]:
    kind = part.get_content_type()  # type: ignore[attr-defined]
    if kind not in _ENCLOSED:
        return []
    inner = part.get_payload()  # type: ignore[attr-defined]
    if isinstance(inner, list):
        return [found for one in inner for found in _ID.findall(str(one.get("Message-ID", ""))[:500])]
    headers = re.search(r"^message-id:\s*(<[^>\s]{3,250}>)", str(inner)[:_LONGEST], re.IGNORECASE | re.MULTILINE)
    return [headers[1]] if headers else []


def _all_text(incoming: Incoming) -> str:
    texts = [clean(text_of(part)) for part in incoming.parts if part.get_content_maintype() == "text"]
    return "\n".join(texts)[:_LONGEST]
