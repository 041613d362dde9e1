"""Which municipality a run is for: its folder, opened."""

import os
import re
from pathlib import Path

from config.office import Office, open_office


class UnknownOffice(ValueError):
    """No municipality of that name is kept on this machine."""


def office_home(slug: str) -> Path:
    """The folder of the municipality: beside the others under BEVAKA_OFFICES, or the only one, BEVAKA_HOME."""
    if not re.fullmatch(r"[a-z0-9-]+", slug):
        raise UnknownOffice(f"”{slug}” kan inte vara namnet på en kommuns mapp. Använd a–z, 0–9 och bindestreck.")
    if offices := os.environ.get("BEVAKA_OFFICES"):
        home = Path(offices) / slug
        if not home.is_dir():
            raise UnknownOffice(f"Kommunen ”{slug}” finns inte. Skapa mappen {home} eller rätta namnet.")
        return home
    if home_named := os.environ.get("BEVAKA_HOME"):
        return Path(home_named)
    raise UnknownOffice("Ingen kommun är vald. Sätt BEVAKA_HOME till kommunens mapp.")


def open_named(slug: str) -> Office:
    """The municipality by its name. Raises UnknownOffice, SettingsError."""
    office = open_office(office_home(slug))
    if office.slug != slug:
        raise UnknownOffice(f"I mappen finns kommunen ”{office.slug}”, inte ”{slug}”. Rätta namnet.")
    return office
