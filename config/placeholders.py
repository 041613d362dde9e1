"""Secrets that an address in the settings names instead of holding: {env:NAME} and {file:PATH}."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from config.file_faults import why_not

_PLACE = re.compile(r"\{(env|file):([^{}]+)\}")


class SecretMissing(ValueError):
    """A secret that the settings name cannot be had. The text holds no secret."""


def filled(address: str, home: Path, environment: Mapping[str, str] = os.environ) -> str:
    """`address` with its secrets in place. Inside an address they are percent-encoded; where the secret is the whole
    of it, it is an address itself. A file is named from the office's folder or from the root. Raises SecretMissing."""
    if whole := _PLACE.fullmatch(address):
        return _secret(whole[1], whole[2], home, environment)
    return _PLACE.sub(lambda found: quote(_secret(found[1], found[2], home, environment), safe=""), address)


def _secret(kind: str, name: str, home: Path, environment: Mapping[str, str]) -> str:
    secret = environment.get(name, "") if kind == "env" else _read(home / name)
    if not secret.strip():
        place = f"Miljövariabeln {name}" if kind == "env" else f"Filen {home / name}"
        raise SecretMissing(f"{place}, som ska hålla en hemlighet, är tom eller saknas. Fyll i den och försök igen.")
    return secret.strip()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise SecretMissing(f"Filen {path}, som ska hålla en hemlighet, är inte ren text i UTF-8.") from None
    except OSError as error:
        raise SecretMissing(f"Filen {path}, som ska hålla en hemlighet, går inte att läsa: {why_not(error)}.") from None
