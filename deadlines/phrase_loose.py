"""Phrases that give no day by themselves: meetings, happenings, "inom två månader", "varje år", "snarast"."""

import re
from datetime import date
from re import Match

from dateutil.relativedelta import relativedelta

from deadlines.naming import Named, Rule, Setting, rule, yearly
from deadlines.swedish import MONTH, NUMERAL, day_text, month_number, number
from deadlines.term import Kind, Term

_NO_STOP = r"(?:\s+(?!(?:och|samt|senast|men|dock|återkomma|redovisa|ta|för\s+att)\b)[\wåäöÅÄÖ&/:-]+)"
"""A word that may belong to the happening named; what follows "och" or "senast" is another matter."""

_NOUN = r"(?:[\wåäöÅÄÖ&/]*[aes-]\s+(?:och\s+)?){0,4}[\wåäöÅÄÖ&/-]+(?:\s+(?:19|20)\d\d(?:[-–]\d+)?)?"
"""A noun with what stands before it (genitives, adjectives): it ends at the first word that is neither."""
_NOUNS = rf"{_NOUN}(?:\s+(?:per\s+(?:den\s+)?\d+\s+[a-z]+|(?:av|för|i|på|om|till|vid)\s+{_NOUN})){{0,2}}"
_CLAUSE = r"att\s+(?:[\wåäöÅÄÖ-]+\s+){1,8}?[\wåäö]+(?:as|es|ts|ds|ns|er|ar)(?!\w)"

_UNIT = (
    r"(?P<unit>arbetsdag(?:ar)?|vardag(?:ar)?|dag(?:ar)?|dygn|veck(?:a|or)|månad(?:er)?|kvartal|halvår|år)"
    r"(?!\w)(?:s\s+tid)?"
)
_FROM_DECISION = (
    r"\s+(?:från|efter|räknat\s+från|av)\s+(?:(?:detta|dagens|kommunstyrelsens|nämndens)\s+)?"
    r"beslut(?:et|ets\s+datum|sdatum|sdagen)?(?!\w|s)(?!\s+laga)"
)


_DECISION = re.compile(
    r"(?:\s+(?:efter|från|räknat\s+från))?\s+(?:(?:detta|dagens)\s+)?beslut(?:et|ets\s+datum|sdatum|sdagen)?",
    re.IGNORECASE,
)
_OTHER_DAY = (
    r"(?:det\s+att\s+(?:[\wåäö]+\s+){1,4}?(?:laga\s+kraft|[\wåäö]+(?:ts|tts|des|ats|its|tt|at))(?!\w)"
    r"|(?:[\wåäö]+\s+){0,2}?laga\s*kraft\w*|[\wåäö-]+)"
)


def _length(count: int, unit: str) -> relativedelta | None:
    unit = unit.lower()
    if unit.startswith(("arbetsdag", "vardag")):
        return None
    if unit.startswith(("dag", "dygn")):
        return relativedelta(days=count)
    if unit.startswith("veck"):
        return relativedelta(weeks=count)
    months = {"mån": 1, "kva": 3, "hal": 6, "år": 12}
    return relativedelta(months=count * next(n for start, n in months.items() if unit.startswith(start)))


def _within(match: Match[str], setting: Setting) -> Named:
    """Counted from the decision where nothing else is said; from anything else the paper gives no day."""
    if match["other"] and not _DECISION.fullmatch(match["other"]):
        return Named(Term(Kind.RELATIVE), "Tiden räknas från en dag som papperet inte anger. Vilken?")
    length = _length(number(match["count"]), match["unit"])
    if length is None:
        return Named(Term(Kind.RELATIVE), "Tiden är angiven i arbetsdagar. Räkna fram dagen.")
    if setting.decided is None:
        return Named(Term(Kind.RELATIVE), "Tiden räknas från beslutet. Dagen sätts när beslutet är fattat.")
    try:
        last = setting.decided + length
    except (OverflowError, ValueError):
        return Named(Term(Kind.RELATIVE), "Tiden går inte att räkna fram. Vilken dag menas?")
    assumption = f"Räknat från beslutet {day_text(setting.decided)}."
    return Named(Term(Kind.RELATIVE, None, last, None, assumption))


def _counted(match: Match[str], setting: Setting) -> Named:
    """ "Ett år efter beslutet" is counted as "inom ett år" is; what is counted backwards, or from else, has no day."""
    after = match["way"].lower() in ("efter", "från")
    return _within(match, setting) if after else _relative(match, setting)


def _relative(match: Match[str], setting: Setting) -> Named:
    return Named(Term(Kind.RELATIVE), "Tiden räknas från något som papperet inte ger någon dag för. Vilken dag?")


def _meeting(match: Match[str], setting: Setting) -> Named | None:
    if match["today"]:
        return None
    if match["inword"]:
        month = month_number(match["inword"])

        def bounds(year: int) -> tuple[date, date]:
            start = date(year, month, 1)
            return start, start + relativedelta(day=31)

        year = int(match["inyear"]) if match["inyear"] else None
        return yearly(Kind.MEETING, bounds, year, "", setting)
    return Named(Term(Kind.MEETING))


def _event(match: Match[str], setting: Setting) -> Named:
    return Named(Term(Kind.EVENT))


def _recurring(match: Match[str], setting: Setting) -> Named:
    return Named(Term(Kind.RECURRING))


def _vague(match: Match[str], setting: Setting) -> Named:
    return Named(Term(Kind.VAGUE))


def _nothing(match: Match[str], setting: Setting) -> None:
    """ "vid behov", "tills vidare": sounds like a time, sets none."""


def count_from(phrase: str, day: date) -> date | None:
    """The day that "sex månader efter …" or "före …" names, when the day it counts from is known."""
    counted = _COUNTED.pattern.search(phrase)
    try:
        if counted:
            length = _length(number(counted["count"]), counted["unit"])
            if length is None:
                return None
            return day - length if counted["way"].lower() in ("före", "innan") else day + length
        return day - relativedelta(days=1) if phrase.lower().startswith(("före", "innan")) else None
    except (OverflowError, ValueError):
        return None


_COUNTED = rule(
    rf"(?<!\w)(?:senast\s+|inom\s+)?(?P<count>{NUMERAL})\s+{_UNIT}\s+(?P<way>efter|före|innan|från)(?P<other>\s+{_OTHER_DAY})",
    _counted,
    "T20-räknat-från",
)
_REPORT_NOUN = (
    r"(?:del[åa]rs|hel[åa]rs|års|månads|tertial|kvartals)?(?:bokslut|rapport|redovisning|uppföljning|bokslutsrapport)"
    r"(?:en|et|n|s|ar|er|erna)*"
)
_WHOSE = r"(?:nästa\s+|kommande\s+|kommunens\s+|nämndens\s+|årets\s+)?"
_BUDGET = (
    r"(?:mål\s+och\s+budget|budget\w*|verksamhetsplan\w*|(?:års)?bokslut\w*|delår\w*|årsplan\w*)"
    r"(?:\s+(?:för\s+)?(?:19|20)\d\d(?:[-–]\d+)?)?"
)

RULES: tuple[Rule, ...] = (
    # meetings
    rule(
        r"(?<!\w)(?:senast\s+|redan\s+)?(?:till|vid|på|inför)\s+(?:(?!(?:till|vid|på|inför|att|och|varje|samtliga|alla)\b)[\wåäö-]+\s+){0,4}?"
        rf"(?:(?P<today>dagens)\s+(?:sammanträde|möte)|(?:[\wåäö-]+\s+)?(?P<inword>{MONTH})(?:\s+månads\s+)?(?:sammanträde|möte)(?:t)?"
        r"|(?:[\wåäö-]+s\s+|nästa\s+|nästkommande\s+|kommande\s+|ordinarie\s+|första\s+|sista\s+)?(?:fullmäktige|nämnd|styrelse)?"
        r"sammanträde(?:t)?|(?:[\wåäö-]+s|nästa|nästkommande|kommande|ordinarie|första|sista)\s+möte(?:t)?)"
        r"(?!\w)(?:\s+(?:under\s+)?(?P<inyear>(?:19|20)\d\d)(?![\d-]))?",
        _meeting,
        "T18-sammanträde",
    ),
    # counted
    rule(
        rf"(?<!\w)(?:senast\s+)?inom\s+(?:högst\s+|de\s+närmaste\s+|ett\s+par\s+)?(?P<count>{NUMERAL})\s+{_UNIT}"
        rf"(?:{_FROM_DECISION}|(?P<other>\s+(?:från|efter|räknat\s+från|före)\s+{_OTHER_DAY}))?",
        _within,
        "T19-inom",
    ),
    _COUNTED,
    rule(
        r"(?<!\w)(?:senast\s+)?(?:före|innan)\s+(?:[\wåäö-]+(?:andet|endet|ingen|ningen|start(?:en)?|slut(?:et)?|utgången?|trädet)(?!\w)"
        r"|(?:[\wåäöÅÄÖ-]+\s+){1,6}?(?:löper\s+ut|går\s+ut|upphör|träder\s+i\s+kraft|påbörjas|startar|inleds|antas|fattas"
        r"|genomförs|avslutas|tas\s+i\s+bruk|öppnar|öppnas|avgörs)(?!\w))",
        _relative,
        "T21-före-händelse",
    ),
    rule(
        r"(?<!\w)(?:redovisas|rapporteras|återrapporteras|återredovisas|sker|lämnas)\s+(?:samtidigt|i\s+samma\s+ärende)(?!\w|\s+som)",
        _relative,
        "T21-före-händelse",
    ),
    # happenings
    rule(r"(?<!\w)i\s+god\s+tid\s+(?:före|inför|innan)(?:\s+[\wåäö-]+){1,2}", _vague, "T24-utan-dag"),
    rule(rf"(?<!\w)(?:senast\s+)?i\s+samband\s+med\s+(?:{_CLAUSE}|{_NOUNS})", _event, "T22-händelse"),
    rule(
        rf"(?<!\w)(?:senast\s+)?(?:(?:i|till|vid|före|innan)\s+{_WHOSE}(?:{_REPORT_NOUN}|(?:års)?bokslut\w*|delår\w*"
        rf"|budget(?:arbetet|processen|beredningen|dialogen))|(?:till|vid|före|innan)\s+{_WHOSE}{_BUDGET})"
        r"(?:\s+(?:för\s+|per\s+)?(?:19|20)\d\d|\s+\d)?(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        rf"(?<!\w)inför\s+(?:(?:arbetet\s+med|beslut\s+om|nästa|nästkommande|kommande|kommunens|årets)\s+)*"
        rf"(?:{_BUDGET}|{_REPORT_NOUN}|(?:19|20)\d\d(?:[-–/]\d+)?|mandatperiod\w*|val(?:et)?|läsår\w*|år(?:et)?|sommaren|hösten|våren"
        r"|(?:vår|höst)terminen|höst|[\wåäö]*(?:säsong|start|stämma|premiär|öppning|invigning|revidering|upphandling|skifte|termin|antagande|process|beredning|förhandling)\w*)(?:\s+(?:19|20)\d\d(?:[-–/]\d+)?)?(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        r"(?<!\w)(?:före|innan|efter|inför)\s+(?:valet|(?:riksdags|kommunal)valet)(?:\s+(?:19|20)\d\d)?(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        r"(?<!\w)(?:före|innan|inför|under|till|inom|vid)\s+(?:slutet\s+av\s+)?(?:nästa|nästkommande|innevarande|denna|kommande)?\s*"
        r"mandatperiod(?:en)?(?:s\s+(?:slut|utgång))?(?:\s+\d{4}\s?[-–]\s?\d{2,4})?(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        r"(?<!\w)(?:senast\s+)?(?:vid\s+(?:nästa|nästkommande|kommande)\s+[\wåäö-]+|(?:vid|på|till)\s+(?:ordinarie\s+|extra\s+|nästa\s+)?(?:bolags|års)?stämman?(?:\s+(?:19|20)\d\d)?)(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        r"(?<!\w)efter\s+(?:genomförd|avslutad|slutförd|fullgjord|beslutad|antagen|genomfört|avslutat)\s+[\wåäö-]+(?!\w)",
        _event,
        "T22-händelse",
    ),
    rule(
        r"(?<!\w)(?:när|så\s+snart|så\s+fort|sedan|efter\s+det\s+att|efter\s+att|då)\s+(?:[\wåäöÅÄÖ-]+\s+){1,6}?(?:(?:är|blivit|blir)\s+(?:klar|färdig"
        r"|känd|\w+(?:ad|en|d|t|da|na)(?!\w))\w*|\w{3,}(?:ats|tts|rts|llts|mts|gts|its)|(?:har\s+)?(?:verkat|pågått|varit|trätt|vunnit|kommit)"
        r"(?:\s+(?:i|laga|på)\s+[\wåäö]+(?:\s+[\wåäö]+)?)?|beviljats?|föreligger|finns\s+tillgänglig\w*)(?!\w)",
        _event,
        "T22-händelse",
    ),
    # again and again
    rule(
        r"(?<!\w)(?:minst\s+|senast\s+)?(?:(?:en|två|tre|fyra|\d)\s+g(?:å|g)r?(?:ng|nger)?\s+(?:per|om|varje|i)\s+(?:år(?:et)?|termin(?:en)?"
        r"|kvartal(?:et)?|månad(?:en)?|halvår(?:et)?|mandatperiod(?:en)?)|varje\s+(?:(?:ny|nytt)\s+)?(?:år|kvartal|månad|halvår|tertial|termin"
        r"|vecka|vår|höst|mandatperiod|[\wåäö]*(?:sammanträde|möte)|verksamhetsår|delår\w*|[\wåäö]*bokslut)|vart(?:annat|(?:\s+|)(?:tredje|fjärde|femte|\d:[ea]))"
        r"\s+år|(?:år|kvartals|månads|halvårs|tertial|vecko|termins)(?:vis)|årligen|månatligen|dagligen|varje\s+dag|per\s+(?:år|kvartal|tertial|månad|halvår|termin)"
        r"|löpande|fortlöpande|kontinuerligt|regelbundet|återkommande|(?:efter|inför|vid)\s+varje\s+[\wåäö-]+|vid\s+(?:varje|(?:två|tre|fyra)\s+tillfällen)(?:\s+(?:ny\s+)?(?:sammanträde"
        r"|möte|mandatperiod))?)(?!\w)",
        _recurring,
        "T23-återkommande",
    ),
    rule(r"(?<!\w)(?:i\s+)?tertialrapport(?:erna|er|en)?(?:\s+[1-3](?!\d))?(?!\w)", _recurring, "T23-återkommande"),
    rule(
        r"(?<!\w)(?:i|vid)\s+(?:samtliga\s+|alla\s+)?(?:kommande\s+)?(?:månads|kvartals|tertial)(?:uppföljningar|rapporter)(?:na)?(?!\w)",
        _recurring,
        "T23-återkommande",
    ),
    # urgency and haze
    rule(
        r"(?<!\w)(?:så\s+)?(?:skyndsamt|omgående|omedelbart|snarast(?:\s+möjligt)?|så\s+(?:snart|fort)\s+som\s+möjligt|så\s+snart\s+det\s+är\s+möjligt"
        r"|utan\s+dröjsmål|inom\s+kort|inom\s+(?:en\s+)?(?:snar|nära)\s+framtid|på\s+sikt|inom\s+rimlig\s+tid|inom\s+den\s+närmaste\s+tiden"
        r"|inom\s+(?:några|ett\s+par)\s+(?:dagar|veckor|månader|år)|i\s+närtid|i\s+god\s+tid|under\s+(?:kommande|de\s+närmaste)\s+åren?"
        r"|(?:före|innan|efter)\s+(?:sommar(?:en|uppehållet|lovet|semestern|semestrarna)?|semest\w+|jul(?:en|uppehållet|helgen)?|påsk(?:en)?)"
        r"|(?:före|innan|efter)\s+(?:juluppehållet|höstlovet|sportlovet))(?!\w)",
        _vague,
        "T24-utan-dag",
    ),
    rule(r"(?<!\w)(?:vid\s+behov|(?:gäller\s+)?tills\s+vidare)(?!\w)", _nothing, "T25-ingen-tid"),
)
