"""The office's words for answers and states, as the pages show them."""

from deadlines.status import Answer, Outcome, Role, Status
from models.answer import Channel
from models.letter import Letter, LetterState
from models.overview import Place
from notifications import mentions

ANSWERS = {
    Answer.ON_TRACK: "Pågår enligt plan",
    Answer.DONE: "Klart",
    Answer.MORE_TIME: "Vi behöver mer tid",
    Answer.NOT_OURS: "Uppdraget är inte vårt",
    Answer.OTHER_OFFICER: "En annan handläggare har uppdraget",
    Answer.TAKEN_OVER: "Jag har tagit över och behöver underlag",
}

SAID = mentions.STATES
"""The same as the office reads them."""

CHANNELS = {Channel.LINK: "genom svarslänk", Channel.OFFICE: "till kansliet"}

STATES = {
    Status.PROPOSED: "Föreslaget",
    Status.ACTIVE: "Pågående",
    Status.REPORTED: "Redovisat",
    Status.CLOSED: "Avslutat",
    Status.WRITTEN_OFF: "Avskrivet",
    Status.TRANSFERRED: "Överlämnat",
    Status.SUSPENDED: "Vilande",
    Status.ANNULLED: "Upphävt",
}

OUTCOMES = {
    Outcome.DONE: "genomfört",
    Outcome.PARTLY_DONE: "delvis genomfört",
    Outcome.NOT_DONE: "inte genomfört",
    Outcome.REPLACED: "ersatt av ett annat beslut",
}

ROLES = {
    Role.LEAD: "ansvarig",
    Role.JOINT: "gemensamt ansvarig",
    Role.CONSULTED: "medverkar",
    Role.INFORMED: "för kännedom",
}

PLACES = {
    Place.LATE: "försenat",
    Place.SOON: "inom 30 dagar",
    Place.LATER: "längre fram",
    Place.UNDATED: "utan slutdatum",
    Place.WAITING: "väntar på annat uppdrag",
    Place.REPORTED: "redovisat",
    Place.RESTING: "vilande",
}

SIGNS = {
    Place.LATE: "!",
    Place.SOON: "→",
    Place.LATER: "·",
    Place.UNDATED: "?",
    Place.WAITING: "…",
    Place.REPORTED: "✓",
    Place.RESTING: "‖",
}

LETTER_STATES = {
    LetterState.PLANNED: "Väntar",
    LetterState.WAITING: "Väntar",
    LetterState.CLAIMED: "Väntar",
    LetterState.SENDING: "Skickas",
    LetterState.SENT: "Skickat",
    LetterState.UNDELIVERABLE: "Gick inte att leverera",
    LetterState.WITHDRAWN: "Ersatt, skickades inte",
}

LETTER_SIGNS = {
    LetterState.PLANNED: "…",
    LetterState.WAITING: "…",
    LetterState.CLAIMED: "…",
    LetterState.SENDING: "→",
    LetterState.SENT: "✓",
    LetterState.UNDELIVERABLE: "!",
    LetterState.WITHDRAWN: "×",
}

ATTEMPTS = {
    "sent": "Skickat",
    "retry": "Försöker igen",
    "undeliverable": "Gick inte att leverera",
    "uncertain": "Osäkert om det kom fram, skickas igen",
}


def subject(letter: Letter) -> str:
    """What is only planned has no subject yet: it is written just before it is sent."""
    return letter.subject or "Dagens mejl, skrivs strax före utskicket"
