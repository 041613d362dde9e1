"""Few letters is a feature: a year of one secretary with 25 assignments, who never answers or answers each."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import col, func, select

from bench import fixture
from bench.results import Figure
from config.office import Office
from config.zone import office_hour
from deadlines.ladder import CLIMB, Audience, Rung
from deadlines.status import Answer, Role
from deadlines.term import UNDATED, Kind, Term
from documents.findings import Finding, NamedOwner, PaperStatus, Quote, Reading
from documents.proposing import PaperFile, propose
from documents.register import load_register
from models.answer import Channel
from models.answering import Said, answer
from models.copying import empty_copy
from models.database import reading, transaction
from models.deciding import Taking, decide
from models.letter import Letter, LetterState
from models.notice import Notice
from models.overview import standings
from notifications.delivery import deliver
from notifications.postbag import Postbag
from notifications.round import announce, morning_round

SECRETARY = "sekreterare.sn@linkoping.example"
MINUTES = [date(2018, month, 13) for month in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)]
PER_MINUTES = (3, 2, 3, 2, 3, 3, 2, 3, 2, 2)
"""Twenty-five in all."""


KINDS = (
    *[Kind.NONE] * 13,
    *[Kind.MONTH] * 7,
    *[Kind.DATE] * 3,
    Kind.HALF,
    Kind.YEAR,
)
"""Kinds in about the shares that 47 assignments in public Swedish minutes had: more than half without any day."""


def _term(number: int, given: date, dated: bool) -> Term:
    later = given + timedelta(days=60 + 37 * number % 180)
    first = later.replace(day=1)
    month_end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    kind = (Kind.DATE, Kind.MONTH)[number % 2] if dated else KINDS[7 * number % len(KINDS)]
    match kind:
        case Kind.DATE:
            return Term(kind, None, later, "senast")
        case Kind.MONTH:
            return Term(kind, first, month_end, "i")
        case Kind.HALF:
            return Term(kind, date(given.year, 7, 1), date(given.year, 12, 31), "under andra halvåret")
        case Kind.YEAR:
            return Term(kind, date(given.year, 1, 1), date(given.year, 12, 31), "under året")
        case _:
            return UNDATED


def _paper(numbers: range, given: date, dated: bool) -> Reading:
    text = "Socialnämnden får i uppdrag att redovisa läget."
    findings = tuple(
        Finding(str(n), (NamedOwner("socialnämnden", Role.LEAD),), Quote(text, 0, len(text)), "redovisa läget",
                _term(n, given, dated), report_to="kommunstyrelsen" if n % 2 else None)
        for n in numbers
    )  # fmt: skip
    return Reading(
        text, PaperStatus.DECIDED, "protokoll", "kommunstyrelsen", given, "Uppdrag", None, None, None, None, findings
    )


def _give(engine: Engine, office: Office, numbers: range, given: date, dated: bool) -> None:
    now, name = office_hour(given, 9), f"protokoll-{given}.txt"
    with transaction(engine) as session:
        made = propose(
            session, _paper(numbers, given, dated), PaperFile(name, sha256(name.encode()).hexdigest()), now, given
        )
        taking = Taking("kommunstyrelsen", given, str(numbers.start), given)
        decision = decide(session, made.decision.id, taking, now, given, office.workdays, 10).id
    announce(engine, office, decision, now)


def year(home: Path, answers: bool, dated: bool = False) -> tuple[int, int]:
    """Letters that reached the secretary in 2018, and assignments given."""
    office = fixture.office(home)
    engine, numbers, day = empty_copy(), count(1), date(2018, 1, 1)
    with transaction(engine) as session:
        load_register(session, office.settings.register_, office_hour(day, 5))
    while day.year == 2018:
        morning_round(engine, office, office_hour(day, 7))
        if day in MINUTES:
            first = next(numbers)
            size = PER_MINUTES[MINUTES.index(day)]
            _give(engine, office, range(first, first + size), day, dated)
            for _ in range(size - 1):
                next(numbers)
        deliver(engine, office, office_hour(day, 10), Postbag())
        if answers:
            _answer_all(engine, day)
        day += timedelta(days=1)
    with reading(engine) as session:
        sent = select(func.count()).select_from(Letter)
        mine = sent.where(col(Letter.recipient) == SECRETARY, col(Letter.state) == LetterState.SENT)
        return session.exec(mine).one(), len(standings(session, day))


def _answer_all(engine: Engine, day: date) -> None:
    """Whoever was asked today answers today: before the term that it goes to plan, after it that it is done."""
    with transaction(engine) as session:
        asked = select(Notice.owner_id, Notice.rung).where(
            Notice.written_on == day, Notice.rung != Rung.ASSIGNED, Notice.audience == Audience.OWNER
        )
        for owner_id, rung in session.exec(asked.order_by(Notice.owner_id)).all():
            late = CLIMB[rung] >= CLIMB[Rung.OVERDUE]
            said = Said(Answer.DONE, case_number="KS 2018-1") if late else Said(Answer.ON_TRACK)
            answer(session, owner_id, said, office_hour(day, 12), day, Channel.LINK)


def few_letters() -> list[Figure]:
    with TemporaryDirectory() as scratch:
        home = Path(scratch)
        silent, given = year(home, answers=False)
        answering, _ = year(home, answers=True)
        dated, _ = year(home, answers=False, dated=True)
    assert given == 25, given
    volume = "25 assignments in ten minutes, one year, one secretary"
    every = f"{volume}, all 25 with a day"
    return [
        Figure("L1", "letters in a year to one who never answers", silent, "letters", "<= 45", silent <= 45, volume, 1),
        Figure("L2", "letters in a year to one who answers", answering, "letters", "<= 40", answering <= 40, volume, 1),
        Figure("L3", "the same, never answering, all with a day", dated, "letters", "none", True, every, 1),
    ]
