"""Phrases that give no day by themselves: meetings, happenings, "inom två månader", "varje år", "snarast"."""

from datetime import date
from re import Match

from dateutil.relativedelta import relativedelta

from deadlines.naming import Named, Rule, Setting, rule, yearly
from deadlines.swedish import MONTH, month_number
from deadlines.term import Kind, Term

_NO_STOP = r"(?:\s+(?!(?:och|samt|senast|men|dock|återkomma|redovisa|ta|för\s+att)\b)[\wåäöÅÄÖ&/:-]+)"
"""A word that may belong to the happening named; what follows "och" or "senast" is another matter."""

_NOUN = r"(?:[\wåäöÅÄÖ&/]*[aes-]\s+(?:och\s+)?){0,4}[\wåäöÅÄÖ&/-]+(?:\s+(?:19|20)\d\d(?:[-–]\d+)?)?"
"""A noun with what stands before it (genitives, adjectives): it ends at the first word that is neither."""
_NOUNS = rf"{_NOUN}(?:\s+(?:per\s+(?:den\s+)?\d+\s+[a-z]+|(?:av|för|i|på|om|till|vid)\s+{_NOUN})){{0,2}}"
_CLAUSE = r"att\s+(?:[\wåäöÅÄÖ-]+\s+){1,8}?[\wåäö]+(?:as|es|ts|ds|ns|er|ar)(?!\w)"


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
        r"|löpande|fortlöpande|kontinuerligt|regelbundet|återkommande|(?:efter|inför|vid)\s+varje\s+(?:ny(?:tt)?\s+)?[\wåäö-]+|vid\s+(?:varje|(?:två|tre|fyra)\s+tillfällen)(?:\s+(?:ny\s+)?(?:sammanträde"
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
