"""A letter's links: placeholders in every row, the working ones only in the bytes that are sent (rule 11)."""

from dataclasses import dataclass

from notifications.items import ANSWER_LINK, FEWER_LINK, REMOVED_LINK, WHY_LINK
from notifications.tokens import Opens, letter_token

REMOVED = {ANSWER_LINK: REMOVED_LINK, WHY_LINK: "[länk borttagen]", FEWER_LINK: "[länk borttagen]"}
"""What stands in a letter's text wherever it is shown."""


@dataclass(frozen=True, slots=True)
class Links:
    """The working links of one letter."""

    answer: str
    why: str
    fewer: str
    """Opens a page that changes how often the reader hears; as one-click unsubscribing it does so at once."""


def links_of(office_url: str, secret: bytes, letter_id: int) -> Links:
    pages = f"{office_url.rstrip('/')}/svar"
    return Links(
        f"{pages}/{letter_token(secret, letter_id, Opens.ANSWER)}",
        f"{pages}/varfor/{letter_token(secret, letter_id, Opens.WHY)}",
        f"{pages}/farre/{letter_token(secret, letter_id, Opens.FEWER)}",
    )


def with_links(text: str, links: Links | None) -> str:
    """The text as it is sent; without links the words that stand for removed ones."""
    if links is None:
        return shown(text)
    return text.replace(ANSWER_LINK, links.answer).replace(WHY_LINK, links.why).replace(FEWER_LINK, links.fewer)


def shown(text: str) -> str:
    """A letter's text or HTML as it is shown anywhere but in the mail itself: without working links."""
    for placeholder, words in REMOVED.items():
        text = text.replace(f' href="{placeholder}"', "").replace(placeholder, words)
    return text
