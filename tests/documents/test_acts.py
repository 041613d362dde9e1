"""What a paper does to earlier assignments: closes, writes off, extends, refers back, transfers; and look-alikes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.status import ActKind, Outcome
from documents.contract import as_contract
from documents.findings import Cited, FoundAct, Reading
from documents.reading import read_text
from documents.reading_view import show

MINUTES = """KOMMUNSTYRELSEN                 PROTOKOLL
                                2018-02-13        7 (22)

§ 31 Dnr KS 2017-123
{title}

{heading}
{points}
"""
CLOSE, WRITE_OFF, EXTEND, REFER_BACK, TRANSFER = ActKind


def minutes(points: str, title: str = "Arbetet med trygghet", heading: str = "Kommunstyrelsens beslut") -> Reading:
    return read_text(MINUTES.format(title=title, heading=heading, points=points))


def only(reading: Reading) -> FoundAct:
    (act,) = reading.acts
    return act


@pytest.mark.parametrize(
    ("point", "kind", "outcome"),
    [
        ("Uppdraget anses slutfört.", CLOSE, Outcome.DONE),
        ("Uppdraget anses därmed vara fullgjort.", CLOSE, Outcome.DONE),
        ("Uppdraget är verkställt.", CLOSE, Outcome.DONE),
        ("att anse uppdraget om ny simhall besvarat", CLOSE, Outcome.DONE),
        ("att förklara uppdraget till socialnämnden slutfört.", CLOSE, Outcome.DONE),
        ("Kommunstyrelsen beslutade att uppdraget anses slutfört.", CLOSE, Outcome.DONE),
        ("Uppdraget som gavs 2017-10-10 § 309 anses slutfört.", CLOSE, Outcome.DONE),
        ("Rapporten godkänns och uppdraget avslutas.", CLOSE, Outcome.DONE),
        ("Motionen anses besvarad och uppdraget avslutas.", CLOSE, None),
        ("Uppdraget anses avslutat.", CLOSE, None),
        ("Uppdraget avslutas utan vidare åtgärd.", CLOSE, Outcome.NOT_DONE),
        ("Uppdraget ersätts av det nya programmet och avslutas.", CLOSE, Outcome.REPLACED),
        ("Uppdraget avslutas, delvis genomfört.", CLOSE, Outcome.PARTLY_DONE),
        ("att avsluta uppdraget att ta fram en plan", CLOSE, None),
        ("Rapporten godkänns som svar på uppdraget.", CLOSE, Outcome.DONE),
        ("Redovisningen av uppdraget läggs till handlingarna.", CLOSE, None),
        ("Uppdraget avskrivs.", WRITE_OFF, None),
        ("Kommunstyrelsen återkallar uppdraget till kommundirektören.", WRITE_OFF, None),
        ("Socialnämndens uppdrag att bygga en lekplats upphör.", WRITE_OFF, None),
        ("Tiden för uppdraget förlängs till den 31 oktober 2018.", EXTEND, None),
        ("Ny redovisning av uppdraget ska ske senast den 31 oktober 2018.", EXTEND, None),
        ("Ärendet återremitteras till socialnämnden för komplettering.", REFER_BACK, None),
        ("att återremittera ärendet", REFER_BACK, None),
        ("Uppdraget överförs till omsorgsnämnden.", TRANSFER, None),
        ("Uppdraget tas över av omsorgsnämnden.", TRANSFER, None),
        ("Omsorgsnämnden tar över uppdraget att samordna arbetet.", TRANSFER, None),
        ("att överlämna uppdraget från socialnämnden till omsorgsnämnden", TRANSFER, None),
    ],
)
def test_an_act_is_read_with_its_place(point: str, kind: ActKind, outcome: Outcome | None) -> None:
    reading = minutes(point)
    act = only(reading)
    assert (act.kind, act.outcome, act.paragraph, act.body) == (kind, outcome, "31", "kommunstyrelsen")
    assert act.quote.text == reading.text[act.quote.start : act.quote.end] == point
    assert not act.is_proposal


@pytest.mark.parametrize(
    "point",
    [
        "Yrkandet att uppdraget avslutas avslås.",
        "Kommunstyrelsen avslår förslaget att återkalla uppdraget.",
        "Anna Ek (V) yrkar att uppdraget avskrivs.",
        "Ärendet avslutas.",
        "Ärendet avskrivs.",
        "Informationen läggs till handlingarna.",
        "Informationen om uppdraget läggs till handlingarna.",
        "Lägesrapporten om uppdraget läggs till handlingarna.",
        "Årsredovisningen läggs till handlingarna.",
        "Uppdraget anses inte slutfört.",
        "Uppdraget anses delvis slutfört.",
        "Uppdraget avslutas när rapporten är inlämnad.",
        "När rapporten är godkänd anses uppdraget slutfört.",
        "Uppdraget bör avslutas.",
        "Kommunstyrelsen beslutade 2017-10-10 § 309 att uppdraget avslutas.",
        "Motionen om uppdrag till nämnden anses besvarad.",
        "Medborgarförslaget om uppdraget att bygga en lekplats anses besvarat.",
        "Uppdraget som ledamot i socialnämnden upphör.",
        "Anna Ek befrias från sitt uppdrag, som därmed avslutas.",
        "Förtroendeuppdraget avslutas.",
        "Socialnämnden ges i uppdrag att se till att avtalet avslutas.",
        "Socialchefen bemyndigas att avsluta uppdraget.",
        "Redovisningen av uppdraget överlämnas till kommunfullmäktige.",
        "Uppdraget flyttas till en annan sida i planen.",
        "Avtalet förlängs till den 31 oktober 2018.",
        "Frågan om återremiss avslås.",
    ],
)
def test_what_only_looks_like_an_act_is_none(point: str) -> None:
    assert minutes(point).acts == ()


@pytest.mark.parametrize(
    "heading", ["Bakgrund", "Reservation", "Yrkanden", "Sammanfattning av ärendet", "Beslutet skickas till"]
)
def test_only_what_is_decided_counts(heading: str) -> None:
    decided = "Kommunstyrelsens beslut\nKommunstyrelsen godkänner planen.\n\n"
    assert minutes("Uppdraget anses slutfört.", heading=f"{decided}{heading}").acts == ()


def test_an_item_of_information_in_the_matter_of_a_report_closes_nothing() -> None:
    title = "Redovisning av uppdrag om trygghet"
    assert only(minutes("Rapporten läggs till handlingarna.", title)).kind is CLOSE
    assert minutes("Rapporten läggs till handlingarna.", "Rapport från inspektionen").acts == ()
    assert minutes("Informationen läggs till handlingarna.", title).acts == ()


@pytest.mark.parametrize(
    ("point", "cited", "case_number", "owners"),
    [
        (
            "Uppdraget KS 2017-10-10 § 309 till socialnämnden avslutas.",
            Cited("309", date(2017, 10, 10), 2017, "kommunstyrelsen"),
            "KS 2017-123",
            ("socialnämnden",),
        ),
        ("Uppdraget (§ 44, den 3 maj 2016) avslutas.", Cited("44", date(2016, 5, 3), 2016, None), "KS 2017-123", ()),
        ("Uppdraget KF § 44/2016 avslutas.", Cited("44", None, 2016, "kommunfullmäktige"), "KS 2017-123", ()),
        ("Uppdraget i ärende KS 2016-77 avslutas.", None, "KS 2016-77", ()),
        ("Socialnämndens uppdrag att ta fram en plan avslutas.", None, "KS 2017-123", ("socialnämnden",)),
        ("Uppdraget överförs från socialnämnden till omsorgsnämnden.", None, "KS 2017-123", ("socialnämnden",)),
    ],
)
def test_the_words_say_which_assignment_is_meant(point: str, cited, case_number: str, owners: tuple[str, ...]) -> None:
    meant = only(minutes(point)).meant
    assert (meant.cited, meant.case_number, meant.owners) == (cited, case_number, owners)
    assert "trygghet" in meant.words, "the title says what the § is about"


def test_a_list_of_closed_assignments_gives_one_act_an_item() -> None:
    acts = minutes("""Följande uppdrag anses slutförda:
- KS 2017-10-10 § 309, utse en förvaltning
- KS 2016-03-08 § 77, ta fram en plan för bostäder

Ordföranden tackar för arbetet.""").acts
    assert [(act.kind, act.meant.cited.paragraph) for act in acts] == [(CLOSE, "309"), (CLOSE, "77")]
    assert acts[1].quote.text == "KS 2016-03-08 § 77, ta fram en plan för bostäder"
    assert acts[0].meant.case_number is None, "the § that closes them has another case number than they have"


def test_several_in_one_sentence_are_an_act_each() -> None:
    acts = minutes("Uppdragen KS 2016-05-03 § 44 och KS 2017-02-07 § 12 anses verkställda.").acts
    assert [act.meant.cited.paragraph for act in acts] == ["44", "12"]


@pytest.mark.parametrize(
    ("point", "kind", "last"),
    [
        ("Tiden för uppdraget förlängs från den 1 mars 2018 till den 31 oktober 2018.", "date", date(2018, 10, 31)),
        ("Tiden för uppdraget förlängs till oktober 2018.", "month", date(2018, 10, 31)),
        ("Tiden för uppdraget förlängs.", "none", None),
        ("Tiden för uppdraget förlängs till efter sommaren.", "vague", None),
    ],
)
def test_a_new_time_is_the_one_that_the_paper_gives(point: str, kind: str, last: date | None) -> None:
    act = only(minutes(point))
    assert (act.kind, act.term.kind.value, act.term.last) == (EXTEND, kind, last)


def test_a_transfer_and_a_referral_say_to_whom() -> None:
    assert only(minutes("Uppdraget överförs från socialnämnden till omsorgsnämnden.")).to_body == "omsorgsnämnden"
    assert only(minutes("Ärendet återremitteras till tekniska nämnden för ny kalkyl.")).to_body == "tekniska nämnden"


def test_what_is_proposed_to_the_next_body_is_told_apart() -> None:
    assert only(minutes("Kommunstyrelsen föreslår kommunfullmäktige att uppdraget anses slutfört.")).is_proposal
    heading = "Kommunstyrelsens förslag till kommunfullmäktige"
    more = "\n\n§ 32\nTaxan\n\nKommunstyrelsens beslut\nTaxan antas."
    assert only(minutes("Uppdraget anses slutfört." + more, heading=heading)).is_proposal


def test_a_draft_is_read_as_a_proposal_of_the_same() -> None:
    reading = read_text("TJÄNSTESKRIVELSE\n\nFörslag till kommunstyrelsens beslut\nUppdraget anses slutfört.\n")
    assert (reading.status.value, only(reading).kind) == ("proposed", CLOSE)


def test_an_act_gives_no_assignment() -> None:
    assert minutes("Uppdraget anses slutfört. Uppdraget överförs till omsorgsnämnden.").findings == ()


def test_acts_stand_in_the_contract_and_in_the_view() -> None:
    reading = minutes("1. Uppdraget KS 2017-10-10 § 309 anses slutfört.\n2. Uppdraget överförs till omsorgsnämnden.")
    closed, moved = as_contract(reading)["acts"]
    assert (closed["kind"], closed["point"], closed["cited"]["day"]) == ("close", "1", "2017-10-10")
    assert (moved["kind"], moved["to_body"], moved["case_number"]) == ("transfer", "omsorgsnämnden", "KS 2017-123")
    assert reading.text[closed["start"] : closed["end"]] == closed["quote"]
    shown = show(reading)
    assert "avslutar ett tidigare uppdrag" in shown and "beslutet 10 oktober 2017 § 309" in shown
    assert "överför ett tidigare uppdrag till omsorgsnämnden" in shown


PIECES = (
    "Uppdraget",
    "uppdraget KS 2017-10-10 § 309",
    "anses slutfört",
    "avslutas",
    "avskrivs",
    "överförs till",
    "omsorgsnämnden",
    "tiden förlängs till",
    "oktober 2018",
    "den 31 oktober 2018",
    "återremitteras",
    "läggs till handlingarna",
    "inte",
    "när",
    "Redovisningen av",
    "yrkar",
    "att",
    "och",
    ",",
    ".",
    ":",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "§ 12",
    "Dnr KS 2018-4",
    "\u00ad",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_whatever_stands_there_an_act_is_quoted_and_gives_no_day_of_its_own(words: str) -> None:
    reading = minutes(words)
    for act in reading.acts:
        assert reading.text[act.quote.start : act.quote.end] == act.quote.text
        assert act.term.last is None or "2018" in (act.term.phrase or "")
        assert act.kind is EXTEND or act.term.phrase is None or act.kind in (TRANSFER, REFER_BACK)
