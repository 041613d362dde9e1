"""Letters that a program wrote in two parts ("o" and its dots), put together without losing their places."""

import unicodedata


def composed(text: str) -> tuple[str, list[int] | None]:
    """The text with whole letters, and where each one stands in the original; None where nothing changed."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        whole = unicodedata.normalize("NFC", chars[-1] + char) if chars and unicodedata.combining(char) else ""
        if len(whole) == 1:
            chars[-1] = whole
        else:
            chars.append(char)
            places.append(at)
    places.append(len(text))  # the end of the last line has a place, too
    return "".join(chars), places


def whole_end(text: str, end: int) -> int:
    """The end of a stretch moved on over the dots that belong to its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
