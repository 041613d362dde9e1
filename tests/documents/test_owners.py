"""Names of owners, as councils write them."""

import pytest

from documents.owners import named_in, pronoun

LISTS = [
    ("Kommundirektören", ["kommundirektören"]),
    ("omsorgsnämnden, socialnämnden, barn- och ungdomsnämnden och bildningsnämnden",
     ["omsorgsnämnden", "socialnämnden", "barn- och ungdomsnämnden", "bildningsnämnden"]),
    ("kultur-, idrotts- och fritidsnämnden", ["kultur-, idrotts- och fritidsnämnden"]),
    ("Säkerhetschefen och IT-chefen", ["säkerhetschefen", "IT-chefen"]),
    ("plan- och byggnadsnämnden samt Åby Parkerings AB", ["plan- och byggnadsnämnden", "Åby Parkerings AB"]),
    ("förvaltningschefen för Norra sjukhuset", ["förvaltningschefen för Norra sjukhuset"]),
    ("Förvaltningschefen för utbildning, kost och fritid", ["förvaltningschefen för utbildning, kost och fritid"]),
    ("vård och omsorgsnämnden", ["vård och omsorgsnämnden"]),
    ("Tekniska chefen", ["tekniska chefen"]),
    ("Kommunstyrelsens ordförande", ["kommunstyrelsens ordförande"]),
    ("samtliga nämnder och bolagsstyrelser", ["samtliga nämnder", "bolagsstyrelser"]),
    ("KS/VON", ["kommunstyrelsen", "VON"]),
    ("ks", ["kommunstyrelsen"]),
    ("Eva Ek (M)", ["Eva Ek (M)"]),
    ("kommunledningsförvaltningen (KLF)", ["kommunledningsförvaltningen"]),
    ("ON-SN-ÄN", ["ON", "SN", "ÄN"]),
    ("MN/MHN", ["MN", "MHN"]),
    ("respektive nämnd", ["respektive nämnd"]),
    ("berörda nämnder", ["berörda nämnder"]),
    ("Berörda förvaltningar", ["berörda förvaltningar"]),
    ("alla nämnder", ["alla nämnder"]),
    ("samtliga nämnder, utom valnämnden", ["samtliga nämnder"]),
    ("kommunkoncernen", ["kommunkoncernen"]),
    ("socialnämndens ordförande", ["socialnämndens ordförande"]),
    ("presidiet", ["presidiet"]),
    ("stadsledningskontoret", ["stadsledningskontoret"]),
    ("kommunstyrelseförvaltningen", ["kommunstyrelseförvaltningen"]),
    ("Serviceverket och Åstaden AB", ["Serviceverket", "Åstaden AB"]),
    ("verksamheten", ["verksamheten"]),
    ("en parlamentarisk beredning", ["parlamentarisk beredning"]),
    ("omsorgsnämnd", ["omsorgsnämnd"]),
    ("KSAU", ["KSAU"]),
    ("KF", ["kommunfullmäktige"]),
    ("avdelningschef barn och unga", ["avdelningschef barn och unga"]),
    ("näringslivskontoret, turistbyrån samt Åbro AB", ["näringslivskontoret", "turistbyrån", "Åbro AB"]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "names"), LISTS)
def test_a_list_of_owners_is_split_but_never_inside_a_name(phrase, names):
    assert list(named_in(phrase).owners) == names


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "skyndsamt teckna avtal med konsult",
        "ärendet",
        "vid kommunfullmäktiges sammanträde",
        "att se över taxan",
        "x" * 500,
    ],
)
def test_words_that_name_nobody_give_no_owner(phrase):
    assert named_in(phrase).owners == ()


def test_who_does_it_together_and_who_is_only_asked_are_told_apart():
    together = named_in("socialnämnden, tillsammans med grund- och förskolenämnden samt gymnasienämnden")
    assert together.owners == ("socialnämnden",)
    assert together.beside == ("grund- och förskolenämnden", "gymnasienämnden")
    assert named_in("upphandlingschefen i samråd med ekonomichefen").consulted == ("ekonomichefen",)
    assert named_in("kommunstyrelsen genom kommundirektören").owners == ("kommunstyrelsen",)


def test_a_pronoun_points_back():
    assert pronoun("samma förvaltningschef") == "förvaltningschef"
    assert pronoun("denne") == ""
    assert pronoun("socialnämnden") is None
