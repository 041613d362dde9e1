"""Why a letter was written: what it was about, which rung, by which rule, what was planned next, what would stop it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from config.office import Office
from deadlines.duty import Duty
from deadlines.ladder import Audience, Rung
from deadlines.plan import ONCE, Planner
from deadlines.status import ANSWERABLE, Answer, Status
from deadlines.term import Term
from models.answer import Submission
from models.answering import latest_answers
from models.assignment import Assignment, Deadline, Owner
from models.body import Body
from models.decision import Clause, Decision
from models.letter import Letter, LetterKind
from models.names import short_names
from models.notice import Notice
from models.pace import wants_fewer
from notifications import days
from notifications.facts import upcoming_step
from notifications.ladder_words import RUNGS, rule_of
from notifications.reasons import briefly
from notifications.swedish import starting, within

KINDS = {
    LetterKind.NOTICE: "",
    LetterKind.DIGEST: "Veckorapporten skrivs varje måndag till kansliet, direktören och de organ som har något i den.",
    LetterKind.GATHERING: "Kansliet får veta när underlaget till ett sammanträde är hopsamlat.",
    LetterKind.ALARM: "Kansliet får samma dag veta det som inte kan vänta till veckorapporten.",
    LetterKind.CONFIRMATION: "Den som svarar per mejl får se hur svaret har uppfattats och bekräftar det med en länk.",
}
_SHOWN_NUMBER = re.compile(r"(?:\d{4}-\d\d-\d\d-)?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Reason:
    """One assignment of the letter. What is confidential is named by its case number alone."""

    assignment_id: int
    decision_id: int
    owner: str
    decision: str
    """As in "Kommunstyrelsen 10 oktober 2017, § 309, punkt 3. Dnr KS 2017-123."."""
    term: str
    rung: str
    planned_on: date
    rule: str
    following: str
    """What came next when the letter was written, if nothing happened."""
    since: str
    """What has happened meanwhile."""


@dataclass(frozen=True, slots=True)
class Explanation:
    letter: Letter
    kind: str
    reasons: tuple[Reason, ...]
    stops: tuple[str, ...]
    wants_fewer: bool


def letter_named(session: Session, name: str) -> Letter | None:
    """By its number, as in 17 or 2017-11-14-17, or by its Message-ID."""
    if found := _SHOWN_NUMBER.fullmatch(name.strip()):
        return session.get(Letter, int(found[1]))
    message_id = f"<{name.strip().strip('<>')}>"
    return session.execute(select(Letter).where(col(Letter.message_id) == message_id)).scalars().first()


def explain(session: Session, office: Office, letter: Letter) -> Explanation:
    """The same on every day but for what has happened since."""
    planner = Planner(office.ladder, office.calendar, office_id=0)  # nobody is addressed here
    is_eased = wants_fewer(session, letter.intended)
    rows = session.execute(_about(letter.id)).all()
    told = _Told.of(session, rows)
    reasons = tuple(_reason(row, letter, planner, told, is_eased) for row in rows)
    return Explanation(letter, KINDS[letter.kind], reasons, _stops(rows, planner), is_eased)


def _about(letter_id: int) -> Any:
    return (
        select(Notice, Owner, Assignment, Deadline, Decision, Clause, col(Body.name))
        .join(Owner, col(Owner.id) == col(Notice.owner_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Deadline, col(Deadline.id) == col(Notice.deadline_id))
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(Clause, col(Clause.id) == col(Assignment.clause_id))
        .outerjoin(Body, col(Body.id) == col(Owner.body_id))
        .where(col(Notice.letter_id) == letter_id)
        .order_by(col(Deadline.last).is_(None), col(Deadline.last), col(Notice.id))
    )


@dataclass(frozen=True)
class _Told:
    """What has been said and handed in about the letter's assignments, and the names of bodies."""

    answers: dict[int, Any]
    submitted: dict[int, list[Submission]]
    shorts: dict[int, str]
    names: dict[int, str]

    @classmethod
    def of(cls, session: Session, rows: Any) -> "_Told":
        ids = {row.Assignment.id for row in rows}
        submitted: dict[int, list[Submission]] = {}
        came = col(Submission.assignment_id).in_(ids) & col(Submission.returned_on).is_(None)
        for one in session.execute(select(Submission).where(came)).scalars():
            submitted.setdefault(one.assignment_id, []).append(one)
        names = {row.id: row.name for row in session.execute(select(col(Body.id), col(Body.name)))}
        answers = latest_answers(session, [row.Owner.id for row in rows])
        return cls(answers, submitted, short_names(session), names)


def _reason(row: Row[Any], letter: Letter, planner: Planner, told: _Told, is_eased: bool) -> Reason:
    notice, deadline = row.Notice, row.Deadline
    duty = _as_it_stood(row)
    step = upcoming_step(planner, duty, letter.day, is_eased) if row.Owner.role in ANSWERABLE else None
    following = "Inget mer mejl var planerat."
    if step is not None:
        following = f"{starting(RUNGS[step.rung])} {days.weekday(step.day)}, om inget hade hänt."
    return Reason(
        notice.assignment_id,
        row.Assignment.decision_id,
        within(row.name) if row.name else "ingen ansvarig ännu",
        _decision(row, told),
        days.term(Term(deadline.kind, deadline.first, deadline.last)),
        RUNGS[notice.rung] + _audience(notice.audience),
        notice.planned_on,
        rule_of(notice.rung, duty, planner),
        following,
        _since(row, letter, told),
    )


def _as_it_stood(row: Row[Any]) -> Duty:
    """The duty when the letter was written, before anything was said of it."""
    owner, deadline = row.Owner, row.Deadline
    given = [day for day in (deadline.given_on, owner.valid_from) if day]
    return Duty(
        owner.id,
        owner.assignment_id,
        deadline.id,
        owner.body_id,
        owner.role,
        Status.ACTIVE,
        max(given, default=row.Notice.planned_on),
        deadline.last,
        owner.working_deadline,
        owner.cutoff,
        owner.meeting_day,
        sent=frozenset({(Rung.ASSIGNED, ONCE)}),
    )


def _audience(audience: Audience) -> str:
    return {
        Audience.OWNER: "",
        Audience.COPY: ", för kännedom",
        Audience.OFFICE: ", till den som bevakar",
        Audience.HEAD: ", till den som står över",
    }[audience]


def _decision(row: Row[Any], told: _Told) -> str:
    decision, point = row.Decision, row.Clause.point
    if decision.is_confidential:
        return f"Ärende {decision.case_number or f'nr {row.Assignment.id}'}."
    by = starting(within(told.names[decision.body_id])) if decision.body_id else ""
    where = f"§ {decision.paragraph}" + (f", punkt {point}" if point else "")
    number = f" Dnr {decision.case_number}." if decision.case_number else ""
    return f"{by} {days.dated(decision.decided_on)}, {where}.{number}"


def _since(row: Row[Any], letter: Letter, told: _Told) -> str:
    """The latest that matters; what ended it before what was merely said."""
    owner, assignment = row.Owner, row.Assignment
    for came in told.submitted.get(assignment.id, ()):
        if came.owner_id in (None, owner.id):
            return "Redovisningen är registrerad. Inga fler påminnelser går."
    if assignment.status is not Status.ACTIVE:
        return "Uppdraget är inte längre öppet. Inga fler påminnelser går."
    if owner.valid_to is not None:
        return "Uppdraget har gått över till en annan ansvarig."
    if not row.Deadline.is_current:
        return "Slutdatum har ändrats genom ett nytt beslut. Påminnelserna följer det nya."
    said = told.answers.get(owner.id)
    if said is not None and said.said_on >= letter.day:
        return f"Svar {days.dated(said.said_on)}: {briefly(said.answer)}."
    return "Inget har registrerats."


def _stops(rows: Any, planner: Planner) -> tuple[str, ...]:
    if not any(row.Owner.role in ANSWERABLE for row in rows):
        return ()
    done, on_track = briefly(Answer.DONE), briefly(Answer.ON_TRACK)
    return (
        f"Påminnelserna upphör när redovisningen är registrerad, eller när någon svarar ”{done}”.",
        f"Svaret ”{on_track}” gör att den första påminnelsen uteblir, och den sista om svaret är nyare än "
        f"{planner.ladder.fresh} arbetsdagar.",
        "Ett beslut om ny tid flyttar påminnelserna till den nya dagen.",
    )
