"""What stays readable in Prefect after a run: tables and texts, each under a key of its own."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from uuid import UUID

from prefect.artifacts import acreate_table_artifact

from models.decision import Decision

LONGEST_KEY = 120


def key(*parts: str) -> str:
    """The only maker of keys: Prefect takes a–z, 0–9 and hyphens, and a key names the same thing for ever."""
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or "utan-namn"


def decision_key(slug: str, decision: Decision, giver: str) -> str:
    """linkoping-ks-2017-309; before the §, linkoping-forslag-17. `giver` is the body's short name.

    A confidential one is known by its case number alone; the number after it keeps two of one case apart."""
    if decision.is_confidential:
        return key(slug, "arende", decision.case_number or "", str(decision.id))
    if decision.paragraph is None:
        return key(slug, "forslag", str(decision.id))
    return key(slug, giver, str(decision.year), decision.paragraph)


async def lay_table(name: str, rows: Sequence[Mapping[str, str]], text: str) -> UUID:
    """A table with Swedish headings; the same name again is its next version."""
    return await acreate_table_artifact(table=[dict(row) for row in rows], key=name, description=text)
