"""A mail server that takes its commands in one go (RFC 2920), which aiosmtpd does not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import BinaryIO


class LineServer:
    """Answers each command with `replies`, or "250 ok"; after "354" it takes a message."""

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
            with line, line.makefile("rb") as said:
                line.sendall(b"220 hej\r\n")
                self._talk(line, said)

    def _talk(self, line: socket.socket, said: BinaryIO) -> None:
        while raw := said.readline():
            command = raw.decode().split()[0].upper()
            self.commands.append(command)
            reply = "250-hej\r\n250 PIPELINING" if command == "EHLO" else self.replies.get(command, "250 ok")
            line.sendall(f"{reply}\r\n".encode())
            if reply.startswith("421") or command == "QUIT":
                return
            if command == "DATA" and reply.startswith("354"):
                content = b"".join(raw_line.removeprefix(b".") for raw_line in iter(said.readline, b".\r\n"))
                self.messages.append(content)
                line.sendall(b"250 tagen\r\n" if content else b"554 ingen mottagare\r\n")


@contextmanager
def line_server(**replies: str) -> Iterator[LineServer]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = LineServer(listening, replies)
        thread = Thread(target=server.serve)
        thread.start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()
