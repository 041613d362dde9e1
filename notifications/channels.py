"""The ways a letter can leave, as Apprise URLs. The only module that knows Apprise.

Apprise's own mail plugin answers with a bare yes or no, waits 5.5 seconds between letters and makes a new
Message-ID on a resend, so the office's two channels are plugins of our own that take a finished message."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from apprise import Apprise, NotifyType
from apprise.manager_plugins import NotificationManager
from apprise.plugins import NotifyBase

from config.office import Office
from notifications.folder import LetterFolder
from notifications.outcome import Channel
from notifications.smtp import MailSessions
from notifications.smtp_session import MailServer, Security

LOOPBACK = ("localhost", "127.0.0.1", "::1")
PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}
SETTINGS = frozenset({"security", "verify", "timeout", "data_timeout"})


class ChannelNotUnderstood(ValueError):
    """The setting mail.channel names no way to send letters. The text holds no password."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"mail.channel: {why} Skriv bevaka-folder://letters för filer i en mapp, eller "
            "bevaka-smtp://server:587?security=starttls för en e-postserver."
        )


class NotifyLetters(NotifyBase):  # type: ignore[no-untyped-call]
    """What both have in common. Apprise itself never sends by them: it has no words for a finished message."""

    request_rate_per_sec = 0

    def channel(self, parts: SplitResult, home: Path, connections: int) -> Channel:
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

    def channel(self, parts: SplitResult, home: Path, connections: int) -> Channel:
        where = unquote(parts.netloc + parts.path)
        if not where.strip("/"):
            raise ChannelNotUnderstood("mappen har inget namn.")
        return LetterFolder(home / where)


class NotifyBevakaSmtp(NotifyLetters):  # type: ignore[no-untyped-call]
    """bevaka-smtp://user:password@server:587?security=starttls"""

    service_name = "Bevaka, e-postserver"  # type: ignore[assignment]
    secure_protocol = "bevakasmtp"  # type: ignore[assignment]

    def channel(self, parts: SplitResult, home: Path, connections: int) -> Channel:
        given = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if unknown := sorted(given.keys() - SETTINGS):
            raise ChannelNotUnderstood(f"{', '.join(unknown)} är ingen inställning.")
        if not parts.hostname:
            raise ChannelNotUnderstood("e-postservern har inget namn.")
        security = _security(given.get("security", "none"))
        if parts.username and security is Security.NONE and parts.hostname not in LOOPBACK:
            raise ChannelNotUnderstood("lösenordet skulle gå okrypterat. Lägg till security=starttls eller tls.")
        return MailSessions(
            MailServer(
                host=parts.hostname,
                port=parts.port or PORTS[security],
                security=security,
                user=unquote(parts.username) if parts.username else None,
                password=unquote(parts.password) if parts.password else None,
                verify=given.get("verify", "yes") != "no",
                timeout=_seconds(given.get("timeout", "60")),
                data_timeout=_seconds(given.get("data_timeout", "600")),
                connections=connections,
            )
        )


PLUGINS: dict[str, type[NotifyLetters]] = {"bevaka-folder": NotifyBevakaFolder, "bevaka-smtp": NotifyBevakaSmtp}


def _security(written: str) -> Security:
    try:
        return Security(written)
    except ValueError:
        raise ChannelNotUnderstood("security ska vara none, starttls eller tls.") from None


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise ChannelNotUnderstood("timeout och data_timeout ska vara sekunder, mer än 0 och högst 3600.")
    return seconds


def open_channel(url: str, home: Path, *, connections: int = 2) -> Channel:
    """The channel that a URL names. Raises ChannelNotUnderstood."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ChannelNotUnderstood("adressen går inte att läsa.") from None
    if parts.scheme not in PLUGINS:
        raise ChannelNotUnderstood(f"{parts.scheme or 'adressen'} är ingen kanal för brev.")
    return _plugin(parts).channel(parts, home, connections)


def _plugin(parts: SplitResult) -> NotifyLetters:
    """Registered with Apprise and made by it. Apprise is never shown the password: it logs what it reads."""
    manager = NotificationManager()  # type: ignore[no-untyped-call]
    for plugin in PLUGINS.values():
        if plugin.secure_protocol not in manager:
            manager.add(plugin)  # type: ignore[no-untyped-call]
    scheme = PLUGINS[parts.scheme].secure_protocol  # Apprise knows no hyphen in a scheme
    found = Apprise.instantiate(f"{scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")
    if not isinstance(found, NotifyLetters):
        raise ChannelNotUnderstood("adressen går inte att läsa.")
    return found


def channel_of(office: Office) -> Channel:
    """The channel of the office's own settings. Raises ChannelNotUnderstood."""
    mail = office.settings.mail
    return open_channel(mail.channel, office.home, connections=mail.connections)
