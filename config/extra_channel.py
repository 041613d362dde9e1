"""Another channel beside mail, by any of Apprise's services, for the bodies and posts that want one."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.written import Slug


class ExtraChannel(BaseModel):
    """[[channel]] in office.toml."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    tag: Slug
    """Its name wherever it is spoken of: the address itself may be a password."""
    url: str = Field(repr=False, min_length=1)
    for_: list[str] = Field(alias="for", min_length=1)
    """Bodies by name, or one post of a body: "omsorgsnämnden: nämndsekreterare"."""

    @field_validator("url")
    @classmethod
    def _is_no_mail(cls, url: str) -> str:
        if url.startswith("bevaka-"):
            raise ValueError("bevaka-kanaler är för mejl och står i mail.channel. Här står en annan tjänst i Apprise.")
        return url


def different(channels: list[ExtraChannel]) -> list[ExtraChannel]:
    """Raises ValueError where two have the same name."""
    tags = [channel.tag for channel in channels]
    if len(set(tags)) < len(tags):
        raise ValueError("två kanaler har samma tag. Ge dem olika.")
    return channels
