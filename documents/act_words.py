"""The words in which a paper closes, writes off, extends, refers back or transfers an assignment given earlier."""

import re

from deadlines.swedish import MONTH
from documents.headings import BODY

_TRUST = r"(?:förtroende|heders|ledamots|ersättar|styrelse|ordförande|revisors?|politiker|fritids|ägar|prov|konsult)"
"""An elected post or a contract is an "uppdrag" too, and no assignment."""
_WHOSE = (
    r"(?:följande|ovanstående|nedanstående|samtliga|dessa|detta|det|de|alla|båda|två|tre|fyra|kf:s|ks:s"
    r"|[\wåäö-]*(?:nämndens|styrelsens|fullmäktiges|utskottets|förvaltningens|kontorets|bolagets|chefens|direktörens))"
)
TASK = (
    rf"(?:(?<!\w)(?!{_TRUST})[\wåäö-]*uppdrag(?:et|en)(?!\w)"
    rf"|(?<!\w){_WHOSE}\s+(?:[\wåäö]+\s+)?(?!{_TRUST})[\wåäö-]*uppdrag(?!\w)"
    r"|(?<!\bi\s)(?<!\w)uppdrag\s+(?=nr|\d|§|K[SF]\b|dnr)"
    r"|(?<!\bi\s)(?<=\batt\s)uppdrag\s+(?=om\b|angående\b|gällande\b|avseende\b))"
)
"""An assignment that was given before; "i uppdrag att" gives one and does not count."""
GAP = r"(?:[^.;:!?]|[.:](?=[^\s])){0,300}?"
_SHORT_GAP = r"(?:[^.;:!?]|[.:](?=[^\s])){0,90}?"
_ADVERBS = (
    r"(?:(?:härmed|därmed|nu|således|därigenom|därför|även|också|vara|delvis|helt|till\s+fullo|till\s+(?:alla|vissa)\s+delar"
    r"|i\s+sin\s+helhet|i\s+(?:alla|vissa)\s+delar|som)\s+)*"
)
_DONE = (
    r"(?:slutför|fullgjor|verkställ|besvara|genomför|utför|avsluta|slutredovisa|återrapportera|återredovisa|redovisa|uppfyll"
    r"|avklara|avrapportera|färdigställ)(?:t|da|de|ts|tt)(?!\w)"
)
_MAY = r"(?:(?:ska|skall|kan|må)\s+)?"

CLOSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<task>{TASK}){GAP}\s(?P<verb>{_MAY}{_ADVERBS}(?:anses|förklaras|bedöms|betraktas|är|blivit))\s+{_ADVERBS}(?P<how>{_DONE})",
        rf"(?<!\w)(?P<verb>anse|anser|förklara|förklarar|bedömer|bedöma|betrakta|betraktar)\s+{_SHORT_GAP}(?P<task>{TASK})"
        rf"{GAP}\s{_ADVERBS}(?P<how>{_DONE})",
        rf"(?P<task>{TASK}){GAP}\s(?P<verb>{_MAY}{_ADVERBS}(?:avslutas|stängs|stängas|avförs|avföras))(?!\w)",
        rf"(?<!\w)(?P<verb>avsluta|avslutar|stänga|stänger|avföra|avför)\s+{_SHORT_GAP}(?P<task>{TASK})",
        rf"(?<!\w)(?P<verb>godkänn\w*|anta|antar|antas)(?!\w){_SHORT_GAP}\ssom\s+(?:ett\s+)?"
        rf"(?:svar\s+på|(?:slut|åter)?(?:redovisning|rapportering)\s+av|fullgörande\s+av){_SHORT_GAP}(?P<task>{TASK})",
    )
)
FILES = re.compile(r"(?<!\w)(?:lägga|lägger|läggs|läggas)(?!\w)(?P<what>.{0,240}?)till\s+handlingarna", re.IGNORECASE)
REPORT = r"(?<!\w)(?:slut|del|åter|av)?(?:redovisning|rapport|redogörelse|svar|återkoppling)\w*"
ASKED_BY_OTHERS = re.compile(
    r"(?<!\w)(?:motion|medborgarförslag|e-förslag|interpellation|remiss|skrivelse)\w*(?!.*(?:,|\s(?:och|samt))\s)",
    re.IGNORECASE,
)
"""The sentence's subject is a motion that speaks of an assignment."""
REPORT_OF = re.compile(
    rf"{REPORT}\s+(?:av|på|om|från|för|gällande|avseende|angående)\s+{_SHORT_GAP}uppdrag", re.IGNORECASE
)
"""The matter is the report of an assignment, not information."""
ONLY_PART = re.compile(
    r"(?<!\w)(?:delvis|delredovis\w*|lägesrapport\w*|lägesredovis\w*|i\s+vissa\s+delar)(?!\w)", re.IGNORECASE
)
UNDONE = re.compile(r"utan\s+(?:vidare\s+|ytterligare\s+)?åtgärd", re.IGNORECASE)
REPLACED = re.compile(r"(?<!\w)ersätt(?:s|as|er)(?!\w)", re.IGNORECASE)

WRITES_OFF = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<task>{TASK}){GAP}\s(?P<verb>{_MAY}{_ADVERBS}(?:avskriv(?:s|as)|återkalla[s]|återta[s]|upphäv(?:s|as)|upphör|upphöra"
        r"|utgår|utgå|stryks|strykas|dras\s+tillbaka))(?!\w)",
        r"(?<!\w)(?P<verb>avskriva|avskriver|återkalla|återkallar|återta|återtar|upphäva|upphäver|stryka|stryker"
        rf"|dra\s+tillbaka|drar\s+tillbaka)\s+(?P<object>{_SHORT_GAP})(?P<task>{TASK})",
    )
)
EXTENDS = re.compile(
    rf"(?<!\w)(?:(?:ny|nytt|förnyad|förlängd|senarelagd)\s+(?:(?:slut|del|åter|av)?(?:redovisning|rapportering|rapport)\w*|tid|tidpunkt\w*"
    rf"|slutdatum|datum|frist)(?!\w)|{TASK}{_SHORT_GAP}\s(?:kvarstår|redovisas\s+(?:åter|på\s+nytt|igen)))",
    re.IGNORECASE,
)
REFERS_BACK = re.compile(
    r"(?<!\w)(?P<verb>återremitter(?:as|ar|a)|återförvisa[rs]?)(?!\w)(?:[^.;:]{0,120}?\s(?:till|åt)\s+(?P<np>[^.;:]{2,120}))?",
    re.IGNORECASE,
)
TRANSFERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<task>{TASK}){GAP}\s(?P<verb>(?:ska\s+|skall\s+)?{_ADVERBS}(?:över(?:förs|föras|lämnas|låts|låtas|går|flyttas|tas)|flyttas"
        rf"|tas\s+över|förs\s+över|lämnas\s+över|flyttas\s+över))(?!\w){_SHORT_GAP}\s(?:till|av|åt)\s+(?P<np>[^.;:]{{2,160}})",
        r"(?<!\w)(?P<verb>överföra|överför|överlämna|överlämnar|överlåta|överlåter|flytta|flyttar|föra\s+över|för\s+över"
        rf"|lämna\s+över|lämnar\s+över)\s+(?P<object>{_SHORT_GAP})(?P<task>{TASK})(?P<np>[^.;:]{{2,300}})",
        rf"(?:^|att\s)(?P<np>[^.;:]{{2,120}}?)\s+(?P<verb>övertar|tar\s+över|överta|ta\s+över){_SHORT_GAP}\s(?P<task>{TASK})",
    )
)
NP_ENDS = re.compile(
    r"\s+(?:för|senast|med|som|inför|att|under|i\s+syfte|vilken|vilka|innan|före|från\s+och\s+med|och\s+ska|där)\b",
    re.IGNORECASE,
)
ABOUT_SOMETHING_ELSE = re.compile(
    rf"(?:(?<!\bsom\s){REPORT}|(?<!\w)(?:förslag|yttrande|bedömning|plan|kostnad|ärende|motion|medborgarförslag|skrivelse|begäran)\w*)"
    r"(?:\s+(?:av|på|om|från|för|till|med|gällande|avseende|angående|med\s+anledning\s+av))?\s+(?:[\wåäö]+s\s+)?$",
    re.IGNORECASE,
)
"""What stands right before "uppdraget", where the sentence is about that and not about the assignment."""

AS_A_POST = re.compile(
    r"uppdrag(?:et|en)?\s+som\s+(?:ny\s+|vice\s+|förste\s+|andre\s+)*(?:ledamot|ersättare|ordförande|revisor|lekmannarevisor|nämndeman|god\s+man"
    r"|gruppledare|representant|ombud|kommunalråd|oppositionsråd|suppleant)|(?<!\w)(?:sitt|sina|hans|hennes|deras)\s+uppdrag(?!\w)|avsäg\w+|entledig\w+",
    re.IGNORECASE,
)
LOST = re.compile(
    r"(?<!\w)(?:avslå[rs]?|avslog|avslås|avstyrk\w*|reserver\w*|bordlägg\w*|yrka[rs]?|yrkade|"
    r"(?:bör|får|kan)\s+(?:inte|ej)|motsätter)(?!\w)",
    re.IGNORECASE,
)
"""What was turned down, put off, or only asked for."""
NOT = re.compile(r"(?<!\w)(?:inte|ej|icke|ännu)(?!\w)", re.IGNORECASE)
SOME_DAY = re.compile(
    r"^(?:att\s+)?(?:när|då|om|så\s+snart|sedan|efter\s+det\s+att|först\s+när|därefter)(?!\w)"
    r"|(?<!\w)(?:när|så\s+snart|förrän|först\s+när|först\s+då|under\s+förutsättning|efter\s+det\s+att|därefter|bör)(?!\w)",
    re.IGNORECASE,
)
"""A condition: what will close it some day does not close it now."""
GIVES = re.compile(
    r"(?<!\w)i\s+(?:[\wåäö]+\s+)?uppdrag\s+att(?!\w)|(?<!\w)(?:uppdrar|uppdra|uppdras)\s+åt|(?<!\w)(?:bemyndiga|delegera|ge[rs]?\s+rätt)\w*|(?<!\w)rätt\s+att(?!\w)",
    re.IGNORECASE,
)
"""Somebody is told, or allowed, to do it."""
GAVE = re.compile(r"(?<!\w)(?:gav|gett|fick|fått|gavs|givits|uppdrog|har\s+getts)(?!\w)", re.IGNORECASE)
RETOLD = re.compile(
    r"(?<!\w)(?:beslutade|beslöt|har\s+(?:tidigare\s+)?beslutat)(?!\w)(?P<between>.*?)\batt(?!\w)", re.IGNORECASE
)
PASSED_ON = re.compile(r"(?<!\w)(?:föreslå|föreslår|föreslås|hemställer)(?!\w)", re.IGNORECASE)
DECIDES = re.compile(r"(?<!\w)(?:beslutar|beslutade|beslut)(?!\w)", re.IGNORECASE)

_DAY = rf"(?P<day>(?:19|20)\d\d-\d\d-\d\d|[0-3]?\d\s+(?:{MONTH})\s+(?:19|20)\d\d)"
_NUMBER = r"§+\s*(?P<number>\d{1,4})"
_WHO = rf"(?:(?<!\w)(?P<body>KSAU|KS|KF|{BODY})s?\s+)?"
CITES = (
    re.compile(rf"{_WHO}(?:(?:den|beslut|beslutade|gav)\s+)*{_DAY}[\s,(]*{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_WHO}{_NUMBER}[\s,(]*(?:(?:den|från|av|beslutad)\s+)*{_DAY}", re.IGNORECASE),
    re.compile(rf"{_WHO}(?P<year>(?:19|20)\d\d)[\s,]*{_NUMBER}(?!\s*kap)", re.IGNORECASE),
    re.compile(rf"{_WHO}{_NUMBER}/(?P<year>(?:19|20)?\d\d)(?!\d)", re.IGNORECASE),
)
CASE_NUMBER = re.compile(
    r"(?:(?i:dnr|diarienr|diarienummer)\.?:?\s*(?P<labelled>(?:[A-ZÅÄÖ]{2,5}[\s/])?[\wÅÄÖåäö/.:-]*\d[\wÅÄÖåäö/:-]*\d))"
    r"|(?<![\w-])(?P<bare>[A-ZÅÄÖ]{2,5}[\s/]?(?:19|20)\d\d[-/:]\d{2,6}|(?:19|20)\d\d[-/:]\d{3,6}\s[A-ZÅÄÖ]{2,4})(?![\d-])"
)
