"""A mail server that takes everything at once and notes what it took: python -m bench.sink LOG [SLOWEST_MS]

Its port is printed on the first line. Each letter is a line of the log: recipient, Message-ID and a hash of the bytes,
written when the server has answered 250, as a server that took the letter would have stored it."""

import asyncio
import random
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import IO

_MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.I | re.M)
_ADDRESS = re.compile(rb"<([^>]*)>")
_END = b"\r\n.\r\n"


class Session(asyncio.Protocol):
    """One connection: commands line by line, a letter in one piece."""

    def __init__(self, log: IO[str], slowest: float) -> None:
        self.log, self.slowest = log, slowest
        self.waiting = bytearray()
        self.in_letter = False
        self.recipient = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while self._letter() if self.in_letter else self._command():
            pass

    def _command(self) -> bool:
        end = self.waiting.find(b"\r\n")
        if end < 0:
            return False
        line = bytes(self.waiting[:end])
        del self.waiting[: end + 2]
        verb = line[:4].upper()
        if verb == b"EHLO":
            self.transport.write(b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
        elif verb == b"DATA":
            self.in_letter = True
            self.transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            if verb == b"RCPT" and (address := _ADDRESS.search(line)):
                self.recipient = address[1]
            self.transport.write(b"250 ok\r\n")
        return True

    def _letter(self) -> bool:
        end = self.waiting.find(_END)
        if end < 0:
            return False
        letter = bytes(self.waiting[: end + 2])
        del self.waiting[: end + len(_END)]
        self.in_letter = False
        found = _MESSAGE_ID.search(letter)
        named = found[1].decode("ascii", "replace") if found else "-"
        self.log.write(f"{self.recipient.decode()} {named} {sha256(letter).hexdigest()}\n")
        if self.slowest:  # the window in which a sender may die without knowing
            wait = random.uniform(0, self.slowest)
            asyncio.get_running_loop().call_later(wait, self.transport.write, b"250 taken\r\n")
        else:
            self.transport.write(b"250 taken\r\n")
        return True


async def serve(log: Path, slowest: float) -> None:
    with log.open("w", buffering=1) as lines:
        server = await asyncio.get_running_loop().create_server(lambda: Session(lines, slowest), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), float(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0.0))
