"""A mail server that takes its commands in one go (RFC 2920), which aiosmtpd does not."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import BinaryIO

LONGEST = 1000
CUT = "cut"


def _verdict(lines: list[bytes]) -> str:
    if not lines:
        return "554 ingen mottagare"
    if max(map(len, lines)) > LONGEST:
        return "500 5.6.0 Line too long"
    return "250 tagen" if all(line.isascii() for line in lines) else "554 5.6.1 8BITMIME krävs"


class LineServer:
    """Answers each command with `replies`, or "250 ok"; after "354" it takes a message.

    It knows no 8BITMIME and takes no line longer than RFC 5321 allows. `CUT` as the reply to DATA hangs up inside
    the message, before its last dot."""

    def __init__(self, listening: socket.socket, replies: dict[str, str]) -> None:
        self.listening, self.replies = listening, {"DATA": "354 skriv"} | replies
        self.port = listening.getsockname()[1]
        self.commands: list[str] = []
        self.messages: list[bytes] = []

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with suppress(ConnectionError), line, line.makefile("rb") as said:
                greeting = self.replies.get("GREETING", "220 hej")
                line.sendall(f"{greeting}\r\n".encode())
                if greeting.startswith("220"):
                    self._talk(line, said)

    def _talk(self, line: socket.socket, said: BinaryIO) -> None:
        while raw := said.readline():
            command = raw.decode("ascii", "replace").split()[0].upper()
            self.commands.append(command)
            reply = "250-hej\r\n250 PIPELINING" if command == "EHLO" else self.replies.get(command, "250 ok")
            line.sendall(f"{reply.replace(CUT, '354 skriv')}\r\n".encode())
            if reply == CUT:
                said.readline()
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            if reply.startswith("421") or command == "QUIT":
                return
            if command == "DATA" and reply.startswith("354"):
                lines = list(iter(said.readline, b".\r\n"))
                line.sendall(f"{_verdict(lines)}\r\n".encode())
                if _verdict(lines).startswith("250"):
                    self.messages.append(b"".join(raw_line.removeprefix(b".") for raw_line in lines))


@contextmanager
def line_server(**replies: str) -> Iterator[LineServer]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = LineServer(listening, replies)
        thread = Thread(target=server.serve)
        thread.start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()
