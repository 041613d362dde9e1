"""A letter for trying the mail channel: it goes past the outbox and leaves no row."""

from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from config.addresses import normalised
from config.office import Office
from config.zone import office_day
from models.letter import Letter, LetterKind, Occasion
from notifications import days
from notifications.advice import LATER, next_step
from notifications.letter_row import sender_domain
from notifications.message import Sender, as_bytes
from notifications.outcome import Channel, Delivery, Outcome, plain_reply


class Trial(NamedTuple):
    recipient: str
    delivery: Delivery

    @property
    def has_left(self) -> bool:
        return self.delivery.outcome is Outcome.SENT

    @property
    def said(self) -> str:
        """What the server said, in its own words."""
        said = f"{self.delivery.code or ''} {plain_reply(self.delivery.reply)}".strip()
        return said if said.endswith(".") else f"{said}."

    @property
    def sentence(self) -> str:
        """What became of it and what to do next."""
        if self.has_left:
            return f"Testmejlet är lämnat. Svaret: {self.said} Se efter att det kommer fram till {self.recipient}."
        if self.delivery.outcome is Outcome.UNCERTAIN:
            return f"Det är osäkert om testmejlet gick fram: {self.said} Se efter hos {self.recipient} och försök igen."
        step = next_step(self.delivery.code, self.delivery.reply)
        if step == LATER:
            step = "Försök igen om en stund."
        return f"Testmejlet gick inte iväg: {self.said} {step}".strip()


def send_trial(office: Office, channel: Channel, now: datetime, to: str | None = None) -> Trial:
    """To the office itself, if nobody else is named. Raises AddressRefused and HeaderRefused."""
    recipient, sender = normalised(to or office.settings.office.address), Sender.of(office)
    data = as_bytes(_letter(office, recipient, now), sender)
    return Trial(recipient, channel.send(recipient, sender.address, data))


def _letter(office: Office, recipient: str, now: datetime) -> Letter:
    day = office_day(now)
    sentence = f"Det här är ett testmejl från Bevaka, skickat {days.dated(day)}. Kanalen för mejl fungerar."
    closing = "Du behöver inte svara."
    return Letter(
        id=0,
        kind=LetterKind.ALARM,
        occasion=Occasion.ALARM,
        day=day,
        recipient=recipient,
        intended=recipient,
        subject="Testmejl från Bevaka",
        text=f"Hej!\n\n{sentence}\n{closing}\n",
        html=(
            '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Testmejl från Bevaka</title></head>'
            f"<body><p>Hej!</p><p>{sentence}<br>{closing}</p></body></html>"
        ),
        why="Någon på kansliet provar kanalen.",
        message_id=f"<{uuid4().hex}.bevaka@{sender_domain(office)}>",
        written_at=now,
        not_before=now,
    )
