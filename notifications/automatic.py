"""Was a message written by a machine, and does it say that somebody is away or gone? Why is read by nobody."""

import re
from datetime import date
from typing import NamedTuple

from notifications.incoming import Incoming
from notifications.reply_text import own_words
from notifications.return_day import return_day

_SUBJECT = re.compile(
    r"\s*(?:(?:re|sv|aw|vs):\s*)*(?:autosvar|automatiskt? svar|automatisk(?:t)? meddelande|frånvaro(?:meddelande)?\b"
    r"|frånvarande\b|semester(?:hälsning|meddelande)\b|automatic reply|auto(?:matic)?[ -]?(?:reply|response|svar)"
    r"|out of (?:the )?office|ooo\b|on vacation|vacation reply|abwesen)",
    re.IGNORECASE,
)
_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Reply-From", "X-Mail-Autoreply", "List-Id")
_SUPPRESS = re.compile(r"\b(?:all|oof|autoreply)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\bhar (?:nu )?slutat(?! (?:för|röka|snusa|med|svara|ta|att|mitt))"
    r"|\bslutat (?:på|i|vid|hos|som|min anställning|min tjänst|mitt arbete)"
    r"|\b(?:arbetar|jobbar) (?:inte|ej) (?:längre|kvar)\b(?! än\b)"
    r"|\b(?:är|finns) (?:inte|ej) (?:längre )?(?:anställd|kvar)\b(?! på kontoret)"
    r"|\bhar lämnat (?:min|sin|mitt|sitt) (?:tjänst|anställning|arbete|uppdrag)\b"
    r"|\bavslutat (?:min|sin) (?:tjänst|anställning)\b"
    r"|\b(?:no longer|don't|not) (?:work(?:s|ing)?|employed)\b(?= (?:at|for|here|with|in|by)|[.!,])"
    r"|\bno longer (?:with|be with|available at this)\b"
    r"|\bha(?:s|ve) left (?:the|my|our) (?:company|organi[sz]ation|municipality|council|position|post|job|employment)",
    re.IGNORECASE,
)


class Automatic(NamedTuple):
    has_left: bool
    returns_on: date | None


def is_automatic(incoming: Incoming) -> bool:
    submitted = incoming.header("Auto-Submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or incoming.header("Precedence").strip().lower() in _PRECEDENCE
        or bool(_SUPPRESS.search(incoming.header("X-Auto-Response-Suppress")))
        or any(incoming.header(name) for name in _MARKS)
        or incoming.message.get_content_type() == "multipart/report"
        or bool(_SUBJECT.match(incoming.subject))
    )


def automatic_in(incoming: Incoming, today: date) -> Automatic | None:
    """A day of return outweighs words about having left: *har slutat för i dag*, and colleagues who are named."""
    if not is_automatic(incoming):
        return None
    said = own_words(incoming.text) or own_words(incoming.subject)
    returns_on = return_day(f"{incoming.subject}\n{said}", today)
    plain = " ".join(said.split())
    return Automatic(returns_on is None and bool(_LEFT.search(plain)), returns_on)
