"""What an answer link opens: the assignments its letter asked about, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select
from sqlmodel import Session, col

from deadlines.ladder import Audience
from deadlines.status import ANSWERABLE, Status
from models.answer import StatusReport, Submission
from models.answering import latest_answers
from models.assignment import Assignment, Deadline, Owner
from models.binding import term_of
from models.decision import Clause, Decision
from models.letter import Letter, LetterKind, LetterState
from models.notice import Notice
from models.reply import Reply
from models.replying import proposal_on, replied_to
from notifications.facts import House
from notifications.tokens import Opens, letter_of
from web import turned_away
from web.question import Question

LEFT = (LetterState.SENDING, LetterState.SENT, LetterState.UNDELIVERABLE)
"""The letter is on its way or has arrived; nobody can hold a link from before that. One that came back may have been
passed on first, and whoever holds its link has it from the letter."""

_Rows = Sequence[Row[tuple[Owner, Assignment, Decision, Clause, Deadline]]]


@dataclass(frozen=True)
class Opened:
    """A letter that somebody came with."""

    letter: Letter
    questions: tuple[Question, ...]
    proposal: Reply | None = None
    """What was understood of an answer by mail, where the link stood in the letter that asks to confirm it."""

    def question(self, owner_id: int) -> Question:
        """Raises TurnedAway where the letter was not about that owner."""
        found = next((one for one in self.questions if one.owner_id == owner_id), None)
        if found is None:
            raise turned_away.unknown_link()
        return found


def letter_behind(session: Session, secret: bytes, token: str, opens: Opens) -> Letter:
    """The letter whose link this is. Raises TurnedAway where nobody can hold such a link."""
    letter_id = letter_of(secret, token, opens)
    letter = session.get(Letter, letter_id) if letter_id is not None else None
    if letter is None:
        raise turned_away.unknown_link()
    if letter.state is LetterState.WITHDRAWN:
        raise turned_away.replaced_letter()
    if not (letter.state in LEFT or letter.is_uncertain):
        raise turned_away.unknown_link()
    return letter


def opened(session: Session, secret: bytes, token: str, today: date) -> Opened:
    """The letter behind a link. Raises TurnedAway, told by why the link does not open anything."""
    letter = letter_behind(session, secret, token, Opens.ANSWER)
    if letter.answer_until is None:
        raise turned_away.unknown_link()
    if today > letter.answer_until:
        raise turned_away.expired_link(letter.answer_until)
    asked = replied_to(session, letter)
    questions = _questions(session, asked, today)
    if not questions:
        raise turned_away.unknown_link()
    proposal = proposal_on(session, asked.id) if letter.kind is LetterKind.CONFIRMATION else None
    return Opened(asked, questions, proposal)


def _questions(session: Session, letter: Letter, today: date) -> tuple[Question, ...]:
    rows = _rows(session, letter)
    house = House.of(session)
    answers = latest_answers(session, [owner.id for owner, *_ in rows])
    submissions = _submissions(session, [assignment.id for _, assignment, *_ in rows])
    return tuple(
        Question(
            owner,
            assignment,
            decision,
            clause,
            term_of(deadline),
            house,
            answers.get(owner.id),
            _newest_from(session, letter, owner),
            submissions.get((assignment.id, owner.id)) or submissions.get((assignment.id, None)),
            today,
        )
        for owner, assignment, decision, clause, deadline in rows
    )


def _rows(session: Session, letter: Letter) -> _Rows:
    asked = select(col(Notice.owner_id)).where(
        col(Notice.letter_id) == letter.id, col(Notice.audience) == Audience.OWNER, ~col(Notice.is_dropped)
    )
    query = (
        select(Owner, Assignment, Decision, Clause, Deadline)
        .join(Assignment, col(Assignment.id) == col(Owner.assignment_id))
        .join(Decision, col(Decision.id) == col(Assignment.decision_id))
        .join(Clause, col(Clause.id) == col(Assignment.clause_id))
        .join(Deadline, (col(Deadline.assignment_id) == col(Assignment.id)) & col(Deadline.is_current))
        .where(col(Owner.id).in_(asked), col(Owner.role).in_(list(ANSWERABLE)), col(Owner.body_id).is_not(None))
        .where(col(Assignment.status) != Status.PROPOSED)
        .order_by(col(Deadline.last).is_(None), col(Deadline.last), col(Assignment.id), col(Owner.id))
    )
    return session.execute(query).all()


def _newest_from(session: Session, letter: Letter, owner: Owner) -> StatusReport | None:
    """What was answered through this very letter: its own words may be shown to whoever holds the link."""
    query = (
        select(StatusReport)
        .where(col(StatusReport.owner_id) == owner.id, col(StatusReport.letter_id) == letter.id)
        .order_by(col(StatusReport.id).desc())
    )
    return session.execute(query).scalars().first()


def _submissions(session: Session, assignment_ids: list[int]) -> dict[tuple[int, int | None], Submission]:
    counts = col(Submission.assignment_id).in_(assignment_ids) & col(Submission.returned_on).is_(None)
    query = select(Submission).where(counts).order_by(col(Submission.id))
    return {(row.assignment_id, row.owner_id): row for row in session.execute(query).scalars()}
