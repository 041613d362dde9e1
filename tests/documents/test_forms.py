"""Sentences that give somebody something to do, and sentences that only look so."""

import pytest

from documents.findings import Finding
from documents.reading import read_text

GIVING = [
    ("Kommundirektören ges i uppdrag att se över taxan.", ["kommundirektören"]),
    ("Förvaltningen får i förnyat uppdrag att följa upp planen.", ["förvaltningen"]),
    ("Förvaltningen får fortsatt uppdrag att följa upp planen.", ["förvaltningen"]),
    ("IT-strategen får uppdraget att söka bidrag.", ["IT-strategen"]),
    ("Miljöchefen åläggs att redovisa tillsynen.", ["miljöchefen"]),
    ("Kommunchefen uppdras att teckna avtal.", ["kommunchefen"]),
    ("Samhällsbyggnadschefen uppdras ta fram en strategi.", ["samhällsbyggnadschefen"]),
    ("Uppdrag ges till kansliet att ordna arkivet.", ["kansliet"]),
    (
        "Ett gemensamt uppdrag ges till socialnämnden och skolnämnden att ta fram en plan.",
        ["socialnämnden", "skolnämnden"],
    ),
    ("Uppdrag ges att ordna arkivet.", []),
    ("Kommunstyrelsen uppdrar åt fastighetschefen att sälja huset.", ["fastighetschefen"]),
    ("Nämnden beslutar att uppdraga åt stadsarkitekten att inkomma med rutiner.", ["stadsarkitekten"]),
    ("Kommunstyrelsen ger Åby Energi AB i uppdrag att ta fram en affärsplan.", ["Åby Energi AB"]),
    ("Kommunstyrelsen ger, efter diskussion, lokalstrategen i uppdrag att utreda platsen.", ["lokalstrategen"]),
    ("Vidare får tekniska chefen i uppdrag att utreda frågan.", ["tekniska chefen"]),
    ("Ärendet återremitteras till förvaltningen för ytterligare beredning.", ["förvaltningen"]),
    ("Motionen remitteras till kommunstyrelsen för beredning.", ["kommunstyrelsen"]),
    ("Förslaget till plan skickas på remiss till nämnderna.", ["nämnderna"]),
    ("Nämnden uppmanar samtliga enheter att spara el.", ["samtliga enheter"]),
    ("Kommunfullmäktige instruerar ombudet att rösta för förslaget.", ["ombudet"]),
    ("Nämnderna ska senast den 1 mars 2018 anmäla kontaktpersoner.", ["nämnderna"]),
    ("Näringslivsutskottet ska återkomma i frågan.", ["näringslivsutskottet"]),
    ("De nämnder som visar underskott ska återkomma med en plan.", ["nämnder som visar underskott"]),
    ("Ekonomichefen sammanställer utfallet i oktober 2018.", ["ekonomichefen"]),
    ("En plan ska tas fram och redovisas i oktober 2018.", []),
    ("Uppdraget att samordna arbetet ges till klimatstrategen.", ["klimatstrategen"]),
    ("Riktlinjerna ska fastställas av kommundirektören senast den 31 maj 2018.", ["kommundirektören"]),
    ("Kommunstyrelsen begär att bildningsnämnden senast den 30 april 2018 redovisar en plan.", ["bildningsnämnden"]),
    ("Tekniska nämnden anmodas inkomma med yttrande före den 15 mars 2018.", ["tekniska nämnden"]),
    ("Förvaltningen fick i uppdrag att se över taxan.", ["förvaltningen"]),
    ("Ordföranden, som är kontaktpolitiker, får i uppdrag att besöka skolan.", ["ordföranden"]),
    ("Kommunstyrelsen uppdrar at ekonomichefen att inkomma med forslag.", ["ekonomichefen"]),
    ("Eva Ek (M) får i uppdrag att i egenskap av nämndens ordförande fördela arbetet.", ["nämndens ordförande"]),
]


def findings(sentence: str) -> tuple[Finding, ...]:
    return read_text(f"Kommunstyrelsen 2017-10-10\n\n§ 9 Ett ärende\n\nBeslut\n{sentence}\n").findings


@pytest.mark.parametrize(("sentence", "owners"), GIVING)
def test_an_assignment_is_found_with_its_owners(sentence, owners):
    (finding,) = findings(sentence)
    assert [owner.name for owner in finding.owners] == owners


NOT_GIVING = [
    "Kommunstyrelsen lägger informationen till handlingarna.",
    "Kommunstyrelsen återkallar uppdraget till fritidsnämnden att inrätta en fritidsbank.",
    "Uppdraget från den 20 februari 2017, § 16 anses därmed avslutat.",
    "Kommunstyrelsen avslår yrkandet om att ge förvaltningen i uppdrag att sälja huset.",
    "Per Ek (S) yrkar att förvaltningen ges i uppdrag att utreda saken.",
    "Socialnämnden har fått i uppdrag av kommunfullmäktige att se över taxan.",
    "Den 10 maj 2016, § 88 fick förvaltningen i uppdrag att utreda saken.",
    "Ledamoten Bo Ek föreslår att kommunchefen får i uppdrag att se över julbelysningen.",
    "Kommunstyrelsen beslutade 2016-05-10 § 88 att ge förvaltningen i uppdrag att utreda saken.",
    "Regeringen uppdrar åt länsstyrelserna att erbjuda stöd.",
    "Revisorerna har fått i uppdrag att granska nämnden.",
    "Miljönämnden bemyndigas att höja avgifterna varje år.",
    "Ärendet bordläggs till sammanträdet den 25 januari 2018.",
    "Kommunstyrelsen överlämnar ärendet till kommunfullmäktige.",
    "Kommunstyrelsen antar yttrandet och överlämnar det till revisionen.",
    "Anna Ek (S) väljs till ordförande för tiden 1 januari 2019 till och med 31 december 2022.",
    "Nämnden ska bestå av nio ledamöter.",
    "Taxan ska gälla från och med den 1 januari 2018.",
    "Interpellationen kommer att besvaras vid nästkommande sammanträde.",
    "Sammanträdet den 23 oktober flyttas till den 16 oktober.",
    "Kommunstyrelsen föreslår kommunfullmäktige att ge nämnderna i uppdrag att spara.",
]


@pytest.mark.parametrize("sentence", NOT_GIVING)
def test_what_only_looks_like_an_assignment_is_none(sentence):
    assert findings(sentence) == ()


REPORTING = [
    ("Chefen får i uppdrag att återrapportera till kommunstyrelsen i juni 2018.", "kommunstyrelsen"),
    ("Chefen får i uppdrag att informera nämnden om arbetet.", "kommunstyrelsen"),
    ("Chefen får i uppdrag att redovisa planen för socialnämndens arbetsutskott.", "socialnämndens arbetsutskott"),
    ("Chefen får i uppdrag att ta fram en plan till kommunfullmäktiges sammanträde i maj. Planen redovisas då.", None),
    ("Chefen får i uppdrag att redovisa planen vid kommunfullmäktiges sammanträde i maj.", "kommunfullmäktige"),
    ("Chefen får i uppdrag att ta fram en plan. Återkoppling sker till ks senast i mars.", "kommunstyrelsen"),
    ("Chefen får i uppdrag att ta fram en plan. Återrapportering ska ske i oktober 2018.", None),
    ("Chefen får i uppdrag att se över taxan.", None),
]


@pytest.mark.parametrize(("sentence", "body"), REPORTING)
def test_the_result_goes_to_the_body_that_is_named_and_to_none_where_none_is(sentence, body):
    (finding,) = findings(sentence)
    assert finding.report_to == body
