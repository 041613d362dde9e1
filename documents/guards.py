"""What looks like an assignment and is none: the past retold, others' assignments, what was turned down."""

import re

from documents.given import Form, Given
from documents.headings import Zone

STRONG = (Form.GIVEN, Form.REFERRED, Form.URGED)
_ACTED = (Zone.DECISION, Zone.PROPOSAL)

PAST = re.compile(
    r"\b(?:beslutade|beslöt|har\s+beslutat|uppdrog|gav|fick|återkalla[rs]?|återta[rs]?|upphäv\w*|avslå[rs]?|reserver\w+"
    r"|avstyrk\w*|(?:inte|ej|icke)\s+(?:att\s+)?(?:bifall\w*|tillstyrk\w*|ge|ger|ges|uppdra\w*)|anses\s+(?:därmed\s+)?(?:avslutat|slutfört|besvarad)|bordlägg\w*|yrka\w*)\b",
    re.IGNORECASE,
)
_TODAYS = ("beslut", "gav", "fick", "uppdrog")
_DATED = re.compile(r"\d{4}|§|\btidigare\b|\b(?:förra|föregående)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:regeringen|riksdagen|länsstyrelsen|länsstyrelserna|revisorerna|kommunrevisionen|revisionen|skolinspektionen|socialstyrelsen"
    r"|ivo|motionär(?:en|erna)|motionen(?!\s+(?:bifall|anses|besvara|tillstyrk))|boverket|trafikverket|arbetsmiljöverket|lagen|kommunallagen|naturvårdsverket)\b[^.]{0,120}$",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\([A-ZÅÄÖ]{1,4}\)\s*:|\([A-ZÅÄÖ]{1,4}\)\s+(?:föreslår|yrkar|vill)\b|\b(?:ledamoten|ersättaren)\b[^.]*\bföreslår\b",
    re.IGNORECASE,
)
_PASSED_UP = re.compile(
    r"\bföreslå(?:r|s)?\s+(?:[\wåäö-]+\s+)?(?:kommun|region)?(?:fullmäktige|styrelsen|nämnden)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:framgår|anges|föreskriver|föreskrivs|stadgar|stadgas|innebär|informerar|upplyser|påpekar|konstaterar|rekommenderar|bedömer|erinrar|påminner"
    r"|noterar|önskar|hoppas|förklarar|ingår|beskrivs|nämns|besvaras|svarar|upplystes|antecknas)\b(?:(?!\bbeslut|\buppdra)[^.;]){0,200}\batt\s*$",
    re.IGNORECASE,
)
"""What somebody says, or a text holds, is no decision of this paper."""
_BY_LAW = re.compile(
    r"\b(?:enligt|i\s+enlighet\s+med|med\s+stöd\s+av)\s+(?:\d+\s*(?:kap|§)|[\wåäö-]*(?:lagen|lag|balken|förordningen|föreskrift\w*|stadgan|stadgar(?:na)?|reglementet|ordningen|direktivet|planen)\b)",
    re.IGNORECASE,
)
"""A duty that another text lays on them is not given here."""
_DOING = re.compile(
    r"\s*(?:[\wåäö-]+,?\s+){0,6}?(?:åter|ta\s+fram|utred|utarbet|upprätt|redovis|rapporter|presenter|lämna|se\s+över|inkomma"
    r"|genomför|samordn|anmäl|säkerställ|följa\s+upp|påbörj|utvärder|revider|verkställ|komplett|sammanställ|informer|ansök"
    r"|upphandl|fortsätt|svara|besvara|förbered|inventer|kartlägg|analyser|pröva|bereda|initier|vidta)",
    re.IGNORECASE,
)


def counts(given: Given, text: str, zone: Zone, timed: bool, follows: bool) -> bool:
    """Whether the form gives an assignment here. `follows`: another one stands right before it."""
    before = text[: given.start]
    if _MEMBER.search(before) or _OTHERS.search(before) or _OTHERS.search(" ".join(given.who.owners) + " "):
        return False
    if _SAID.search(before) or _is_retold(text, zone, given.end):
        return False
    if given.form in STRONG:
        return not (zone is Zone.DECISION and _PASSED_UP.search(before))
    if given.form is Form.MOVED:
        return timed or "förläng" in text.lower()
    if given.form is Form.PASSIVE and text.startswith("Uppdraget"):
        return timed and not follows
    if zone not in _ACTED and not re.search(r"\bbeslutar\b", before):
        return False
    if _BY_LAW.search(text if given.form is Form.PASSIVE else text[: given.end + 60]):
        return False
    if given.form is Form.SHALL:
        return timed or bool(_DOING.match(text, given.end))
    if given.form is Form.PASSIVE:
        return timed and not follows
    return timed


_GRANTS = re.compile(r"(?<!inte )(?<!ej )\bbifall(?:a|er|s)\s+[^.;]{0,60}$", re.IGNORECASE)
"""A request that is granted in the same breath is no longer only a request."""


def _is_retold(text: str, zone: Zone, until: int) -> bool:
    """Minutes in the past tense say "beslutade" and "fick" of today's decision too, but without a day or a §."""
    past = next((m for m in PAST.finditer(text) if not _GRANTS.search(text, 0, m.start())), None)
    if not past:
        return False
    todays = zone is Zone.DECISION and past[0].lower().startswith(_TODAYS)
    return not todays or bool(_DATED.search(text[:until]))
