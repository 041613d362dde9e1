"""What was registered, and what happens next, told to the one who answered."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from config.office import Office
from deadlines.duty import Duty
from deadlines.ladder import Rung
from deadlines.plan import Planner, Step
from deadlines.status import Answer
from models.answer import StatusReport
from models.duties import duties_of
from notifications import days
from notifications.swedish import starting
from web.question import Question

BEFORE_THE_DAY = frozenset({Rung.ASSIGNED, Rung.STATUS, Rung.SOON, Rung.LAST})
LOOK_AHEAD = 12


@dataclass(frozen=True)
class Receipt:
    question: Question
    report: StatusReport
    following: list[str]
    """What happens next."""
    unanswered: int
    """How many more assignments the letter asks about."""


def next_heard(planner: Planner, duty: Duty, today: date) -> Step | None:
    """The next rung on which this owner will hear something, as things stand now: those that the answer
    silences are passed over."""
    day = today
    for _ in range(LOOK_AHEAD):
        step = planner.next_step(duty, day)
        if step is None or any(heard[1:] == step[1:] for heard in planner.reached(duty, step.day)):
            return step
        day = step.day
    return None


def what_follows(session: Session, office: Office, question: Question, report: StatusReport, today: date) -> list[str]:
    """Sentences for the receipt, as the ladder stands now."""
    if question.settled:
        return [question.settled, "Ni behöver inte göra något mer här."]
    planner = Planner(office.ladder, office.calendar, office_id=0)  # days only: nobody is addressed here
    duty = next(iter(duties_of(session, [question.owner_id])))
    reminder = _reminder(next_heard(planner, duty, today), question, today)
    return [sentence for sentence in _after(question, report, today, reminder) if sentence]


def _after(question: Question, report: StatusReport, today: date, reminder: str) -> tuple[str, ...]:
    match report.answer:
        case Answer.DONE:
            return (
                "Ni får inga fler påminnelser om uppdraget. Kansliet kontrollerar att redovisningen är registrerad.",
                f"Uppdraget avslutas när {question.giver} har tagit ställning till redovisningen.",
            )
        case Answer.MORE_TIME:
            return (*_more_time(question, today), reminder)
        case Answer.NOT_OURS:
            return (
                "Kansliet får besked om svaret i dag och tar reda på vem uppdraget hör till.",
                f"Till dess står {question.owner} kvar som ansvarig. {reminder}",
            )
        case Answer.OTHER_OFFICER:
            return (f"Senare mejl om uppdraget går till {question.officer_address}, med kopia till er.", reminder)
        case Answer.TAKEN_OVER:
            return ("Kansliet får besked om svaret i dag och hör av sig med underlag.", reminder)
        case _:
            return (reminder,)


def _more_time(question: Question, today: date) -> tuple[str, ...]:
    if question.term.last is None:
        return (f"Det är {question.giver} som beslutar om tid för uppdraget.",)
    sentences = [
        f"Slutdatum är fortfarande {days.term(question.term)}. Det är {question.giver} som beslutar om ny tid.",
    ]
    if question.ask_by:
        sentences.append(
            f"Begäran behöver ha kommit in senast {days.dated(question.ask_by)} för att hinna behandlas i tid."
        )
    return tuple(sentences)


def _reminder(step: Step | None, question: Question, today: date) -> str:
    if step is None:
        return "Ingen fler påminnelse är planerad."
    day = days.weekday(step.day)
    last = question.term.last
    if last is None:
        return f"Nästa gång vi frågar om läget är {day}."
    if today <= last < step.day or step.rung not in BEFORE_THE_DAY:
        before = "Ni får ingen mer påminnelse före slutdatum. " if today <= last else ""
        return f"{before}Har ingen redovisning registrerats till dess hör vi av oss {day}."
    return starting(f"nästa påminnelse kommer {day}.")
