"""Where answers by mail come in, and how often they are fetched. Without a mailbox none are."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.addresses import LONGEST, AddressRefused, normalised
from config.written import ChannelAddress

LONGEST_LOCAL = 64
TOKEN = 24
"""Letters that a token takes of the part before @."""


class ReplySettings(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    mailbox: ChannelAddress | None = Field(default=None, repr=False)
    """May hold a password: it stands in no text about the settings."""
    address: str | None = None
    """What replies are sent to: a token is put in after a plus sign. None: they go to the office's own address."""
    unknown_folder: str | None = None
    """Where mail that belongs to no letter is moved; without it such mail is left unread where it is."""
    minutes: int = Field(default=5, ge=1, le=59)

    @field_validator("address")
    @classmethod
    def _has_room(cls, address: str | None) -> str | None:
        if address is None:
            return None
        try:
            local, _, domain = normalised(address).partition("@")
        except AddressRefused as refused:
            raise ValueError(str(refused)) from None
        if "+" in local or len(local) + 1 + TOKEN > LONGEST_LOCAL or len(local + domain) + 2 + TOKEN > LONGEST:
            raise ValueError(
                "adressen ska inte ha något plustecken och högst 39 tecken före @, som svar@kommun.example."
            )
        return f"{local}@{domain}"
