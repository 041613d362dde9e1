"""Letters as files in a folder, which stands for the mailboxes until a mail server is chosen."""

import os
import re
import secrets
from email.parser import BytesHeaderParser
from pathlib import Path

from config.file_faults import why_not
from notifications.outcome import Delivery, Outcome

_UNSAFE = re.compile(r"[^a-z0-9.@_+-]")
LONGEST_NAME = 180


class LetterFolder:
    """Writes each letter whole or not at all. A letter that is sent again takes its own place again."""

    connections = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, recipient: str, sender: str, data: bytes) -> Delivery:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(self.folder / file_name(recipient, data), data)
        except OSError as error:
            return Delivery(Outcome.RETRY, None, why_not(error), is_down=True)
        return Delivery(Outcome.SENT, None, "skrivet till mappen")

    def _write(self, path: Path, data: bytes) -> None:
        draft = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        # without this a power cut could take back a file that the database holds for sent
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        pass


def file_name(recipient: str, data: bytes) -> str:
    """Day, letter and recipient: 2017-11-14-17-kansli@kommun.example.eml."""
    letter = BytesHeaderParser().parsebytes(data[:4096]).get("X-Bevaka-Letter", "okant")
    return _UNSAFE.sub("_", f"{letter}-{recipient}".lower())[:LONGEST_NAME] + ".eml"
