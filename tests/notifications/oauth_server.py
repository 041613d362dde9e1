"""A mail server that lets in by XOAUTH2 only, as Exchange Online does."""

from base64 import b64decode

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.notifications.mail_server import Server
from tests.notifications.microsoft import Microsoft

LONGEST_LOGIN = 12288
"""As RFC 4954 has it: a token is far longer than any other command."""


class OAuthServer(Server):
    """Takes the tokens that the fake Microsoft gave, and nobody's password."""

    def __init__(self, microsoft: Microsoft, mailbox: str = "bevaka@kommun.example") -> None:
        super().__init__()
        self.microsoft, self.mailbox = microsoft, mailbox
        self.logins = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ):
        server.command_size_limits["AUTH"] = LONGEST_LOGIN
        return await super().handle_EHLO(server, session, envelope, hostname, responses)

    async def auth_XOAUTH2(self, server: SMTP, words: list[str]) -> AuthResult:
        self.logins += 1
        user, bearer, *_ = b64decode(words[1]).decode().split("\x01")
        token = bearer.removeprefix("auth=Bearer ")
        if user == f"user={self.mailbox}" and self.microsoft.is_good(token):
            return AuthResult(success=True)
        await server.push(f"535 5.7.3 Authentication unsuccessful {token}")
        return AuthResult(success=False, handled=True)
