"""Does a message say that one of our letters did not arrive?"""

import logging
import re
from email import message_from_string
from typing import NamedTuple

from flufl.bounce import all_failures

from notifications.incoming import Incoming, Mail, clean, inner_of, text_of

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


logging.getLogger("flufl.bounce").disabled = True
"""It logs each pattern's own faults with their traces, and a trace may show what somebody wrote."""


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


def _of(part: Mail) -> list[tuple[bool, str | None]]:
    said: list[tuple[bool, str | None]] = []
    for block in inner_of(part):
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
        temporary, permanent = all_failures(message_from_string(_squeezed(incoming.data)))
    except Exception:  # patterns for forty servers, met by what strangers write
        temporary = permanent = frozenset()
    if permanent or (code or "").startswith("5"):
        return True, code
    if temporary or (code or "").startswith("4"):
        return False, code
    # a server that says it in its subject and names our letter, in words that no pattern knows
    return (True, None) if _SAYS_SO.search(incoming.subject) and OUR_ID.search(_all_text(incoming)) else None


def _squeezed(data: bytes) -> str:
    """In ASCII, which all of the patterns are."""
    return re.sub(r"\n\s*\n", "\n\n", data[:_SHORT].decode("ascii", "replace").replace("\r\n", "\n"))


def _code(text: str) -> str | None:
    found = _CODE.search(text)
    return found[0] if found else None


def _letter_ids(incoming: Incoming) -> list[str]:
    named = [one for part in incoming.parts for one in _enclosed(part)]
    return list(dict.fromkeys([*named, *incoming.answers_to, *OUR_ID.findall(_all_text(incoming))]))


def _enclosed(part: Mail) -> list[str]:
    if part.get_content_type() not in _ENCLOSED:
        return []
    if inner := inner_of(part):
        return [found for one in inner for found in _ID.findall(str(one.get("Message-ID", ""))[:500])]
    headers = re.search(r"^message-id:\s*(<[^>\s]{3,250}>)", text_of(part)[:_LONGEST], re.IGNORECASE | re.MULTILINE)
    return [headers[1]] if headers else []


def _all_text(incoming: Incoming) -> str:
    texts = [clean(text_of(part)) for part in incoming.parts if part.get_content_maintype() == "text"]
    return "\n".join(texts)[:_LONGEST]
