"""A § has one way to be written and one day, and a decision that says otherwise changes nothing."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from config.zone import office_hour
from deadlines.status import Outcome, Status
from deadlines.term import Kind, Term
from models.assignment import Assignment, Deadline
from models.body import Body
from models.closing import close, decided_by, move_term
from models.database import reading, transaction
from models.deciding import Taking, check
from models.decision import Decision
from models.paragraph import as_written
from models.refusal import Refused
from tests.office_case import DECIDED, decide_case, example_office

LATER = date(2017, 12, 12)
TODAY = date(2018, 2, 20)


@pytest.fixture
def office(tmp_path):
    return example_office(tmp_path)


def extend(engine: Engine, office, *, to: date, on: date, paragraph: str, assignment: int = 2) -> None:
    with transaction(engine) as session:
        by = decided_by(session, "KS", on, paragraph, TODAY)
        term = Term(Kind.DATE, None, to, str(to))
        move_term(session, assignment, term, by, office_hour(TODAY, 9), TODAY, office.workdays, 10)


def end(engine: Engine, *, on: date, paragraph: str, assignment: int = 3) -> None:
    with transaction(engine) as session:
        by = decided_by(session, "KS", on, paragraph, TODAY)
        close(session, assignment, Outcome.DONE, by, office_hour(TODAY, 9))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("309", "309"),
        ("0309", "309"),
        ("§309", "309"),
        ("§ 309", "309"),
        ("§§ 309 ", "309"),
        ("309/2017", "309"),
        ("309/17", "309"),
        ("12A", "12 a"),
        ("12 a", "12 a"),
    ],
)
def test_a_paragraph_has_one_way_to_be_written(text, kept) -> None:
    assert as_written(text, DECIDED) == kept == Taking("KS", DECIDED, text).paragraph


@pytest.mark.parametrize("text", ["", "   ", "§", "0", "abc", "309b c", "-3", "12345", "309 310"])
def test_what_no_minutes_have_is_no_paragraph(text) -> None:
    with pytest.raises(Refused, match="är ingen paragraf"):
        Taking("KS", DECIDED, text)


def test_the_year_after_a_paragraph_is_that_of_the_day() -> None:
    with pytest.raises(Refused, match="hör inte till 2017"):
        as_written("309/2016", DECIDED)


def test_a_paragraph_belongs_to_one_day(engine: Engine, office) -> None:
    decide_case(engine, office)
    with pytest.raises(Refused, match="§ 309 är från 2017-10-10, inte 2017-12-12"):
        extend(engine, office, to=date(2018, 10, 31), on=LATER, paragraph="0309")
    with pytest.raises(Refused, match="§ 309 är från 2017-10-10"):
        end(engine, on=LATER, paragraph="309")
    extend(engine, office, to=date(2018, 10, 31), on=DECIDED, paragraph="309")
    extend(engine, office, to=date(2018, 9, 30), on=LATER, paragraph="381")
    with pytest.raises(Refused, match="§ 381 är från 2017-12-12"):
        end(engine, on=date(2017, 12, 13), paragraph="381")
    end(engine, on=LATER, paragraph="381")
    extend(engine, office, to=date(2018, 12, 31), on=TODAY, paragraph="309")
    with reading(engine) as session:
        assert session.get_one(Assignment, 3).closed_by_paragraph == "381"
        moved = session.exec(select(Deadline).where(Deadline.assignment_id == 2).order_by(Deadline.version)).all()
        assert [one.set_by_paragraph for one in moved] == [None, "309", "381", "309"], "§ 309 of 2018 is another §"


def test_what_ended_something_cannot_be_decided_on_another_day(engine: Engine, office) -> None:
    decide_case(engine, office, paragraph="308")
    end(engine, on=LATER, paragraph="381")
    with reading(engine) as session:
        other = Decision(id=9, title="ett annat förslag")
        board = session.get_one(Body, session.get_one(Decision, 1).body_id)
        with pytest.raises(Refused, match="§ 381 är från 2017-12-12"):
            check(session, other, board, Taking("KS", date(2017, 11, 28), "381"), TODAY)
        check(session, other, board, Taking("KS", LATER, "381"), TODAY)


def test_a_decision_that_has_not_been_taken_ends_and_moves_nothing(engine: Engine, office) -> None:
    decide_case(engine, office)
    with pytest.raises(Refused, match="har inte varit ännu"):
        end(engine, on=date(2018, 3, 20), paragraph="70")
    with pytest.raises(Refused, match="har inte varit ännu"):
        extend(engine, office, to=date(2018, 10, 31), on=date(2018, 3, 20), paragraph="70")
    with reading(engine) as session:
        assert session.get_one(Assignment, 3).status is Status.ACTIVE


def test_a_new_term_does_not_end_before_the_decision_on_it(engine: Engine, office) -> None:
    decide_case(engine, office)
    with pytest.raises(Refused, match="Den nya tiden slutar 2017-01-01, före beslutet 2017-12-12"):
        extend(engine, office, to=date(2017, 1, 1), on=LATER, paragraph="381")
    extend(engine, office, to=LATER, on=LATER, paragraph="381")
