"""The example case as a letter may speak of it: a builder each for an item and its letter."""

from datetime import date
from typing import Any

from deadlines.ladder import Audience, Rung
from deadlines.status import Role
from deadlines.term import Kind, Term
from notifications.items import Item, LetterContext

TODAY = date(2017, 11, 14)
QUOTE = (
    "Kommundirektören ges i uppdrag att senast den 30 november 2017 utse en förvaltning som ansvarar för samordning"
    " och uppföljning inom området våld i nära relationer och hedersrelaterat förtryck."
)
JUNE = Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30), "i juni 2018")


def an_item(**changes: Any) -> Item:
    """The director's assignment, ten days before its last day."""
    usual = {
        "assignment_id": 3,
        "owner_id": 6,
        "owner": "kommundirektören",
        "role": Role.LEAD,
        "audience": Audience.OWNER,
        "rungs": (Rung.SOON,),
        "task": "utse en ansvarig förvaltning",
        "quote": QUOTE,
        "given_by": "kommunstyrelsen",
        "given_by_short": "KS",
        "decided_on": date(2017, 10, 10),
        "paragraph": "309",
        "point": "3",
        "case_number": "KS 2017-123",
        "is_confidential": False,
        "term": Term(Kind.DATE, None, date(2017, 11, 30), "senast den 30 november 2017"),
        "working": date(2017, 11, 30),
        "meeting": None,
        "assumed": None,
        "report_to": None,
        "joint_with": (),
        "answer": None,
        "answered_on": None,
        "moved": None,
        "next_on": date(2017, 11, 21),
        "next_rung": Rung.LAST,
        "ask_by": date(2017, 11, 21),
    }
    return Item(**usual | changes)


def a_committees_item(**changes: Any) -> Item:
    """One of four joint owners, who reports to a meeting in June."""
    usual = {
        "assignment_id": 2,
        "owner_id": 2,
        "owner": "omsorgsnämnden",
        "role": Role.JOINT,
        "quote": "Nämnderna ges i uppdrag att gemensamt utarbeta och återrapportera en handlingsplan.",
        "point": "2",
        "term": JUNE,
        "working": date(2018, 5, 2),
        "meeting": date(2018, 6, 12),
        "report_to": "kommunstyrelsen",
        "joint_with": ("socialnämnden", "barn- och ungdomsnämnden", "bildningsnämnden"),
        "next_on": date(2018, 4, 24),
        "ask_by": date(2018, 5, 18),
    }
    return an_item(**usual | changes)


def an_undated_item(**changes: Any) -> Item:
    usual = {
        "assignment_id": 1,
        "owner_id": 1,
        "owner": "kommunledningsförvaltningen",
        "point": "1",
        "term": Term(),
        "working": None,
        "next_on": None,
        "next_rung": None,
        "ask_by": None,
    }
    return an_item(**usual | changes)


def a_context(*items: Item, left: int | None = 12, **changes: Any) -> LetterContext:
    items = items or (an_item(),)
    usual = {
        "today": TODAY,
        "items": items,
        "recipient_role": "kontaktperson för kommundirektörens uppdrag",
        "office_name": "Linköpings kommun",
        "contact": "kommunledningsförvaltningens kansli",
        "contact_address": "kansli@linkoping.example",
        "can_answer": True,
        "shadow_for": None,
        "outage": None,
        "working_days_left": tuple(left if item.term.last else None for item in items),
    }
    return LetterContext(**usual | changes)
