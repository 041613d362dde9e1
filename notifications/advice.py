"""What to do about what a mail server said: one sentence of plain Swedish for each kind of answer."""

import re
from typing import NamedTuple

from notifications.hindrances import Hindrance

ADDRESS = "Kontrollera adressen."
LATER = "Det brukar gå över. Mejlet försöks igen av sig självt."


class _Answer(NamedTuple):
    code: str
    reply: str
    """Both as regular expressions; the reply is searched."""
    step: str


_ANSWERS = tuple(
    _Answer(code, re.escape(reply) if isinstance(reply, Hindrance) else reply, step)
    for code, reply, step in (
        (
            "",
            "^osäkert efter DATA|^förbindelsen med Graph bröts",
            "Servern svarade inte på om den tog emot mejlet, så det skickas igen likadant och kan komma två gånger. Be "
            "den som sköter servern att se i dess logg.",
        ),
        (
            "5..",
            r"\b5\.7\.30\b",
            "Exchange Online tar inte längre emot inloggning med lösenord. Byt mail.channel till bevaka-smtp med "
            "XOAUTH2, till bevaka-graph eller till ett relä utan inloggning; README visar hur de skrivs.",
        ),
        (
            "535",
            r"\b5\.7\.139\b",
            "Inloggning över SMTP är avstängd för brevlådan eller för hela organisationen. Be den som sköter "
            "Microsoft 365 att tillåta den för brevlådan, eller byt till bevaka-graph.",
        ),
        (
            "5..",
            r"\b5\.7\.60\b|\b5\.2\.252\b|SendAsDenied",
            "Kontot får inte skicka i avsändarens namn. Ge det rätten ”Skicka som” för brevlådan i mail.sender, eller "
            "ändra mail.sender till kontots egen adress.",
        ),
        (
            "530|5..",
            r"\b5\.7\.57\b",
            "Servern kräver inloggning. Ange användare och lösenord, XOAUTH2 eller ett klientcertifikat i "
            "mail.channel, eller be att den här datorns IP-adress släpps in.",
        ),
        (
            "[45]..",
            r"\b5\.7\.(?:54|64)\b|\brelay(?:ing)?\b",
            "Servern skickar inte vidare mejl från den här datorn. Be den som sköter mejlservern att släppa in "
            "datorns IP-adress eller certifikat, och kontrollera mottagarens domän.",
        ),
        (
            ".*",
            Hindrance.NAME,
            "Kontrollera servernamnets stavning i mail.channel, och att datorn når en namnserver.",
        ),
        (
            ".*",
            Hindrance.REFUSED,
            "Inget lyssnar på den porten. Kontrollera server och port i mail.channel (25, 587 eller 465), och att en "
            "brandvägg inte stoppar.",
        ),
        (
            ".*",
            Hindrance.SILENT,
            "Kontrollera server och port i mail.channel, och be att brandväggen släpper fram den här datorn dit.",
        ),
        (
            ".*",
            Hindrance.CERTIFICATE,
            "Kontrollera att servernamnet i mail.channel är det som står i certifikatet. Har kommunen en egen "
            "certifikatutfärdare, ange dess fil med ca=.",
        ),
        (
            ".*",
            Hindrance.ENCRYPTION,
            "Kontrollera porten: 587 med security=starttls eller 465 med security=tls. Kräver servern ett "
            "klientcertifikat, ange det med cert= och key=.",
        ),
        (
            ".*",
            Hindrance.NO_STARTTLS,
            "Kontrollera porten, eller välj security=tls på port 465. Ett relä i det egna nätet kan ha security=none "
            "om ingen inloggning används.",
        ),
        (
            ".*",
            Hindrance.NO_LOGIN,
            "Är det ett relä utan inloggning, ta bort användare och lösenord ur mail.channel. Annars kontrollera "
            "porten (587) och vilket slags inloggning servern vill ha.",
        ),
        (
            ".*",
            Hindrance.CUT,
            "Servern tar kanske inte emot den här datorn. Be den som sköter mejlservern att se i dess logg.",
        ),
        (
            ".*",
            "^inloggningstjänsten .*(?:invalid_client|AADSTS70002)",
            "Appens id eller hemlighet är fel, eller har hemligheten gått ut. Skapa en ny hemlighet i Entra och skriv "
            "in den där mail.channel hämtar den.",
        ),
        (
            ".*",
            "inloggningstjänsten",
            "Kontrollera katalogens id (tenant), appens id och dess hemlighet i mail.channel, och att datorn når "
            "inloggningstjänsten.",
        ),
        (
            "401|403",
            "^Graph:",
            "Appen får inte skicka från brevlådan. Ge den rättigheten Mail.Send (program) med administratörens "
            "medgivande, och låt begränsningen till en brevlåda omfatta mail.sender.",
        ),
        (
            "404",
            "^Graph:",
            "Brevlådan i mail.sender finns inte i katalogen. Rätta mail.sender, eller ange den med mailbox=.",
        ),
        (
            "535|534|538",
            "",
            "Kontrollera användare och lösenord i mail.channel. Med XOAUTH2 ska appen också vara registrerad i "
            "Exchange och ha rätt till brevlådan.",
        ),
        ("530", "", "Servern kräver inloggning eller kryptering. Ange användare, lösenord och security=starttls."),
        ("421|4..", "", LATER),
        ("552|413", "", "Mejlet är för stort för servern. Hör med den som sköter mejlservern."),
        (r"500|501", "line", "Mejlet har en rad som servern inte tar emot. Spara mejlet och rapportera felet."),
    )
)


def next_step(code: int | None, reply: str) -> str:
    """A sentence to act on; empty where the answer says nothing that we know."""
    written = "" if code is None else str(code)
    known = (a.step for a in _ANSWERS if re.fullmatch(a.code, written) and re.search(a.reply, reply, re.IGNORECASE))
    return next(known, "")


def why_returned(code: int | None, reply: str) -> str:
    """For a letter that will not be sent any more: what was said, and what to do."""
    if code is None:
        return next_step(code, reply) or reply or ADDRESS
    step = next_step(code, reply)
    if step == LATER:
        step = f"Det har försökts så länge som mail.retry_minutes säger. {ADDRESS}"
    return f"Servern svarade {code}. {step or ADDRESS}"
