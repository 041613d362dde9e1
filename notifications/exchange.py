"""Exchange Online and the password: what its maker has said of when it is switched off, told in time."""

from pathlib import Path

from notifications.channel_url import read_channel

HOSTS = ("smtp.office365.com", "smtp-legacy.office365.com", "outlook.office365.com", "smtp-mail.outlook.com")
ENDINGS = (".mail.protection.outlook.com", ".mx.microsoft")
HIGH_VOLUME = "smtp-hve.office365.com"
INSTEAD = "Byt i tid till XOAUTH2, bevaka-graph eller ett relä utan inloggning; README visar hur de skrivs."


def warning_of(channel: str, home: Path) -> str | None:
    """A warning where letters go to Exchange Online with a password. Raises ChannelNotUnderstood."""
    url = read_channel(channel, home)
    host = url.host.rstrip(".")
    if url.scheme != "bevaka-smtp" or not url.user or url.text("client"):
        return None
    if host == HIGH_VOLUME:
        return (
            f"Varning: {host} tar bara mottagare i den egna organisationen, och lösenord bara till september 2028. "
            f"{INSTEAD}"
        )
    if host in HOSTS or host.endswith(ENDINGS):
        return (
            f"Varning: {host} är Exchange Online, och mail.channel loggar in med lösenord. Det är avstängt från början "
            "efter slutet av december 2026 (en administratör kan slå på det), och när det tas bort helt meddelas "
            f"under andra halvåret 2027. {INSTEAD}"
        )
    return None
