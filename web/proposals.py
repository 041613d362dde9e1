"""Proposed decisions: what was read in the paper, what a person must settle, and how to say that it was decided."""

from dataclasses import dataclass
from datetime import date
from shlex import quote

from sqlmodel import Session, col, select

from deadlines.status import Role, Status
from deadlines.term import Kind
from models.body import Body
from models.decision import Decision, DecisionState
from models.overview import Standing, standings
from models.paper import Paper
from notifications.mentions import names
from notifications.swedish import genitive, starting, within


@dataclass(frozen=True)
class Proposal:
    decision: Decision
    body: str | None
    paper: Paper | None
    assignments: list[Standing]

    @property
    def heading(self) -> str:
        if self.decision.is_confidential:
            return f"Förslag {self.decision.id} · ärende {self.decision.case_number or self.decision.id}"
        return f"Förslag {self.decision.id} · {self.decision.title}"

    @property
    def command(self) -> str:
        """To be run when the decision has been taken; the words in capitals stand in the minutes."""
        body = quote(self.body) if self.body else "ORGAN"
        return f"bevaka decide {self.decision.id} --body {body} --on ÅÅÅÅ-MM-DD --paragraph NR --approved ÅÅÅÅ-MM-DD"

    def owners(self, standing: Standing) -> str:
        return names(standing.owners)

    def questions(self, standing: Standing) -> list[str]:
        return list(_questions(standing))


def proposals(session: Session, today: date) -> list[Proposal]:
    """The newest first."""
    bodies = {body.id: body.name for body in session.exec(select(Body))}
    papers = {paper.id: paper for paper in session.exec(select(Paper))}
    query = select(Decision).where(Decision.state == DecisionState.PROPOSED).order_by(col(Decision.id).desc())
    return [
        Proposal(
            decision,
            bodies.get(decision.body_id or 0),
            papers.get(decision.paper_id or 0),
            standings(session, today, decision_id=decision.id, statuses=[Status.PROPOSED]),
        )
        for decision in session.exec(query).all()
    ]


def _questions(standing: Standing) -> list[str]:
    """What the rules left open, because it was not in the paper."""
    asked = []
    joint = [owner for owner in standing.owners if owner.role is Role.JOINT]
    if standing.term.kind in (Kind.NONE, Kind.VAGUE):
        asked.append("Ingen tid är angiven. Ange bevakningsdatum när beslutet är fattat.")
    elif standing.term.last is None and standing.term.kind is not Kind.RECURRING:
        asked.append(f"”{standing.term.phrase}” går inte att räkna om till en dag ännu.")
    if standing.term.assumption:
        asked.append(f"Antagande: {standing.term.assumption}")
    if len(joint) > 1 and not any(owner.role is Role.LEAD for owner in standing.owners):
        asked.append("Inget organ är utsett att samordna.")
    for owner in standing.owners:
        if owner.body_id is None:
            asked.append(f"Vem är ”{owner.name}”? Namnet finns inte i registret." if owner.name else "Vem är ansvarig?")
    meeting_day_unknown = {owner.assumed for owner in standing.owners if owner.assumed}
    if meeting_day_unknown and standing.report_to:
        receiver = starting(genitive(within(standing.report_to)))
        asked.append(f"{receiver} sammanträden den tiden är inte inlagda.")
    return asked
