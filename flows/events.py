"""Happenings that the office can hang automations on. They carry numbers and days, never a name or a free text."""

from prefect.events import emit_event

LATE = "bevaka.uppdrag.forsenat"
NO_OWNER = "bevaka.agare.saknas"
ROUND_DONE = "bevaka.runda.klar"
NOT_DELIVERED = "bevaka.utskick.misslyckat"
DIGEST_DONE = "bevaka.veckorapport.klar"
FAULT = "bevaka.drift.fel"

Fact = str | int | None


def tell_of_decision(event: str, key: str, name: str, **facts: Fact) -> None:
    """Something about a decision; `name` is the one that may be shown."""
    _tell(event, f"bevaka.beslut.{key}", name, facts)


def tell_of_office(event: str, slug: str, **facts: Fact) -> None:
    """Something about the municipality as a whole."""
    _tell(event, f"bevaka.kommun.{slug}", slug, facts)


def _tell(event: str, resource: str, name: str, facts: dict[str, Fact]) -> None:
    emit_event(event, {"prefect.resource.id": resource, "prefect.resource.name": name}, payload=facts)
