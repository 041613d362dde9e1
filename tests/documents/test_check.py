"""Each check of a draft, firing and not firing, and the wording that it offers."""

from datetime import date

import pytest

from documents.check import CHECKS, NOTHING_KNOWN, check
from documents.check_office import BodyKind, kind_of
from documents.check_rules import RULES, Severity
from documents.reading import read_text
from tests.documents.check_case import OFFICE, checked, proposal, rules

BY = "senast den 10 september 2024"

FIRES = [
    # K1
    (
        "K1-utan-ansvarig",
        "En cykelplan tas fram under 2024.",
        "[Ansvarig nämnd eller förvaltning] ges i uppdrag att ta fram en cykelplan under 2024.",
    ),
    (
        "K1-utan-ansvarig",
        "Badplatsernas skötsel ska utvärderas.",
        "[Ansvarig nämnd eller förvaltning] ges i uppdrag att senast den [dag] utvärdera badplatsernas skötsel.",
    ),
    (
        "K1-utan-ansvarig",
        "att en utbildning genomförs under 2024.",
        "[Ansvarig nämnd eller förvaltning] ges i uppdrag att genomföra en utbildning under 2024.",
    ),
    (
        "K1-utan-ansvarig",
        f"Avtalet ska följas upp {BY}.",
        f"[Ansvarig nämnd eller förvaltning] ges i uppdrag att följa upp avtalet {BY}.",
    ),
    (
        "K1-obestämd-ansvarig",
        f"Berörda kontor ges i uppdrag att {BY} räkna sina lokaler.",
        "(berörda kontor) ges i uppdrag",
    ),
    (
        "K1-utan-samordnare",
        f"Ledningskontoret, fritidskontoret och miljökontoret ges gemensamt i uppdrag att {BY} ta fram en plan.",
        "Ledningskontoret samordnar uppdraget.",
    ),
    # K2
    (
        "K2-utan-tid",
        "Ledningskontoret ges i uppdrag att ta fram en lokalplan.",
        "Ledningskontoret ges i uppdrag att senast den [dag] ta fram en lokalplan.",
    ),
    (
        "K2-utan-bevakningsdatum",
        "Kommundirektören ges i uppdrag att teckna hyresavtal.",
        "teckna hyresavtal. Bevakningsdatum: [dag].",
    ),
    (
        "K2-utan-bevakningsdatum",
        "Ärendet återremitteras till ledningskontoret för ytterligare beredning.",
        "Bevakningsdatum: [dag].",
    ),
    # K3
    (
        "K3-vagt-verb",
        f"Ledningskontoret ges i uppdrag att {BY} se över taxan.",
        f"Ledningskontoret ges i uppdrag att {BY} utreda taxan och lämna förslag till ändringar.",
    ),
    (
        "K3-vagt-verb",
        f"Ledningskontoret ges i uppdrag att verka för fler lärlingar {BY}.",
        f"ta fram en plan med åtgärder för fler lärlingar {BY}.",
    ),
    (
        "K3-vagt-verb",
        "Ledningskontoret ges i uppdrag att säkerställa att barnens bästa beaktas i alla planer.",
        "redovisa för kommunstyrelsen hur barnens bästa har beaktats i alla planer.",
    ),
    (
        "K3-vag-tid",
        "Ledningskontoret ges i uppdrag att skyndsamt laga bron.",
        "Ledningskontoret ges i uppdrag att senast den [dag] laga bron.",
    ),
    (
        "K3-vag-tid",
        "Ledningskontoret ges i uppdrag att löpande rapportera om läget.",
        "varje halvår, första gången [månad], rapportera om läget.",
    ),
    # K4
    (
        "K4-fullmäktige",
        f"Kommunfullmäktige ges i uppdrag att {BY} fastställa en taxa.",
        f"Kommunstyrelsen föreslår kommunfullmäktige att {BY} fastställa en taxa.",
    ),
    (
        "K4-reglemente",
        f"Socialnämnden ges i uppdrag att {BY} ta fram en plan.",
        f"Kommunstyrelsen föreslår kommunfullmäktige att ge socialnämnden i uppdrag att {BY} ta fram en plan.",
    ),
    (
        "K4-bolag",
        f"Ljuskraft ges i uppdrag att {BY} byta armaturer.",
        f"ge Ljuskraft i ägardirektiv att {BY} byta armaturer.",
    ),
    # K6, K7
    (
        "K6-inget-sammanträde",
        "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen i september 2024.",
        "redovisa läget till kommunstyrelsens sammanträde den 8 oktober 2024.",
    ),
    (
        "K7-handlingsstopp",
        "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen i augusti 2024.",
        "Handlingarna lämnas senast den 28 juni 2024.",
    ),
    (
        "K7-handlingsstopp",
        "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen senast den 17 juli 2024.",
        "till kommunstyrelsen senast den 28 juni 2024.",
    ),
    (
        "K7-stängd-dag",
        "Ledningskontoret ges i uppdrag att måla bron senast den 15 september 2024.",
        "måla bron senast den 13 september 2024.",
    ),
    # K8
    (
        "K8-dag-passerad",
        "Ledningskontoret ges i uppdrag att senast den 15 januari 2024 laga bron.",
        "Ledningskontoret ges i uppdrag att senast den [dag] laga bron.",
    ),
    (
        "K8-veckodag",
        "Ledningskontoret ges i uppdrag att laga bron senast fredagen den 12 september 2024.",
        "laga bron senast torsdagen den 12 september 2024. Eller: "
        "Ledningskontoret ges i uppdrag att laga bron senast fredagen den 13 september 2024.",
    ),
    (
        "K8-dag-finns-inte",
        "Ledningskontoret ges i uppdrag att laga bron senast den 31 september 2024.",
        "laga bron senast den 30 september 2024.",
    ),
    (
        "K8-år-saknas",
        "Ledningskontoret ges i uppdrag att laga bron senast den 10 september.",
        "laga bron senast den 10 september 2024.",
    ),
    (
        "K8-utan-mottagare",
        "Socialnämnden ges i uppdrag att ta fram en plan. Planen ska återrapporteras i juni 2024.",
        "Planen ska återrapporteras till kommunstyrelsen i juni 2024.",
    ),
]


@pytest.mark.parametrize(("rule", "point", "wording"), FIRES)
def test_a_fault_is_told_with_a_wording_made_of_the_clause_itself(rule, point, wording):
    remarks = [remark for remark in checked(point).remarks if remark.rule.id == rule]

    assert len(remarks) == 1
    assert wording in remarks[0].wording


HOLDS = [
    # nobody has to be named for what the decision does by itself, or where the owner stands beside
    ("K1-utan-ansvarig", "Taxan antas och gäller från och med den 1 mars 2024."),
    ("K1-utan-ansvarig", "Reglerna ska revideras enligt bilaga 1."),
    ("K1-utan-ansvarig", f"En plan ska tas fram av ledningskontoret {BY}."),
    ("K1-utan-ansvarig", "Kontoret slås samman. Sammanslagningen genomförs den 1 mars 2024."),
    ("K1-utan-ansvarig", "Taxan revideras och gäller från och med den 1 juni 2024."),
    ("K1-utan-ansvarig", "Detaljplanen ska genomföras i två etapper."),
    ("K1-obestämd-ansvarig", f"Ledningskontoret ges i uppdrag att {BY} räkna berörda nämnders lokaler."),
    ("K1-utan-samordnare", f"Ledningskontoret och fritidskontoret ges gemensamt i uppdrag att {BY} ta fram en plan."),
    # a day, a duty without end, an annex, a watch, a motion with the law's own year
    ("K2-utan-tid", f"Ledningskontoret ges i uppdrag att {BY} ta fram en lokalplan."),
    ("K2-utan-tid", "Kommundirektören ges i uppdrag att ansvara för avtalet."),
    ("K2-utan-tid", "Ledningskontoret ges i uppdrag att ta fram en plan enligt tidplan i bilaga."),
    ("K2-utan-tid", "Ledningskontoret ges i uppdrag att ta fram en plan. Bevakningsdatum: 1 oktober 2024."),
    ("K2-utan-tid", "Ombudet vid bolagsstämman instrueras att rösta för förslaget."),
    ("K2-utan-tid", "Socialnämnden uppmanas att vidta åtgärder för en budget i balans."),
    ("K2-utan-bevakningsdatum", "Motionen remitteras till kommunstyrelsen för beredning."),
    ("K2-utan-bevakningsdatum", f"Kommundirektören ges i uppdrag att teckna hyresavtal {BY}."),
    # what is weak alone is clear where the result or the last day stands beside it
    ("K3-vagt-verb", f"Ledningskontoret ges i uppdrag att {BY} se över taxan och lämna förslag till ny taxa."),
    ("K3-vagt-verb", f"Ledningskontoret ges i uppdrag att {BY} rusta badhuset med beaktande av läget."),
    (
        "K3-vagt-verb",
        f"Ledningskontoret ges i uppdrag att {BY} kartlägga hur nämnderna arbetar för att minska svinnet.",
    ),
    ("K3-vag-tid", f"Ledningskontoret ges i uppdrag att skyndsamt, dock {BY}, laga bron."),
    ("K3-vag-tid", "Ledningskontoret ges i uppdrag att en gång per år rapportera om läget."),
    # a request is no order, one's own office is one's own, and a directive is the way to a company
    ("K4-reglemente", f"Ärendet remitteras till socialnämnden för yttrande {BY}."),
    ("K4-reglemente", f"Socialnämnden uppmanas att {BY} återkomma till kommunstyrelsen med en plan."),
    ("K4-reglemente", f"Kommunstyrelsen ger sig själv och ledningskontoret ges i uppdrag att {BY} ta fram en plan."),
    ("K4-bolag", f"Ljuskraft ges i uppdrag att {BY} byta armaturer enligt ägardirektivet § 4."),
    ("K4-bolag", f"Ledningskontoret ges i uppdrag att {BY} byta armaturer."),
    # a month with a meeting, an end that nobody hands in on, a day outside the recess
    ("K6-inget-sammanträde", "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen i juni 2024."),
    ("K6-inget-sammanträde", "Ledningskontoret ges i uppdrag att laga bron i september 2024."),
    ("K6-inget-sammanträde", "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen i maj 2026."),
    ("K7-handlingsstopp", "Ledningskontoret ges i uppdrag att redovisa läget till kommunstyrelsen i oktober 2024."),
    ("K7-handlingsstopp", "Ledningskontoret ges i uppdrag att klippa häcken senast den 17 juli 2024."),
    ("K7-stängd-dag", "Ledningskontoret ges i uppdrag att laga bron före årsskiftet 2024/2025."),
    ("K7-stängd-dag", "Ledningskontoret ges i uppdrag att laga bron senast den 13 september 2024."),
    ("K8-dag-passerad", f"Ledningskontoret ges i uppdrag att {BY} laga bron."),
    ("K8-veckodag", "Ledningskontoret ges i uppdrag att laga bron senast torsdagen den 12 september 2024."),
    ("K8-år-saknas", "Ledningskontoret ges i uppdrag att laga bron inom två månader."),
    ("K8-år-saknas", "Ledningskontoret ges i uppdrag att laga bron senast 2024-09-10."),
    (
        "K8-utan-mottagare",
        "Ledningskontoret ges i uppdrag att ta fram en plan. Planen ska återrapporteras i juni 2024.",
    ),
    ("K8-utan-mottagare", "Socialnämnden ges i uppdrag att återrapportera planen till kommunstyrelsen i juni 2024."),
]


@pytest.mark.parametrize(("rule", "point"), HOLDS)
def test_what_is_right_is_left_alone(rule, point):
    assert rule not in rules(checked(point))


GIVERS = [
    ("kommunfullmäktige", "Socialnämnden", None),
    ("kommunfullmäktige", "Kommunstyrelsen", None),
    ("kommunfullmäktige", "Ljuskraft", "K4-bolag"),
    ("kommunstyrelsen", "Kulturnämnden", "K4-reglemente"),
    ("socialnämnden", "Kulturnämnden", "K4-nämnd-till-nämnd"),
    ("socialnämnden", "Kommunstyrelsen", "K4-nämnd-till-nämnd"),
    ("socialnämnden", "Socialnämnden", None),
    ("socialnämnden", "Socialkontoret", None),
    ("kulturnämnden", "Socialkontoret", "K4-annans-förvaltning"),
    ("kulturnämnden", "Ledningskontoret", None),
    ("kommunstyrelsen", "Socialkontoret", None),
    ("kommunstyrelsens arbetsutskott", "Kommunstyrelsen", "K4-utskott"),
    ("kommunstyrelsens arbetsutskott", "Kulturnämnden", "K4-utskott"),
    ("kommunstyrelsens arbetsutskott", "Kommundirektören", None),
    ("kulturnämnden", "Kommunfullmäktige", "K4-fullmäktige"),
]


@pytest.mark.parametrize(("giver", "owner", "rule"), GIVERS)
def test_who_may_give_whom_an_assignment(giver, owner, rule):
    found = rules(checked(f"{owner} ges i uppdrag att {BY} ta fram en plan.", body=giver))

    assert [name for name in found if name.startswith("K4")] == ([rule] if rule else [])


def test_the_last_body_of_a_chain_of_proposals_decides():
    chain = "Arbetsutskottet föreslår kommunstyrelsen föreslå kommunfullmäktige besluta"
    head = f"Tjänsteskrivelse\n\nFörslag till beslut\n{chain}\n"
    result = check(read_text(f"{head}att ge socialnämnden i uppdrag att {BY} ta fram en plan.\n"), OFFICE)
    assert result.reading.findings and not [name for name in rules(result) if name.startswith("K4")]


def test_a_proposal_to_another_body_stays_one():
    point = "Socialnämnden föreslår kommunfullmäktige att ge kulturnämnden i uppdrag att ta fram en plan."
    [remark] = checked(point, body="socialnämnden").remarks

    assert remark.rule.id == "K2-utan-tid"
    assert remark.wording == (
        "Socialnämnden föreslår kommunfullmäktige att ge kulturnämnden i uppdrag att senast den [dag] ta fram en plan."
    )


def test_the_clause_says_itself_who_gives_it():
    minutes = "Kommunstyrelsen 2024-02-13\n\n§ 8 Taxan\n\nBeslut\n1. Kommunfullmäktige uppdrar åt socialnämnden att "
    assert "K4-reglemente" not in rules(check(read_text(f"{minutes}{BY} ta fram en plan.\n"), OFFICE))


LISTS = [
    ("Kommunstyrelsen", "KSF", []),
    ("Socialnämnden", "Socialkontoret", []),
    ("Kommundirektören", "Kommundirektören", []),
    ("Ledningskontoret", "LK", []),
    ("Ledningskontoret", "Kommundirektören", []),
    ("Socialnämnden", "Samtliga nämnder", []),
    ("Förvaltningen", "Diariet", []),
    ("Socialchefen", "Socialkontoret", []),
    ("Ledningskontoret", "Socialnämnden", ["K5-ej-i-sändlistan"]),
    ("Socialnämnden", "Samtliga kontor", ["K5-ej-i-sändlistan"]),
]


@pytest.mark.parametrize(("owner", "sent", "found"), LISTS)
def test_those_who_shall_do_it_are_on_the_list(owner, sent, found):
    result = checked(f"{owner} ges i uppdrag att {BY} ta fram en plan.", sent=sent)

    assert [name for name in rules(result) if name.startswith("K5")] == found


def test_a_list_is_offered_with_those_who_are_missing():
    [remark] = checked(f"Ledningskontoret ges i uppdrag att {BY} laga bron.", sent="Diariet").remarks
    assert remark.wording == "Beslutet skickas till: Diariet, Ledningskontoret"
    assert remark.finding is None and remark.quote.text.endswith("Diariet")


def test_the_day_of_the_meeting_decides_what_has_been():
    point = "Ledningskontoret ges i uppdrag att senast den 1 april 2024 laga bron."
    assert "K8-dag-passerad" not in rules(checked(point))
    assert "K8-dag-passerad" in rules(checked(point, meeting=date(2024, 4, 9)))


def test_the_plan_tells_the_day_of_the_meeting():
    """The paper is of 1 February; the board meets on 5 March."""
    point = "Ledningskontoret ges i uppdrag att senast den 20 februari 2024 laga bron."
    [remark] = [r for r in checked(point).remarks if r.rule.id == "K8-dag-passerad"]
    assert remark.sentence == "20 februari 2024 har redan varit när beslutet fattas tidigast 5 mars 2024."


def test_every_remark_has_its_exact_place():
    text = proposal("Taxan antas. | Ledningskontoret ges i uppdrag att ta fram en plan.")
    [remark] = check(read_text(text), OFFICE).remarks

    assert text[remark.quote.start : remark.quote.end] == remark.quote.text
    assert text.splitlines()[remark.line - 1].startswith("2. Ledningskontoret")
    assert (remark.finding, remark.point) == (1, "2")


def test_what_cannot_be_checked_is_said():
    point = "Socialnämnden ges i uppdrag att redovisa läget till kommunstyrelsen i maj 2027."
    without = checked(point, NOTHING_KNOWN)
    within = checked(point)

    assert "ingen är angiven (--home)" in without.skipped[0].reason
    assert "K4-reglemente" in rules(without)
    assert "ingen sammanträdesplan är känd för kommunstyrelsen i maj 2027" in within.skipped[0].reason
    assert any("Ingen sändlista" in skipped.reason for skipped in within.skipped)


def test_only_faults_are_faults():
    advice = checked("Kommundirektören ges i uppdrag att teckna hyresavtal.")
    assert advice.count(Severity.ADVICE) == 1 and not advice.has_faults
    assert checked("Ledningskontoret ges i uppdrag att ta fram en plan.").has_faults


def test_a_clean_paper_has_no_remarks():
    assert checked(f"Ledningskontoret ges i uppdrag att {BY} ta fram en plan.", sent="Ledningskontoret").remarks == ()


def test_every_rule_is_in_a_table_above():
    told = {rule for rule, *_ in FIRES} | {rule for *_, rule in GIVERS if rule} | {"K5-ej-i-sändlistan"}
    assert told == set(RULES)
    assert len(CHECKS) == len(set(CHECKS))


KINDS = [
    ("kommunfullmäktige", BodyKind.COUNCIL),
    ("kommunstyrelsen", BodyKind.BOARD),
    ("kommunstyrelsens arbetsutskott", BodyKind.SUBCOMMITTEE),
    ("kommunstyrelsens ordförande", BodyKind.OFFICER),
    ("barn- och ungdomsnämnden", BodyKind.COMMITTEE),
    ("miljökontoret", BodyKind.DEPARTMENT),
    ("Stadens Bostäder AB", BodyKind.COMPANY),
    ("förvaltningschefen", BodyKind.OFFICER),
    ("Alla vi", None),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_name_tells_what_kind_of_body_it_is(name, kind):
    assert kind_of(name) is kind
