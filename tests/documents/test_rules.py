"""Every rule of the two catalogues finds something, and every finding says which rule found it."""

from datetime import date

import pytest

from deadlines import phrases
from deadlines.phrase_rules import PHRASE_RULES
from deadlines.phrases import terms_in
from documents.findings import Confidence, Finding
from documents.form_rules import FORM_RULES
from documents.reading import read_text

HEAD = "Kommunstyrelsen 2017-10-10\n\n§ 9 Ett ärende\n\n"
BESLUT = HEAD + "Beslut\n"

PAPERS = {
    "G1-ges-i-uppdrag": BESLUT + "Skolchefen ges i uppdrag att se över schemat.",
    "G2-ger-i-uppdrag": BESLUT + "Kommunstyrelsen ger skolchefen i uppdrag att se över schemat.",
    "G3-uppdrar-åt": BESLUT + "Kommunstyrelsen uppdrar åt skolchefen att se över schemat.",
    "G4-uppdras-att": BESLUT + "Skolchefen uppdras att se över schemat.",
    "G5-uppdrag-ges-till": BESLUT + "Uppdrag ges till skolchefen att se över schemat.",
    "G6-uppdraget-läggs-på": BESLUT + "Uppdraget att se över schemat läggs på skolchefen.",
    "G7-föreslås-få": BESLUT + "Vidare får skolchefen i uppdrag att se över schemat.",
    "G8-tillsätts-med-uppdrag": BESLUT + "En arbetsgrupp tillsätts med uppdrag att se över schemat.",
    "G9-tillsätter": BESLUT + "Kommunstyrelsen tillsätter en arbetsgrupp med uppdrag att se över schemat.",
    "G10-uppmanar": BESLUT + "Kommunstyrelsen uppmanar skolnämnden att se över schemat.",
    "G11-uppmanas": BESLUT + "Skolnämnden åläggs att se över schemat.",
    "G12-remitteras-till": BESLUT + "Ärendet remitteras till skolnämnden.",
    "G13-återremitteras": BESLUT + "Ärendet återremitteras för ny beräkning.",
    "G14-tiden-flyttas": BESLUT + "Skolnämnden beviljas förlängd tid till den 1 juni 2018.",
    "G15-ska": BESLUT + "Skolchefen ska återkomma med ett schema.",
    "G16-gör": BESLUT + "Skolchefen redovisar schemat senast den 1 mars 2018.",
    "G17-ska-göras-av": BESLUT + "Schemat ska ses över av skolchefen senast den 1 mars 2018.",
    "G18-ska-göras": BESLUT + "Schemat ska redovisas senast den 1 mars 2018.",
    "G19-punkt-under-ägare": BESLUT + "Skolchefen ges i uppdrag att\n- se över schemat.",
    "G20-ägare-i-punkten": BESLUT + "Kommunstyrelsen uppdrar åt\n- skolchefen att se över schemat.",
    "G21-ansvarig": BESLUT + "Se över schemat. Ansvarig: skolchefen.",
    "G22-rad-i-tabell": HEAD
    + "Uppdragslista\n\nNr    Uppdrag              Ansvarig        Klart\n"
    + "1     Se över schemat      Skolchefen      2018-03-01\n",
    "G23-bifallet-yrkande": HEAD
    + "Yrkande\nIda Alm (C) yrkar att skolchefen ges i uppdrag att se över schemat.\n\n"
    + "Beslut\nIda Alms (C) yrkande bifalls.",
    "G24-bifallen-att-sats": HEAD
    + "Beslut\nMotionens första att-sats bifalls.\n\nMotionens att-satser\n"
    + "Att skolchefen får i uppdrag att se över schemat.",
    "G25-egen-tid": BESLUT
    + "Skolchefen ges i uppdrag att se över schemat under våren 2018. Uppdraget redovisas i maj 2019.",
    "G26-två-tider": BESLUT
    + "Skolchefen ges i uppdrag att se över schemat senast i mars 2018 och redovisa utfallet i maj 2019.",
}


def test_the_table_holds_every_form_rule():
    assert set(PAPERS) == set(FORM_RULES)


@pytest.mark.parametrize("rule", FORM_RULES)
def test_a_form_is_found_by_its_rule(rule):
    assert rule in {finding.rule for finding in read_text(PAPERS[rule]).findings}


TIMES = {
    "T2-period-av-dagar": "under perioden 1 mars till 30 april 2018",
    "T3-dag": "senast den 1 mars 2018",
    "T4-månadens-sista-dag": "senast den sista mars 2018",
    "T5-tid-som-går-ut": "före ansökningstidens utgång den 15 maj 2018",
    "T6-dag-i-siffror": "senast 2018-03-01",
    "T7-årsskifte": "före årsskiftet",
    "T8-årets-slut": "före kalenderårets slut",
    "T9-vecka": "senast vecka 12",
    "T10-månad": "i juni 2018",
    "T11-månadens-utgång": "före mars månads utgång",
    "T12-kvartal": "under första kvartalet 2018",
    "T13-tertial": "under första tertialet 2018",
    "T14-halvår": "under första halvåret 2018",
    "T15-årstid": "under våren 2018",
    "T16-år": "under 2018",
    "T17-i-år": "under nästa år",
    "T18-sammanträde": "till nämndens sammanträde den 6 mars 2018",
    "T19-inom": "inom två månader",
    "T20-räknat-från": "ett år efter beslutet",
    "T21-före-händelse": "före genomförandet",
    "T22-händelse": "i samband med delårsbokslutet",
    "T23-återkommande": "vartannat år, första gången 2019",
    "T24-utan-dag": "skyndsamt",
}
SILENT = {"T1-giltighet", "T25-ingen-tid"}
"""They make a time of nothing: what they catch is not due."""
OF_THE_PAPER = {"T26-samtidigt"}
"""Read from the finding before, not from the words alone."""


def test_the_table_holds_every_time_rule():
    assert set(TIMES) | SILENT | OF_THE_PAPER == set(PHRASE_RULES)
    assert {name for _, _, name in phrases.RULES} == set(PHRASE_RULES) - OF_THE_PAPER


@pytest.mark.parametrize("rule", TIMES)
def test_a_time_is_read_by_its_rule(rule):
    (found,) = terms_in(f"redovisa planen {TIMES[rule]}", date(2017, 10, 10))
    assert found.rule == rule


def first(sentence: str, head: str = BESLUT) -> Finding:
    return read_text(f"{head}{sentence}\n").findings[0]


SURENESS = [
    ("Skolchefen ges i uppdrag att redovisa schemat senast den 1 mars 2018.", Confidence.SURE, ""),
    ("Skolchefen ges i uppdrag att redovisa schemat senast den 1 mars.", Confidence.PROBABLE, "inte utskrivet"),
    ("Skolchefen ska återkomma senast den 1 mars 2018.", Confidence.PROBABLE, "Ordet uppdrag"),
    ("Skolchefen redovisar schemat senast den 1 mars 2018.", Confidence.UNSURE, "Ordet uppdrag"),
    ("Uppdrag ges att se över schemat.", Confidence.UNSURE, "Ingen ansvarig"),
    ("Skolchefen ges i uppdrag att se över schemat senast den 31 juni 2018.", Confidence.UNSURE, "finns inte"),
    ("Skolchefen ges i uppdrag att se över sche1an.", Confidence.PROBABLE, "”sche1an” är felinläst"),
    ("Skolchefen ges i uppdrag att\n- se över schemat.", Confidence.PROBABLE, "i texten före"),
]


@pytest.mark.parametrize(("sentence", "level", "why"), SURENESS)
def test_a_finding_is_as_sure_as_its_facts(sentence, level, why):
    finding = first(sentence)
    assert finding.confidence is level
    assert why in " ".join(doubt.text for doubt in finding.doubts)


def test_what_stands_under_no_heading_is_probable():
    finding = first("Skolchefen ges i uppdrag att se över schemat.", head="Ett utdrag\n\n")
    assert [doubt.text for doubt in finding.doubts] == ["Står inte under någon beslutsrubrik."]
