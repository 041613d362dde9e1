"""A token endpoint, a Graph and a webhook on a loopback port, which answer as a test wants them to."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

SECRET = "appens~hemlighet/1"


@dataclass
class Microsoft:
    """`answers` are (status, headers, body) for the coming letters in turn; then all is well. "cut" hangs up."""

    port: int = 0
    lifetime: int = 3600
    issued: list[str] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], str] | str] = field(default_factory=list)
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    told: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    webhook_status: int = 200

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def graph(self) -> str:
        where = f"base={self.at}/v1.0&token_url={self.at}/katalog/oauth2/v2.0/token"
        return f"bevaka-graph://app:{{env:BEVAKA_APP_SECRET}}@katalog?{where}&timeout=5&data_timeout=5"

    def is_good(self, token: str) -> bool:
        return token in self.issued and token not in self.withdrawn


def refusal(status: int, code: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """As Graph refuses: its code, and a text that quotes what was sent."""
    body = {"error": {"code": code, "message": "direktor@kommun.example hemligt"}}
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, json.dumps(body)


class _Desk(BaseHTTPRequestHandler):
    microsoft: Microsoft

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("/token"):
            self._token(body)
        elif self.path.endswith("/sendMail"):
            self._letter(body)
        else:
            self.microsoft.told.append((self.path, json.loads(body)))
            self._answer(self.microsoft.webhook_status, {}, "{}")

    def _token(self, body: bytes) -> None:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        self.microsoft.asked.append(form)
        if form.get("client_secret") != SECRET or form.get("client_id") != "app":
            description = f"AADSTS7000215: Invalid client secret provided. {form.get('client_secret')}"
            fault = {"error": "invalid_client", "error_description": description}
            self._answer(401, {}, json.dumps(fault))
            return
        token = f"eyJ{len(self.microsoft.issued):04}{'x' * 1500}"
        self.microsoft.issued.append(token)
        answer = {"access_token": token, "expires_in": self.microsoft.lifetime, "token_type": "Bearer"}
        self._answer(200, {}, json.dumps(answer))

    def _letter(self, body: bytes) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        answer = self.microsoft.answers.pop(0) if self.microsoft.answers else (202, {}, "")
        if not self.microsoft.is_good(token):
            answer = refusal(401, "InvalidAuthenticationToken")
        if self.headers.get("Content-Type") != "text/plain":
            answer = refusal(400, "BadRequest")
        if answer == "cut" or isinstance(answer, tuple) and answer[0] == 202:
            self.microsoft.letters.append((self.path, b64decode(body, validate=True)))
        if isinstance(answer, str):
            self.connection.close()
            self.close_connection = True
            return
        self._answer(*answer)

    def _answer(self, status: int, headers: dict[str, str], body: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body.encode())), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())


@contextmanager
def microsoft() -> Iterator[Microsoft]:
    found = Microsoft()
    desk = type("Desk", (_Desk,), {"microsoft": found, "protocol_version": "HTTP/1.1"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
    server.daemon_threads = True
    found.port = server.server_address[1]
    thread = Thread(target=lambda: server.serve_forever(0.02))
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
