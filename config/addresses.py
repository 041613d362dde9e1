"""E-mail addresses in the one form in which they are stored, compared and sent to."""

import re
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
_PLAIN = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class AddressRefused(ValueError):
    """No letter could reach this address. The text says how to mend it and does not repeat it."""


@lru_cache(maxsize=4096)
def normalised(address: str) -> str:
    """Lower case, its domain in ASCII (härnösand.se as xn--hrnsand-5wa8n.se). Raises AddressRefused."""
    written = address.strip()
    if not written:
        raise AddressRefused("E-postadress saknas. Skriv den som namn@kommun.example.")
    if len(written) > LONGEST:
        raise AddressRefused(f"E-postadressen är längre än {LONGEST} tecken.")
    local, _, domain = written.rpartition("@")
    if not local or not domain:
        raise AddressRefused("E-postadressen har inget @, eller inget före eller efter det.")
    if not local.isascii():
        raise AddressRefused(
            "E-postadressen har å, ä, ö eller ett annat tecken utanför a–z före @. De flesta e-postservrar tar inte "
            "emot det. Skriv adressen som den står i adressboken, till exempel asa@ i stället för åsa@."
        )
    try:
        valid = validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        raise AddressRefused("E-postadressen är inte skriven som namn@kommun.example. Kontrollera den.") from None
    if valid.ascii_email is None:
        raise AddressRefused("E-postadressens domän kan inte skrivas om till ASCII. Kontrollera den.")
    return valid.ascii_email.lower()


def sendable(address: str) -> str:
    """The address of a finished letter, which was normalised when it came in; only an odd one is examined again."""
    return address if len(address) <= LONGEST and _PLAIN.fullmatch(address) else normalised(address)
