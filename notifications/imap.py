"""A mailbox on a server: read without marking, marked when what was read has been written down."""

import imaplib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from imapclient import SEEN, IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from notifications.hindrances import Hindrance, hindrance
from notifications.incoming import LARGEST
from notifications.oauth import NoToken, TokenSource
from notifications.smtp_session import Security
from notifications.trust import Trust
from notifications.unreachable import MailboxUnreachable

Got = TypeVar("Got")
FAULTS = (OSError, imaplib.IMAP4.error, IMAPClientError, NoToken, ValueError, AssertionError)
"""What the library raises where a server refuses, hangs up or answers nonsense. Its texts may hold what was sent."""


@dataclass(frozen=True)
class ImapAccount:
    host: str
    port: int
    security: Security
    user: str
    folder: str
    password: str | None = field(default=None, repr=False)
    tokens: TokenSource | None = field(default=None, repr=False)
    unknown_folder: str | None = None
    trust: Trust = Trust()
    timeout: float = 60.0


class ImapMailbox:
    """One session from `open` to `close`."""

    def __init__(self, account: ImapAccount) -> None:
        self.account = account
        self.name = f"{account.user}@{account.host}/{account.folder}"
        self._client: Any = None

    def open(self) -> int:
        self._client = _told(self._connected)
        _told(self._log_in)
        selected: dict[bytes, Any] = _told(lambda: self._client.select_folder(self.account.folder))
        return int(selected.get(b"UIDVALIDITY", 0))

    def uids(self, after: int) -> list[int]:
        # a server answers n:* with its last message, also where that has a lower number
        found: list[int] = _told(lambda: self._client.search(["UID", f"{after + 1}:*"]))
        return sorted(uid for uid in found if uid > after)

    def fetch(self, uid: int) -> bytes | None:
        got: dict[int, dict[bytes, Any]] = _told(lambda: self._client.fetch([uid], [f"BODY.PEEK[]<0.{LARGEST}>"]))
        data = next((value for key, value in got.get(uid, {}).items() if key.startswith(b"BODY[")), None)
        return data if isinstance(data, bytes) else None

    def file(self, uids: Sequence[int], unknown: Sequence[int]) -> None:
        if uids:
            _told(lambda: self._client.add_flags(list(uids), [SEEN], silent=True))
        if unknown and self.account.unknown_folder:
            _told(lambda: self._move(list(unknown), str(self.account.unknown_folder)))

    def close(self) -> None:
        if self._client is None:
            return
        with suppress(*FAULTS):  # it may have hung up first
            self._client.logout()
        self._client = None

    def _connected(self) -> IMAPClient:
        account = self.account
        is_tls = account.security is Security.TLS
        context = account.trust.context() if account.security is not Security.NONE else None
        client = IMAPClient(
            account.host, account.port, ssl=is_tls, ssl_context=context if is_tls else None, timeout=account.timeout
        )
        if account.security is Security.STARTTLS:
            client.starttls(context)
        return client

    def _log_in(self) -> None:
        account = self.account
        if account.tokens is not None:
            token = account.tokens.token()
            try:
                self._client.oauth2_login(account.user, token)
            except LoginError:
                account.tokens.refused(token)
                raise
        elif (account.password or "").isascii():
            self._client.login(account.user, account.password)
        else:  # LOGIN has no letters beyond ASCII
            self._client.plain_login(account.user, account.password)

    def _move(self, uids: list[int], folder: str) -> None:
        client = self._client
        if not client.folder_exists(folder):
            client.create_folder(folder)
        if client.has_capability("MOVE"):
            client.move(uids, folder)
            return
        client.copy(uids, folder)
        client.delete_messages(uids, silent=True)
        if client.has_capability("UIDPLUS"):
            client.uid_expunge(uids)  # a plain expunge would also take what somebody else has marked


def _told(work: Callable[[], Got]) -> Got:
    """Raises MailboxUnreachable in words of our own."""
    try:
        return work()
    except LoginError:
        raise MailboxUnreachable(Hindrance.LOGIN) from None
    except NoToken as refused:
        raise MailboxUnreachable(refused.reply) from None
    except imaplib.IMAP4.abort:
        raise MailboxUnreachable(Hindrance.CUT) from None
    except OSError as error:
        raise MailboxUnreachable("".join(hindrance(error))) from None
    except FAULTS as error:
        raise MailboxUnreachable(f"servern nekar ({type(error).__name__})") from None
