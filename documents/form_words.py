"""The words in which a paper gives somebody something to do."""

import re

ADVERBS = (
    r"(?:\s+(?:härmed|även|också|vidare|därutöver|därför|dessutom|samtidigt|särskilt|gemensamt|nu|åter|på\s+nytt|därmed|i\s+övrigt"
    r"|inte\s+minst|bland\s+annat|dock|var\s+för\s+sig|var\s+och\s+en|tillsammans|framöver|fortsättningsvis|omgående|skyndsamt))*"
)
IN_TASK = (
    r"(?:i\s+(?:[\wåäö]+\s+){0,2}?(?:uppdrag(?:et)?|uppgift(?:en)?)"
    r"|(?:[\wåäö]+\s+){0,2}?[\wåäö]*uppdrag(?:et|en)?)(?!\w)"
)
NP = r"(?P<np>[^.;:!?]{2,240}?)"

SUBJECT_FIRST = re.compile(
    r"(?<!\w)(?P<verb>föreslås\s+(?:få|ges|tilldelas)|(?:ska|skall|bör)\s+(?:få|ges|tilldelas)|ges|gavs|får|far|fick|tilldelas|erhåller)"
    rf"{ADVERBS}(?:,[^,.;]{{1,80}},)?\s+{IN_TASK}(?:\s+av\s+[\wåäö-]+(?:\s+och\s+[\wåäö]+)?)?(?!\s+(?:ges|lämnas|till|åt)\b)",
    re.IGNORECASE,
)
SET_UP = re.compile(
    r"(?<!\w)(?:tillsätts|tillsättas|inrättas|bildas|utses)\s+(?:[\wåäö-]+\s+){0,6}?med\s+(?:i\s+)?uppdrag(?!\w)",
    re.IGNORECASE,
)
SETS_UP = re.compile(
    rf"(?<!\w)(?:tillsätter|tillsätta|inrättar|inrätta|bildar|bilda)\s+{NP}\s+med\s+(?:i\s+)?uppdrag(?!\w)",
    re.IGNORECASE,
)
INVERTED = re.compile(
    rf"(?<!\w)(?:föreslås|ges|får|far)\s+{NP}\s+(?:få\s+)?i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?:et)?(?!\w)",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    rf"(?<!\w)(?:ger|ge|gav|giva|lämnar|lämna|tilldelar|tilldela){ADVERBS}(?:,[^,.;]{{1,60}},)?\s+"
    r"(?:(?:i\s+)?(?:[\wåäö]+\s+){0,2}?uppdrag(?:et)?\s+(?:till|åt)\s+"
    r"(?P<np2>[^.;:!?]{2,240}?)(?=\s+(?:att|om|under|enligt)\b|[.;,]|$)"
    rf"|{NP}\s+(?:i\s+(?:[\wåäö]+\s+){{0,2}}?uppdrag(?:et)?"
    r"|(?:ett\s+|förnyat\s+|utökat\s+|fortsatt\s+)?[\wåäö]*uppdrag(?:et)?)(?!\w))",
    re.IGNORECASE,
)
UPPDRA = re.compile(
    rf"(?<!\w)(?:(?:uppdrar|uppdra|uppdraga|uppdrager|uppdrog){ADVERBS}\s+(?:[åa]t\s+|till\s+|i\s+uppdrag\s+åt\s+)?"
    rf"|(?:uppdras|uppdrages){ADVERBS}\s+(?:åt|till)\s+)(?!att\b){NP}"
    r"(?=,?\s+(?:om\s+)?att\b|\s+i\s+uppdrag\b|\s+till\s+nästa\b|[.;]|$)",
    re.IGNORECASE,
)
ALSO_TO = re.compile(rf"(?:(?<=samt )|(?<=och ))åt\s+{NP}(?=,?\s+att\b)", re.IGNORECASE)
"""The second owner of "uppdrar åt X att …, samt åt Y att …"."""
UPPDRAS_SUBJECT = re.compile(rf"(?<!\w)(?:uppdras|uppdrages){ADVERBS}(?!\s+(?:åt|till)\b)(?=\s|:|$)", re.IGNORECASE)
TASK_TO = re.compile(
    r"(?<!\w)(?:(?:ett|det)\s+)?(?:[\wåäö]+\s+)?uppdrag(?:et)?\s+(?:föreslås\s+)?(?:ges|lämnas|riktas|tilldelas|ska\s+ges|ska\s+lämnas|bör\s+ges)"
    rf"{ADVERBS}\s+(?:(?:till|åt)\s+{NP}(?=,?\s+(?:att|om)\b|[.;]|$)|(?=att\b))",
    re.IGNORECASE,
)
REFER = re.compile(
    r"(?<!\w)(?:återremitter(?:as|ar|a|at)|remitter(?:as|ar|a|at)|överlämnas|överlämnar|överlämna|hänskjuts|hänskjuter|hänskjuta"
    r"|(?:skickas|sänds|sändes)(?:\s+ut)?(?:\s+på\s+(?:intern\s+)?remiss)?|remissas"
    r"|lämna[rs]?|återförvisas|överlåts|överlåter|överlåta)(?:\s+(?:detsamma|tillbaka|vidare|åter|[\wåäö-]{3,}(?:en|et|na|ta))){0,3}"
    r"\s+(?:till|åt)\s+(?P<np>[^.;:]{2,300})",
    re.IGNORECASE,
)
REFER_STOP = re.compile(r"\s+(?:för|senast|med|som|inför|att|under|i\s+syfte|vilken|vilka|innan|före)\b", re.IGNORECASE)
FOR_WORK = re.compile(
    r"\bför\s+(?:[\wåäö]+\s+){0,3}?(?:beredning|yttrande|utredning|handläggning|bearbetning|komplettering|översyn|synpunkter|(?:remiss)?svar|ställningstagande|åtgärd|prövning)",
    re.IGNORECASE,
)
REFER_BACK = re.compile(
    r"(?<!\w)återremitter(?:as|ar|a)(?!\w)(?:\s+ärendet)?(?=\s+(?:för|med|i\s+syfte)\b|\s*[.;]|\s*$)", re.IGNORECASE
)
URGE = re.compile(
    rf"(?<!\w)(?:uppmanar|uppmana|anmanar|anmana|anmodar|anmoda|ålägger|ålägga|instruerar|instruera|beordrar|begär\s+(?:av|att)|åligger|ankommer\s+på|ankommer\s+det\s+på){ADVERBS}\s+{NP}"
    r"(?=,?\s+(?:att|ska|skall|om\s+att|senast|snarast|omgående|inom|redovisar|återkommer|lämnar|tar\s+fram)\b)",
    re.IGNORECASE,
)
URGED = re.compile(
    rf"(?<!\w)(?:uppmanas|anmanas|ombeds|anmodas|åläggs|instrueras|ålägges){ADVERBS}(?=\s+\w)",
    re.IGNORECASE,
)
SHALL = re.compile(r"(?<!\w)(?:ska|skall|har\s+att)(?!\w)", re.IGNORECASE)
STATES = re.compile(
    r"\s*(?:(?:inte|ej|därför|även|också|vidare|därmed|fortsatt)\s+)*(?:vara|ha|bestå|gälla|kunna|utgöras?|utgå|omfattas?|anses|benämnas|få|ges|bli|ingå|heta|träda|tillhöra"
    r"|tillämpas?|uppgå|betala[s]?|ansvara|svara\s+för|äga|innehålla|verka|finnas|disponera|behandla|besluta|fatta|väljas?|utses|sträva|bedriva[s]?|sammanträda|mötas|träffas|arbeta|kallas?)\b",
    re.IGNORECASE,
)
DOES = re.compile(
    r"(?<!\w)(?:sammanställer|redovisar|återkommer|återrapporterar|rapporterar|tar\s+fram|utarbetar|upprättar|lämnar|inkommer|genomför|utreder"
    r"|följer\s+upp|presenterar|samordnar|utvärderar|verkställer|återredovisar|kompletterar|reviderar|bereder|ansvarar\s+för|tillser|ser\s+(?:till|över)|säkerställer|påbörjar|initierar|tecknar|upphandlar|inventerar|kartlägger|uppdaterar"
    r"|inför(?=\s+[\wåäö]+\s+\w)|delger|informerar|publicerar|kallar|bjuder\s+in|kontaktar|översänder|förbereder|beställer|anordnar|arrangerar|ansöker|erbjuder|anmäler|hanterar"
    r"|håller)(?!\w)",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"(?<!\w)(?:(?:(?:ny\s+)?tid(?:en|punkt(?:en)?)?|fristen|redovisningen|återrapporteringen|slutdatum(?:et)?|uppdrag(?:et)?|datum(?:et)?)\b[^.;:]{0,120}?\s"
    r"(?:förlängs|flyttas|senareläggs|skjuts\s+(?:upp|fram)|ändras|framflyttas|sätts)"
    r"|(?:förlänger|förlänga|flyttar|flytta|senarelägger|senarelägga|ändrar|ändra)\s+(?:tid|fristen|redovisning|återrapportering|uppdrag|datum)"
    r"|(?:beviljas|beviljar|bevilja|medges|medger|medge)\b[^.;:]{0,80}?\b(?:förlängd\s+tid|anstånd|förlängning))",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"(?<!\w)(?:ska|skall)\s+(?:[\wåäö-]+\s+){0,6}?(?:tas\s+fram|utarbetas|upprättas|redovisas|slutredovisas|delredovisas|återrapporteras|återredovisas|rapporteras|utvärderas"
    r"|följas\s+upp|revideras|utredas|presenteras|kompletteras|övas|lämnas|föreläggas|ses\s+över|arbetas\s+fram|genomföras)(?!\w)"
    r"|(?:^|(?<!\w)att\s)[^.;]{0,120}?(?<!\w)(?:återrapporteras|återredovisas|redovisas|rapporteras)(?!\w)",
    re.IGNORECASE,
)

CLAUSE_BEGINS = re.compile(
    r"(?:^|[;:]\s|(?:,\s+)?(?<!\w)(?:samt\s+|och\s+)?(?:dels\s+)?att\s|,\s+samt\s)", re.IGNORECASE
)

TASK_GIVEN_TO = re.compile(
    rf"(?<!\w)uppdraget?\s+att\s+[^.;]{{3,200}}?\s+(?:ges|lämnas|tilldelas|läggs\s+på)\s+(?:till\s+|åt\s+)?{NP}(?=[.;,]|\s+(?:som|att|med|senast)\b|$)",
    re.IGNORECASE,
)
BY_WHOM = re.compile(
    r"(?<!\w)(?:ska|skall)\s+(?:[\wåäö]+\s+){0,3}?(?P<done>[\wåäö]{2,}s(?:\s+(?:över|fram|upp|in|ut|om))?)\s+av\s+(?P<np>[^.;:,]{3,80}?)"
    r"(?=\s+(?:senast|före|innan|under|i|till|inom|vid|och|den|vecka|årligen|\d)\b|[.;,]|$)",
    re.IGNORECASE,
)
