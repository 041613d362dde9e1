"""What a message is: bounce, automatic reply, one of ours, or somebody's own words. Nothing is written down here."""

from datetime import date
from typing import NamedTuple

from models.reply import ReplyKind
from notifications.automatic import Automatic, automatic_in
from notifications.bounce import Bounce, bounce_in
from notifications.incoming import Incoming
from notifications.reply_text import own_words


class Sorted(NamedTuple):
    incoming: Incoming
    kind: ReplyKind
    """ANSWER means words of somebody's own; whether they answer a letter the database knows."""
    bounce: Bounce | None = None
    automatic: Automatic | None = None
    words: str = ""


def sorted_out(data: bytes, today: date) -> Sorted:
    """In this order: a bounce is also automatic, and an automatic reply also refers to a letter."""
    incoming = Incoming(data)
    if bounce := bounce_in(incoming):
        return Sorted(incoming, ReplyKind.BOUNCE if bounce.is_final else ReplyKind.DELAY, bounce=bounce)
    if incoming.header("X-Bevaka-Letter"):
        return Sorted(incoming, ReplyKind.OURS)
    if automatic := automatic_in(incoming, today):
        return Sorted(incoming, ReplyKind.LEFT if automatic.has_left else ReplyKind.AUTOMATIC, automatic=automatic)
    return Sorted(incoming, ReplyKind.ANSWER, words=own_words(incoming.text))
