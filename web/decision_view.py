"""One decision: its assignments with owners, terms, answers, what comes next, and the letters about it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from config.office import Office
from deadlines.plan import Planner, Step
from deadlines.route import Assumed
from deadlines.status import OPEN, Status
from models.answer import StatusReport
from models.decision import Decision, DecisionState
from models.duties import duties_of
from models.letter import Letter
from models.notice import Notice
from models.overview import OwnerStanding, Standing, standings
from notifications import days
from notifications.ladder_words import RUNGS
from notifications.swedish import starting, within
from web import turned_away
from web.receipt import next_heard
from web.words import OUTCOMES, PLACES, SIGNS, STATES

ASSUMED = {
    Assumed.NO_PLAN: "Antagande: sammanträdesplanen är inte inlagd.",
    Assumed.NO_MEETING: "Antagande: inget sammanträde ligger inom tiden.",
    Assumed.SEVERAL_MEETINGS: "Antagande: det första av flera möjliga sammanträden.",
}
MOST_LETTERS = 100


@dataclass(frozen=True)
class Part:
    """One owner's part of an assignment."""

    owner: OwnerStanding
    answers: tuple[StatusReport, ...]
    """Newest first."""
    following: Step | None

    @property
    def next_step(self) -> str | None:
        return f"{RUNGS[self.following.rung]} {days.dated(self.following.day)}" if self.following else None

    @property
    def assumption(self) -> str | None:
        return ASSUMED[self.owner.assumed] if self.owner.assumed else None


@dataclass(frozen=True)
class Shown:
    """An assignment on the page."""

    standing: Standing
    parts: tuple[Part, ...]

    @property
    def state(self) -> str:
        """A sign and a word, never a colour alone."""
        assignment = self.standing.assignment
        word = STATES[assignment.status]
        if assignment.status is Status.ACTIVE:
            return f"{SIGNS[self.standing.place]} {word}, {PLACES[self.standing.place]}"
        if assignment.closed_on:
            paragraph = self._paragraph(assignment.closed_by_paragraph)
            outcome = f", {OUTCOMES[assignment.outcome]}" if assignment.outcome else ""
            return f"✓ {word} {days.dated(assignment.closed_on)}{paragraph}{outcome}"
        return f"{SIGNS[self.standing.place]} {word}"

    @property
    def moved_by(self) -> str | None:
        """The decision that gave the term that counts now, where it is not the first one."""
        term = self.standing.current_term
        if term.set_by_day is None or not self.standing.earlier_terms:
            return None
        return f"Ny tid: beslut {days.dated(term.set_by_day)}{self._paragraph(term.set_by_paragraph)}"

    def _paragraph(self, paragraph: str | None) -> str:
        return f", § {paragraph}" if paragraph and not self.standing.decision.is_confidential else ""


@dataclass(frozen=True)
class DecisionView:
    decision: Decision
    heading: str
    lines: list[str]
    shown: list[Shown]
    letters: list[Letter]


def decision_view(session: Session, office: Office, decision_id: int, today: date) -> DecisionView:
    """Raises TurnedAway where there is no such decision."""
    decision = session.get(Decision, decision_id) if 0 < decision_id < 2**31 else None
    if decision is None:
        raise turned_away.not_found()
    found = standings(session, today, office.settings.digest.soon_days, decision_id=decision_id, statuses=Status)
    return DecisionView(
        decision,
        _heading(decision, found),
        _lines(decision, found),
        _shown(session, office, found, today),
        _letters(session, found),
    )


def _heading(decision: Decision, found: list[Standing]) -> str:
    if decision.is_confidential:
        return f"Ärende {decision.case_number or decision.id}"
    if decision.state is DecisionState.PROPOSED or not found:
        return f"Förslag {decision.id} · {decision.title}"
    return f"{found[0].given_by_short} {decision.year} § {decision.paragraph} · {decision.title}"


def _lines(decision: Decision, found: list[Standing]) -> list[str]:
    """Where the decision stands; nothing but that for what is confidential."""
    lines = []
    if decision.decided_on and found and not decision.is_confidential:
        giver = starting(within(found[0].given_by))
        lines.append(f"{giver} {days.dated(decision.decided_on)}, § {decision.paragraph}.")
    if decision.case_number and not decision.is_confidential:
        lines.append(f"Dnr {decision.case_number}.")
    if decision.state is DecisionState.PROPOSED:
        lines.append("Inte beslutat ännu. Ingen får mejl förrän beslutet är fattat och protokollet justerat.")
    elif decision.state is DecisionState.ANNULLED:
        lines.append("Beslutet är upphävt.")
    elif decision.approved_on:
        lines.append(f"Protokollet justerades {days.dated(decision.approved_on)}.")
    else:
        lines.append("Protokollet är inte registrerat som justerat. Ingen får mejl förrän det är det.")
    return lines


def _shown(session: Session, office: Office, found: list[Standing], today: date) -> list[Shown]:
    owner_ids = [owner.owner_id for one in found for owner in one.owners]
    planner = Planner(office.ladder, office.calendar, office_id=0)  # days only: nobody is addressed here
    duties = {duty.owner_id: duty for duty in duties_of(session, owner_ids)}
    answers: dict[int, list[StatusReport]] = defaultdict(list)
    query = select(StatusReport).where(col(StatusReport.owner_id).in_(owner_ids))
    for report in session.exec(query.order_by(col(StatusReport.id).desc())):
        answers[report.owner_id].append(report)

    def part(standing: Standing, owner: OwnerStanding) -> Part:
        duty = duties.get(owner.owner_id)
        is_open = standing.assignment.status in OPEN and duty is not None
        following = next_heard(planner, duty, today) if is_open and duty else None
        return Part(owner, tuple(answers[owner.owner_id]), following)

    return [Shown(one, tuple(part(one, owner) for owner in one.owners)) for one in found]


def _letters(session: Session, found: list[Standing]) -> list[Letter]:
    ids = [one.assignment.id for one in found]
    about = select(Notice.letter_id).where(col(Notice.assignment_id).in_(ids), col(Notice.letter_id).is_not(None))
    query = select(Letter).where(col(Letter.id).in_(about)).order_by(col(Letter.day).desc(), col(Letter.id).desc())
    return list(session.exec(query.limit(MOST_LETTERS)))
