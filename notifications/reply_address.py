"""The address that replies to one letter go to. Like the answer link it stands in what is sent and nowhere else."""

from config.office import Office
from models.letter import Letter
from notifications.tokens import Opens, letter_token


def reply_address(office: Office, secret: bytes, letter: Letter) -> str | None:
    """svar+TOKEN@kommun.example for a letter that asks; None where the office takes no answers by mail, and for
    letters that ask nothing, whose replies are for a person. In lower case: that is how mail servers pass it on."""
    address = office.settings.replies.address
    if address is None or letter.answer_until is None:
        return None
    local, _, domain = address.partition("@")
    return f"{local}+{letter_token(secret, letter.id, Opens.REPLY)}@{domain}"
