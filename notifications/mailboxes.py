"""The mailbox that answers come to: what any kind of it promises, and the one that the settings name."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from config.file_faults import why_not
from config.office import Office
from notifications.channel_url import LOOPBACK, ChannelNotUnderstood, ChannelUrl, read_channel
from notifications.imap import ImapAccount, ImapMailbox
from notifications.incoming import LARGEST
from notifications.oauth import MICROSOFT, ClientCredentials, TokenSource
from notifications.smtp_session import Security
from notifications.unreachable import MailboxUnreachable

PORTS = {Security.NONE: 143, Security.STARTTLS: 143, Security.TLS: 993}
IMAP_SCOPE = "https://outlook.office365.com/.default"
READ = "lästa"
SETTINGS = frozenset({"security", "timeout", "verify", "ca", "cert", "key", "client", "tenant", "token_url", "scope"})


class MailboxNotUnderstood(ValueError):
    """The setting replies.mailbox names no mailbox. The text holds no password."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"replies.mailbox: {why} Skriv bevaka-imap://svar:{{file:imap-losenord}}@imap.kommun.example/INBOX för en "
            "brevlåda, eller bevaka-folder://replies för filer i en mapp."
        )


class Mailbox(Protocol):
    """Messages have numbers that grow; all of them change when the number that `open` returns does."""

    name: str
    """What stands in the database: where it is, without any password."""

    def open(self) -> int:
        """Raises MailboxUnreachable, as the others do."""

    def uids(self, after: int) -> list[int]:
        """What lies there with a higher number, lowest first."""

    def fetch(self, uid: int) -> bytes | None:
        """At most LARGEST bytes of it, left unread; None where it is gone."""

    def file(self, uids: Sequence[int], unknown: Sequence[int]) -> None:
        """Mark as read what was understood, and put the rest where a person will look."""

    def close(self) -> None: ...


class FolderMailbox:
    """Files ending in .eml, for trying it out. What was understood is moved to the folder `lästa` inside."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, f"mapp:{folder.name}"
        self._files: dict[int, Path] = {}

    def open(self) -> int:
        return 0

    def uids(self, after: int) -> list[int]:
        """All that lie there: names have no order, so those that were read before are sorted out by the reader."""
        try:
            files = sorted(self.folder.glob("*.eml"))
        except OSError as error:
            raise MailboxUnreachable(why_not(error)) from None
        self._files = {_number(path.name): path for path in files}
        return sorted(self._files)

    def fetch(self, uid: int) -> bytes | None:
        try:
            with self._files[uid].open("rb") as file:
                return file.read(LARGEST)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MailboxUnreachable(why_not(error)) from None

    def file(self, uids: Sequence[int], unknown: Sequence[int]) -> None:
        try:
            (self.folder / READ).mkdir(mode=0o700, exist_ok=True)
            for path in (self._files[uid] for uid in uids if uid in self._files):
                if path.exists():
                    path.replace(self.folder / READ / path.name)
        except OSError as error:
            raise MailboxUnreachable(why_not(error)) from None

    def close(self) -> None:
        pass


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:7], "big")


def mailbox_of(office: Office) -> Mailbox | None:
    """The mailbox of the office's own settings; None where it has none. Raises MailboxNotUnderstood."""
    replies = office.settings.replies
    return open_mailbox(replies.mailbox, office.home, replies.unknown_folder) if replies.mailbox else None


def open_mailbox(address: str, home: Path, unknown_folder: str | None = None) -> Mailbox:
    """Raises MailboxNotUnderstood; the server is not asked yet."""
    try:
        url = read_channel(address, home)
        if url.scheme == "bevaka-folder" and url.place.strip("/"):
            return FolderMailbox(home / url.place)
        if url.scheme == "bevaka-imap":
            return ImapMailbox(_account(url, unknown_folder))
    except ChannelNotUnderstood as refused:
        raise MailboxNotUnderstood(refused.why) from None
    raise MailboxNotUnderstood("adressen namnger ingen brevlåda.")


def _account(url: ChannelUrl, unknown_folder: str | None) -> ImapAccount:
    """bevaka-imap://user:password@server/INBOX?security=tls. With `client` the user logs in by XOAUTH2, and what
    stands for the password is the app's secret."""
    url.allow(SETTINGS)
    if not (url.host and url.user and url.password):
        raise ChannelNotUnderstood("server, användare och lösenord behövs.")
    security = _security(url.text("security", "tls"))
    if security is Security.NONE and url.host not in LOOPBACK:
        raise ChannelNotUnderstood("lösenordet skulle gå okrypterat. Skriv security=tls eller starttls.")
    client = url.text("client")
    return ImapAccount(
        host=url.host,
        port=url.port or PORTS[security],
        security=security,
        user=url.user,
        password=None if client else url.password,
        tokens=_tokens(url, client) if client else None,
        folder=url.place.partition("/")[2] or "INBOX",
        unknown_folder=unknown_folder,
        trust=url.trust(),
        timeout=url.seconds("timeout", 60),
    )


def _security(written: str) -> Security:
    try:
        return Security(written)
    except ValueError:
        raise ChannelNotUnderstood("security ska vara none, starttls eller tls.") from None


def _tokens(url: ChannelUrl, client: str) -> TokenSource:
    tenant = url.text("tenant")
    if not tenant and "token_url" not in url.given:
        raise ChannelNotUnderstood("tenant saknas: katalogens id, eller token_url med inloggningstjänstens adress.")
    at = url.web_address("token_url", f"{MICROSOFT}/{tenant}/oauth2/v2.0/token")
    return TokenSource(ClientCredentials(at, client, url.password or "", url.text("scope", IMAP_SCOPE), url.trust()))
