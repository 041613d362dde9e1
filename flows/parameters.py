"""What a run can be told: forms that a registrar can fill in."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class ForOffice(BaseModel):
    """Vilken kommun det gäller."""

    model_config = ConfigDict(title="Val", extra="forbid")

    office: str = Field(title="Kommun", description="Kommunens kortnamn, som linkoping.", pattern=r"^[a-z0-9-]+$")


class ForDay(ForOffice):
    """Vilken kommun och vilken dag det gäller."""

    dag: date | None = Field(
        default=None, title="Dag", description="Lämna tomt för i dag. Ange en dag för att köra den dagen igen."
    )


class ForDecision(ForDay):
    """Vilket beslut lägesbilden gäller, och vilken dag."""

    beslut: int = Field(title="Beslutets nummer", description="Det nummer som skrivbordet visar.", ge=1)
