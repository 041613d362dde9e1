"""The address of a channel taken apart: where, who, and the settings after the question mark."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from config.placeholders import SecretMissing, filled
from notifications.trust import Trust

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST_WAIT = 3600


class ChannelNotUnderstood(ValueError):
    """The setting mail.channel names no way to send letters. The text holds no password."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"mail.channel: {why} Skriv bevaka-folder://letters för filer i en mapp, eller "
            "bevaka-smtp://server:587?security=starttls för en e-postserver."
        )
        self.why = why


@dataclass(frozen=True)
class ChannelUrl:
    """Only what may be shown is shown of it."""

    scheme: str
    place: str
    """Host and path as written, for a folder."""
    host: str
    port: int | None
    user: str | None = field(repr=False)
    password: str | None = field(repr=False)
    given: dict[str, str] = field(repr=False)
    home: Path

    def allow(self, names: frozenset[str]) -> None:
        if unknown := sorted(self.given.keys() - names):
            raise ChannelNotUnderstood(f"{', '.join(unknown)} är ingen inställning.")

    def text(self, name: str, usual: str = "") -> str:
        return self.given.get(name) or usual

    def seconds(self, name: str, usual: float) -> float:
        try:
            seconds = float(self.given.get(name, usual))
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= LONGEST_WAIT:
            raise ChannelNotUnderstood(
                f"timeout och data_timeout ska vara sekunder, mer än 0 och högst {LONGEST_WAIT}."
            )
        return seconds

    def web_address(self, name: str, usual: str) -> str:
        """An address that a secret is sent to: encrypted, except on this very machine."""
        address = self.text(name, usual)
        try:
            parts = urlsplit(address)
            is_good = parts.scheme == "https" or parts.scheme == "http" and parts.hostname in LOOPBACK
        except ValueError:
            is_good = False
        if not is_good:
            raise ChannelNotUnderstood(f"{name} ska vara en adress som börjar med https://.")
        return address.rstrip("/")

    def trust(self) -> Trust:
        """Tried at once: a certificate that cannot be read is told of before anything starts."""
        if "key" in self.given and "cert" not in self.given:
            raise ChannelNotUnderstood("key hör ihop med cert. Ange båda.")
        trust = Trust(self.text("verify", "yes") != "no", self._file("ca"), self._file("cert"), self._file("key"))
        try:
            trust.context()
        except (OSError, ssl.SSLError):
            raise ChannelNotUnderstood(
                "filerna i ca, cert och key går inte att läsa. De ska vara PEM-filer, nyckeln utan lösenord."
            ) from None
        return trust

    def _file(self, name: str) -> Path | None:
        written = self.text(name)
        path = self.home / written
        if written and not path.is_file():
            raise ChannelNotUnderstood(f"filen i {name} finns inte: {path}")
        return path if written else None


def read_channel(url: str, home: Path) -> ChannelUrl:
    """Raises ChannelNotUnderstood, also where a secret that it names cannot be had."""
    try:
        parts = urlsplit(filled(url, home))
        port = parts.port
    except SecretMissing as missing:
        raise ChannelNotUnderstood(str(missing)) from None
    except ValueError:
        raise ChannelNotUnderstood("adressen går inte att läsa.") from None
    given = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    return ChannelUrl(
        scheme=parts.scheme,
        place=unquote(parts.netloc.rpartition("@")[2] + parts.path),
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        given=given,
        home=home,
    )
