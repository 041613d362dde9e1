"""How single values are written in the settings: each refuses in words that say what is allowed."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from config.addresses import normalised

_HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_SLUG = re.compile(r"[a-z0-9-]+")
_CHANNEL = re.compile(r"bevaka-[a-z]+://.+")
"""Which kinds there are, and what their addresses may hold, only `notifications` knows."""
_NAMED = re.compile(r"\{(?:env|file):[^{}]+\}")
"""An address that is kept elsewhere as a whole."""
DATABASES = ("sqlite:///", "postgresql+psycopg://")


def _hour(text: str) -> str:
    if not _HOUR.fullmatch(text):
        raise ValueError(f"”{text}” är ingen tid på dygnet. Skriv den som 07:00, från 00:00 till 23:59.")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(f"”{text}” får bara ha små bokstäver a–z, siffror och bindestreck, som linkoping.")
    return text


def _address(text: str) -> str:
    normalised(text)
    return text


def _channel(text: str) -> str:
    if not (_CHANNEL.fullmatch(text) or _NAMED.fullmatch(text)):
        raise ValueError(
            "kanalen känns inte igen. Skriv bevaka-folder://letters för filer i en mapp, eller "
            "bevaka-smtp://server:587?security=starttls för en e-postserver."
        )
    return text


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"”{text}” är ingen webbadress. Skriv till exempel https://bevaka.kommun.example.")
    return text


def _database(text: str) -> str:
    if not (text.startswith(DATABASES) or _NAMED.fullmatch(text)):  # not repeated: it may hold a password
        raise ValueError(
            "adressen känns inte igen. Skriv sqlite:///FIL eller postgresql+psycopg://NAMN:LÖSENORD@SERVER/DATABAS."
        )
    return text


Hour = Annotated[str, AfterValidator(_hour)]
Slug = Annotated[str, AfterValidator(_slug)]
Address = Annotated[str, AfterValidator(_address)]
ChannelAddress = Annotated[str, AfterValidator(_channel)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
DatabaseAddress = Annotated[str, AfterValidator(_database)]
