"""What happens when: every flow of the office under the name that the office reads, with its hour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from prefect import Flow
from prefect._internal.versioning import VersionType
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from config.office import HourSettings, Office
from config.replies import ReplySettings
from config.zone import STOCKHOLM
from flows.answers import read_answers
from flows.decision import decision
from flows.delivery_check import delivery_check
from flows.gathering import gathering
from flows.morning import morning
from flows.watch import watch
from flows.weekly import weekly

SCHEDULE = "schema"
"""The name of a deployment's only schedule."""
HOME_TAG = "bevaka"


def at(hour: str, days: str) -> str:
    """07:30 on these weekdays, as cron writes it."""
    hours, _, minutes = hour.partition(":")
    return f"{int(minutes or 0)} {int(hours)} * * {days}"


@dataclass(frozen=True)
class Plan:
    """One deployment of a municipality, before Prefect knows of it."""

    flow: Flow[..., Any]
    name: str
    tags: tuple[str, ...]
    description: str
    cron: str | None = None


def plans(hours: HourSettings, replies: ReplySettings | None = None) -> list[Plan]:
    """All of them, in the order of the day. Answers are fetched only where the office has a mailbox for them."""
    return [
        *(reply_plans(replies) if replies and replies.mailbox else []),
        Plan(
            gathering,
            "Underlag inför redovisning",
            ("underlag",),
            "Samlar läget i uppdragen när en redovisning närmar sig. Kansliet kompletterar underlaget på skrivbordet.",
            at(hours.gathering, "1-5"),
        ),
        Plan(
            morning,
            f"Morgonrunda vardagar {hours.round}",
            ("påminnelser",),
            "Ser vem som ska påminnas i dag och skriver ett mejl till var och en. Tar ledigt på helgdagar. "
            "Det går bra att köra rundan flera gånger: ingen får samma påminnelse två gånger.",
            at(hours.round, "1-5"),
        ),
        Plan(
            weekly,
            f"Veckorapport måndag {hours.digest}",
            ("veckorapport",),
            "Skriver veckorapporten till kansliet, direktören och de organ som har något att se till.",
            at(hours.digest, "1-5"),  # on Monday, or the first open day after it; else the flow does nothing
        ),
        Plan(
            decision,
            "Lägesbild per beslut",
            ("beslut",),
            "Visar var ett beslut står: varje uppdrag och ansvarig för sig. Görs av sig själv när något ändras. "
            "Kör den här för ett visst beslut, eller för en viss dag.",
        ),
        Plan(
            delivery_check,
            "Utskick, kontroll varje timme",
            ("utskick",),
            "Räknar de mejl som har gått, väntar eller inte har kommit fram. Själva utskicket pågår hela tiden.",
            "5 6-18 * * *",
        ),
        Plan(
            watch,
            "Driftövervakning",
            ("drift",),
            "Ser efter att rundan, veckorapporten och utskicket har blivit av. Blir röd om något saknas.",
            "15 8-17 * * 1-5",
        ),
    ]


def reply_plans(replies: ReplySettings) -> list[Plan]:
    return [
        Plan(
            read_answers,
            "Läs svar",
            ("svar",),
            "Hämtar svar som kommit med mejl, studsar och autosvar. Ett svar räknas först när det är bekräftat genom "
            "länken.",
            f"*/{replies.minutes} * * * *",
        )
    ]


@dataclass(frozen=True)
class Held:
    """What the office has switched off in Prefect."""

    paused: bool = False
    schedule_off: bool = False


NameOf = Callable[[Plan, Office], str]


def plain_name(plan: Plan, _office: Office) -> str:
    return plan.name


def name_with_office(plan: Plan, office: Office) -> str:
    """Where one Prefect serves several municipalities: a name must be unique."""
    return f"{plan.name} · {office.slug}"


async def deployment(plan: Plan, office: Office, held: Held, name_of: NameOf = plain_name) -> RunnerDeployment:
    """The plan as Prefect takes it. By module path: nothing is copied, and no folder is put first on the path."""
    schedule = None
    if plan.cron:
        schedule = Cron(plan.cron, timezone=STOCKHOLM.key, active=not held.schedule_off, slug=SCHEDULE)
    made: RunnerDeployment = await plan.flow.ato_deployment(
        name_of(plan, office),
        schedule=schedule,
        paused=held.paused,
        parameters={"val": {"office": office.slug}},
        description=plan.description,
        tags=[HOME_TAG, office.slug, *plan.tags],
        entrypoint_type=EntrypointType.MODULE_PATH,
        version_type=VersionType.SIMPLE,
        version=version("bevaka"),
    )
    return made


def served(offices: Sequence[Office]) -> list[tuple[Plan, Office]]:
    """What one Prefect holds for these municipalities."""
    return [(plan, office) for office in offices for plan in plans(office.settings.hours, office.settings.replies)]
