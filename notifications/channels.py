"""The ways a letter can leave, as Apprise URLs. The only module that knows Apprise.

Apprise's own mail plugin answers with a bare yes or no, waits 5.5 seconds between letters and makes a new
Message-ID on a resend, so the office's channels are plugins of our own that take a finished message."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.manager_plugins import NotificationManager
from apprise.plugins import NotifyBase

from config.extra_channel import ExtraChannel
from config.office import Office
from config.placeholders import SecretMissing, filled
from notifications import graph
from notifications.channel_url import LOOPBACK, ChannelNotUnderstood, ChannelUrl, read_channel
from notifications.folder import LetterFolder
from notifications.oauth import MICROSOFT, ClientCredentials, TokenSource
from notifications.outcome import Channel
from notifications.smtp import MailSessions
from notifications.smtp_session import MailServer, Security

__all__ = ["ChannelNotUnderstood", "channel_of", "faulty_channels", "open_channel", "teller"]

PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}
SMTP_SCOPE = "https://outlook.office365.com/.default"
TIMES = frozenset({"timeout", "data_timeout"})
TRUST = frozenset({"verify", "ca", "cert", "key"})
TOKEN = frozenset({"tenant", "token_url", "scope"})


OURS = AppriseAsset(app_id="Bevaka", app_desc="Bevaka", app_url="", image_url_mask="", image_url_logo="")
"""In whose name the extra channels speak: Apprise's own asset shows its name, and pictures from another server."""


class NotifyLetters(NotifyBase):  # type: ignore[no-untyped-call]
    """What they have in common. Apprise itself never sends by them: it has no words for a finished message."""

    request_rate_per_sec = 0

    def channel(self, url: ChannelUrl, connections: int) -> Channel:
        raise NotImplementedError

    @staticmethod
    def parse_url(url: Any, verify_host: Any = False, *args: Any, **more: Any) -> Any:
        return NotifyBase.parse_url(url, verify_host=False)

    def send(self, body: str, title: str = "", notify_type: NotifyType = NotifyType.INFO, **more: Any) -> bool:
        self.logger.warning("%s takes finished letters only; see notifications.delivery", self.service_name)
        return False


class NotifyBevakaFolder(NotifyLetters):  # type: ignore[no-untyped-call]
    """bevaka-folder://letters: a folder in the office's home; bevaka-folder:///srv/letters: one elsewhere."""

    service_name = "Bevaka, mapp"  # type: ignore[assignment]
    secure_protocol = "bevakafolder"  # type: ignore[assignment]

    def channel(self, url: ChannelUrl, connections: int) -> Channel:
        if not url.place.strip("/"):
            raise ChannelNotUnderstood("mappen har inget namn.")
        return LetterFolder(url.home / url.place)


class NotifyBevakaSmtp(NotifyLetters):  # type: ignore[no-untyped-call]
    """bevaka-smtp://user:password@server:587?security=starttls

    With `client` the user logs in by XOAUTH2, and what stands for the password is the app's secret."""

    service_name = "Bevaka, e-postserver"  # type: ignore[assignment]
    secure_protocol = "bevakasmtp"  # type: ignore[assignment]

    def channel(self, url: ChannelUrl, connections: int) -> Channel:
        url.allow(TIMES | TRUST | TOKEN | {"security", "client"})
        if not url.host:
            raise ChannelNotUnderstood("e-postservern har inget namn.")
        security = _security(url.text("security", "none"))
        if url.user and security is Security.NONE and url.host not in LOOPBACK:
            raise ChannelNotUnderstood("lösenordet skulle gå okrypterat. Lägg till security=starttls eller tls.")
        client = url.text("client")
        if not client and url.given.keys() & TOKEN:
            raise ChannelNotUnderstood("client saknas: appens id, som inloggningen med XOAUTH2 sker med.")
        if client and not url.user:
            raise ChannelNotUnderstood("brevlådan som ska skicka saknas. Skriv den före appens hemlighet.")
        return MailSessions(
            MailServer(
                host=url.host,
                port=url.port or PORTS[security],
                security=security,
                user=url.user,
                password=None if client else url.password,
                tokens=_tokens(url, client, SMTP_SCOPE, url.text("tenant")) if client else None,
                trust=url.trust(),
                timeout=url.seconds("timeout", 60),
                data_timeout=url.seconds("data_timeout", 600),
                connections=connections,
            )
        )


class NotifyBevakaGraph(NotifyLetters):  # type: ignore[no-untyped-call]
    """bevaka-graph://app:secret@tenant, where the office's sender is the mailbox that sends."""

    service_name = "Bevaka, Microsoft Graph"  # type: ignore[assignment]
    secure_protocol = "bevakagraph"  # type: ignore[assignment]

    def channel(self, url: ChannelUrl, connections: int) -> Channel:
        url.allow(TIMES | TRUST | {"mailbox", "base", "token_url", "scope"})
        if not url.host or not url.user:
            raise ChannelNotUnderstood("Graph behöver appens id, hemlighet och katalogens id: app:hemlighet@katalog.")
        return graph.GraphMail(
            graph.GraphServer(
                tokens=_tokens(url, url.user, graph.SCOPE, url.host),
                mailbox=url.text("mailbox") or None,
                base=url.web_address("base", graph.BASE),
                trust=url.trust(),
                timeout=url.seconds("timeout", 60),
                data_timeout=url.seconds("data_timeout", 600),
                connections=connections,
            )
        )


PLUGINS: dict[str, type[NotifyLetters]] = {
    "bevaka-folder": NotifyBevakaFolder,
    "bevaka-smtp": NotifyBevakaSmtp,
    "bevaka-graph": NotifyBevakaGraph,
}


def _security(written: str) -> Security:
    try:
        return Security(written)
    except ValueError:
        raise ChannelNotUnderstood("security ska vara none, starttls eller tls.") from None


def _tokens(url: ChannelUrl, client: str, scope: str, tenant: str) -> TokenSource:
    if not url.password:
        raise ChannelNotUnderstood("appens hemlighet saknas. Skriv den som {env:NAMN} eller {file:FIL} före @.")
    if not tenant and "token_url" not in url.given:
        raise ChannelNotUnderstood("tenant saknas: katalogens id, eller token_url med inloggningstjänstens adress.")
    at = url.web_address("token_url", f"{MICROSOFT}/{tenant}/oauth2/v2.0/token")
    return TokenSource(ClientCredentials(at, client, url.password, url.text("scope", scope), url.trust()))


def open_channel(url: str, home: Path, *, connections: int = 2) -> Channel:
    """The channel that a URL names. Raises ChannelNotUnderstood."""
    read = read_channel(url, home)
    if read.scheme not in PLUGINS:
        raise ChannelNotUnderstood(f"{read.scheme or 'adressen'} är ingen kanal för mejl.")
    return _plugin(read).channel(read, connections)


def _plugin(url: ChannelUrl) -> NotifyLetters:
    """Registered with Apprise and made by it. Apprise is never shown the password: it logs what it reads."""
    manager = NotificationManager()  # type: ignore[no-untyped-call]
    for plugin in PLUGINS.values():
        if plugin.secure_protocol not in manager:
            manager.add(plugin)  # type: ignore[no-untyped-call]
    scheme = PLUGINS[url.scheme].secure_protocol  # Apprise knows no hyphen in a scheme
    with quiet():
        found = Apprise.instantiate(f"{scheme}://{url.place}")
    if not isinstance(found, NotifyLetters):
        raise ChannelNotUnderstood("adressen går inte att läsa.")
    return found


def channel_of(office: Office) -> Channel:
    """The channel of the office's own settings. Raises ChannelNotUnderstood."""
    mail = office.settings.mail
    return open_channel(mail.channel, office.home, connections=mail.connections)


_hushed = local()


class _Hush(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return not getattr(_hushed, "is_on", False)


@contextmanager
def quiet() -> Iterator[None]:
    """What Apprise and its web library would log in this thread while they hold an address is not logged: a webhook's
    address is its password. Other threads, and Prefect's own use of Apprise, are heard as before."""
    for name in ("apprise", "urllib3.connectionpool", "requests"):
        logger = logging.getLogger(name)
        if not any(isinstance(one, _Hush) for one in logger.filters):
            logger.addFilter(_Hush())
    _hushed.is_on = True
    try:
        yield
    finally:
        _hushed.is_on = False


def teller(office: Office) -> Callable[[str, str, str], bool]:
    """For the extra channels: address, title, text; whether the service took it. It raises SecretMissing, and what a
    service raises of its own, which may hold the address: the caller keeps its kind only."""

    def tell(address: str, title: str, text: str) -> bool:
        with quiet():
            service = Apprise.instantiate(filled(address, office.home), asset=OURS)
            if service is None:
                return False
            return bool(
                service.notify(title=title, body=text, notify_type=NotifyType.INFO, body_format=NotifyFormat.TEXT)
            )

    return tell


def faulty_channels(office: Office) -> list[str]:
    """A sentence for each extra channel whose address cannot be used."""
    return [sentence for channel in office.settings.channel if (sentence := _fault(office, channel))]


def _fault(office: Office, channel: ExtraChannel) -> str:
    try:
        with quiet():
            known = Apprise.instantiate(filled(channel.url, office.home)) is not None
    except SecretMissing as missing:
        return f"Kanalen {channel.tag}: {missing}"
    return (
        "" if known else f"Kanalen {channel.tag}: url är ingen adress som Apprise känner. Kontrollera hur den skrivs."
    )
