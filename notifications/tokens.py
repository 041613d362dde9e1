"""The tokens of a letter's links and of its reply address: its number and a seal on it. They are never stored."""

import hmac
import os
import secrets
from base64 import b32decode, b32encode
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from config.file_faults import why_not

NAME = "secret"
KEY_BYTES = 32
_NUMBER, _SEAL = 5, 10
"""15 bytes in all: 24 letters of base32 with no bit to spare, so that no other spelling means the same."""
LENGTH = 24


class Opens(StrEnum):
    """What a token is good for. Each has a seal of its own: a reply address is seen by everybody who gets a copy, and
    must not open the answer page."""

    ANSWER = "svar"
    WHY = "varfor"
    FEWER = "farre"
    REPLY = "svarsadress"


class SecretUnreadable(RuntimeError):
    """The key of the answer links cannot be read or made."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"Nyckeln till svarslänkarna, {path}, kan inte användas: {why}. Läs tillbaka filen från en säkerhetskopia. "
            "Finns ingen, ta bort filen: då görs en ny, och länkar som redan är skickade slutar fungera."
        )
        self.path = path


def load_secret(home: Path) -> bytes:
    """The office's key, made on first use, readable by its owner alone. Raises SecretUnreadable."""
    path = home / NAME
    try:
        if not path.exists():
            _make(path)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise SecretUnreadable(path, why_not(error)) from None
    except ValueError:
        raise SecretUnreadable(path, "den är skadad") from None
    if len(key) != KEY_BYTES:
        raise SecretUnreadable(path, "den har fel längd")
    return key


def _make(path: Path) -> None:
    """Whole or not at all: two programs that start together end up with the same key."""
    draft = path.with_name(f".{NAME}-{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def letter_token(secret: bytes, letter_id: int, opens: Opens = Opens.ANSWER) -> str:
    """The same letter always has the same token, so that a resend is byte-identical."""
    number = letter_id.to_bytes(_NUMBER, "big")
    return b32encode(number + _seal(secret, opens, number)).decode("ascii").lower()


def answer_token(secret: bytes, letter_id: int) -> str:
    return letter_token(secret, letter_id, Opens.ANSWER)


def letter_of(secret: bytes, token: str, opens: Opens = Opens.ANSWER) -> int | None:
    """The letter whose token this is; None for anything else. Mail programs may change the case of letters."""
    if len(token) != LENGTH or not token.isascii():
        return None
    try:
        raw = b32decode(token.upper())
    except ValueError:
        return None
    number, seal = raw[:_NUMBER], raw[_NUMBER:]
    if not hmac.compare_digest(seal, _seal(secret, opens, number)):
        return None
    return int.from_bytes(number, "big")


def _seal(secret: bytes, opens: Opens, number: bytes) -> bytes:
    return hmac.digest(secret, b"bevaka " + opens.encode() + b" " + number, sha256)[:_SEAL]
