"""The other process: takes foreign files apart, one after another, within bounds that the system holds.

What it reads may be made to hang, to fill the memory or to break the parser. Then this process ends, nothing else."""

import re
import resource
import struct
import sys
from typing import IO

from documents.limits import MEMORY, Trouble, Unparsed

_HEAD = struct.Struct("<cQ")
_SPOILT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202c\u2066-\u2069\ufeff\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
PDF, DOCX, HTML = b"P", b"D", b"H"
TEXT, TROUBLE = b"T", b"!"


def write(stream: IO[bytes], kind: bytes, data: bytes) -> None:
    stream.write(_HEAD.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next message; None where the other side has gone."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    data = stream.read(length)
    return (kind, data) if len(data) == length else None


def _parsed(kind: bytes, data: bytes) -> str:
    if kind == PDF:
        from documents.pdf_text import pdf_text

        return pdf_text(data)
    if kind == DOCX:
        from documents.docx_text import docx_text

        return docx_text(data)
    from documents.html_text import html_text

    return html_text(data.decode())


def _cleaned(text: str) -> str:
    """Text that a database can hold and that shows as it reads."""
    return _LONE.sub(
        "\ufffd", _SPOILT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c\n", "\x0c"))
    )


def _answer(kind: bytes, data: bytes) -> tuple[bytes, bytes]:
    try:
        return TEXT, _cleaned(_parsed(kind, data)).encode()
    except Unparsed as error:
        return TROUBLE, error.trouble.value.encode()
    except MemoryError:
        return TROUBLE, Trouble.TOO_SLOW.value.encode()
    except Exception:  # one damaged file must not stop those behind it, whatever its parser thinks of it
        return TROUBLE, Trouble.DAMAGED.value.encode()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while message := read(sys.stdin.buffer):
        write(sys.stdout.buffer, *_answer(*message))


if __name__ == "__main__":
    main()
