"""The answer form as somebody filled it in, and what they meant by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from config.addresses import AddressRefused, normalised
from deadlines.phrases import terms_in
from deadlines.status import Answer
from deadlines.term import Kind
from models.answering import LONGEST_TEXT, Said
from models.reply import Reply
from notifications import days
from web.question import Question

LONGEST_NUMBER = 80
LONGEST_DAY = 40
YEARS_AHEAD = 10
"""A later day is a slip of the keyboard."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


class NotFilledIn(ValueError):
    """Something is missing or cannot be meant; a sentence for each field says how to mend it."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True)
class Filled:
    """As it was typed, so that it can be shown again."""

    answer: str = ""
    case_number: str = ""
    wanted_day: str = ""
    officer_address: str = ""
    text: str = ""

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> "Filled":
        return cls(**{field.name: _clean(posted.get(field.name, "")) for field in fields(cls)})

    @classmethod
    def as_answered(cls, question: Question) -> "Filled":
        """What was answered through this letter before, to be changed."""
        said = question.answered_here
        if said is None:
            return cls()
        officer = question.officer_address if said.answer is Answer.OTHER_OFFICER else None
        wanted = said.wanted_day.isoformat() if said.wanted_day else ""
        return cls(said.answer, said.case_number or "", wanted, officer or "", said.text or "")

    @classmethod
    def at_first(cls, question: Question, proposal: Reply | None) -> "Filled":
        """As it stands when the page is opened: what was understood of a mail, else what was answered before."""
        if proposal is None or proposal.owner_id not in (question.owner_id, None):
            return cls.as_answered(question)
        if proposal.owner_id is None:  # about one of several: which one is for the reader to say
            return cls(text=proposal.text or "")
        wanted = proposal.wanted_day.isoformat() if proposal.wanted_day else ""
        details = proposal.case_number or "", wanted, proposal.officer_address or ""
        return cls(proposal.answer or "", *details, proposal.text or "")

    def meant(self, question: Question, today: date) -> Said:
        """Only the field that belongs to the chosen answer counts. Raises NotFilledIn."""
        try:
            answer = Answer(self.answer)
        except ValueError:
            raise NotFilledIn({"answer": "Välj ett av svaren."}) from None
        faults: dict[str, str] = {}
        number, wanted, address = None, None, None
        try:
            match answer:
                case Answer.DONE:
                    number = _case_number(self.case_number)
                case Answer.MORE_TIME:
                    wanted = _wanted_day(self.wanted_day, question.term.last, today)
                case Answer.OTHER_OFFICER:
                    address = _address(self.officer_address)
        except NotFilledIn as wrong:
            faults |= wrong.faults
        if len(self.text) > LONGEST_TEXT:
            over = len(self.text) - LONGEST_TEXT
            faults["text"] = f"Texten är {over} tecken för lång. Korta den till högst 4 000 tecken."
        if faults:
            raise NotFilledIn(faults)
        return Said(answer, self.text or None, number, wanted, address)


def _clean(text: str) -> str:
    """PostgreSQL refuses NUL, and no other control character is ever meant."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _case_number(typed: str) -> str:
    number = " ".join(typed.split())
    if not number:
        raise NotFilledIn(
            {
                "case_number": "Skriv diarienumret, så att redovisningen går att hitta. Finns det inget ännu? "
                "Välj ”Pågår enligt plan” och svara igen när redovisningen är registrerad."
            }
        )
    if len(number) > LONGEST_NUMBER:
        raise NotFilledIn({"case_number": f"Skriv bara diarienumret, högst {LONGEST_NUMBER} tecken."})
    return number


def _wanted_day(typed: str, last: date | None, today: date) -> date:
    def fault(sentence: str) -> NotFilledIn:
        return NotFilledIn({"wanted_day": sentence})

    if not typed:
        raise fault("Skriv det datum ni önskar, till exempel 2018-06-30.")
    day = _day(typed)
    if day is None:
        raise fault(f"”{typed[:LONGEST_DAY]}” är inget datum som går att läsa. Skriv så här: 2018-06-30.")
    if day <= today:
        raise fault(f"{days.dated(day)} har redan varit. Skriv ett datum längre fram.")
    if last is not None and day <= last:
        raise fault(f"Slutdatum är redan {days.dated(last)}. Skriv ett datum efter det, eller välj ett annat svar.")
    if day.year > today.year + YEARS_AHEAD:
        raise fault(f"{days.dated(day)} ligger långt fram. Kontrollera årtalet.")
    return day


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        if len(typed) > LONGEST_DAY:
            return None
        named = [found.term for found in terms_in(typed, None) if found.term.kind is Kind.DATE]
        return named[0].last if len(named) == 1 else None


def _address(typed: str) -> str:
    if not typed:
        raise NotFilledIn({"officer_address": "Skriv handläggarens e-postadress, till exempel namn@kommun.example."})
    try:
        return normalised(typed)
    except AddressRefused as refused:
        raise NotFilledIn({"officer_address": str(refused)}) from None
