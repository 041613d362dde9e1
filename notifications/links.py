"""The answer link: a placeholder in every row, the working one only in the bytes that are sent."""

from notifications.items import ANSWER_LINK, REMOVED_LINK
from notifications.tokens import answer_token


def answer_link(office_url: str, secret: bytes, letter_id: int) -> str:
    return f"{office_url.rstrip('/')}/svar/{answer_token(secret, letter_id)}"


def has_link(text: str) -> bool:
    return ANSWER_LINK in text


def with_link(text: str, link: str | None) -> str:
    """The text as it is sent; without a link the placeholder becomes the words that stand for a removed one."""
    return shown(text) if link is None else text.replace(ANSWER_LINK, link)


def shown(text: str) -> str:
    """A letter's text or HTML as it is shown anywhere but in the mail itself: without the answer link."""
    return text.replace(f' href="{ANSWER_LINK}"', "").replace(ANSWER_LINK, REMOVED_LINK)
