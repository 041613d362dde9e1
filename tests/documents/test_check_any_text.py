"""Whatever draft is checked: an answer, exact places, and wordings that hold the paper's own owners."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.check import NOTHING_KNOWN, check
from documents.check_rules import RULES
from documents.check_view import as_json, show_check
from documents.check_wording import names
from documents.reading import read_text
from tests.documents.check_case import OFFICE

WHO = st.sampled_from(
    ["Kommunstyrelsen", "Socialnämnden", "Ljuskraft", "Kommunfullmäktige", "Berörda nämnder", "Ledningskontoret", "LK"]
)
GIVEN = st.sampled_from(["ges i uppdrag att ", "uppmanas att ", "ska ", "får ", ""])
TASK = st.sampled_from(
    ["ta fram en plan", "se över taxan", "verka för", "säkerställa att allt beaktas", "återkomma", ""]
)
TIME = st.sampled_from(
    [
        " senast den 31 februari",
        " senast fredagen den 1 mars 2024",
        " senast den 30 juni 2099",
        " senast den 1 januari 1991",
        " i augusti 2024",
        " i juli till kommunstyrelsen",
        " löpande",
        " på kommunstyrelsens sammanträde den 5 juni 2024",
        " före årsskiftet",
        " vecka 53",
        " senast 240630",
        "",
    ]
)
LOOSE = st.sampled_from(
    [
        "En plan ska tas fram",
        "Taxan ses över",
        "§ 3 Taxan\n",
        "Beslut\n",
        "\n",
        "2 (3)\n",
        "Beslutet skickas till\nLK\n",
    ]
)
CLAUSES = st.tuples(WHO, GIVEN, TASK, TIME).map("".join)
HEADS = st.sampled_from(
    ["Förslag till beslut i KS\n", "Kommunstyrelsen 2024-02-01\nBeslut\n", "Socialnämnden beslutar\n", ""]
)
PAPERS = st.tuples(HEADS, st.lists(st.one_of(CLAUSES.map(lambda c: f"1. {c}.\n"), LOOSE), max_size=8)).map(
    lambda parts: parts[0] + "".join(parts[1])
)


@settings(deadline=None, max_examples=150)
@given(PAPERS, st.sampled_from([OFFICE, NOTHING_KNOWN]))
def test_any_draft_can_be_checked(text, known):
    reading = read_text(text)
    checked = check(reading, known)

    for remark in checked.remarks:
        quote = remark.quote
        assert quote.text and text[quote.start : quote.end] == quote.text
        assert quote.text.split("\n")[0] in text.splitlines()[remark.line - 1]
        assert remark.rule is RULES[remark.rule.id] and "{" not in remark.sentence + remark.wording
        assert remark.wording.strip()
        if remark.finding and remark.rule.id.startswith("K2"):
            own = names(reading.findings[remark.finding - 1])
            assert all(name.lower() in remark.wording.lower() for name in own)
    assert show_check(checked).endswith("\n")
    assert len(as_json(checked)["remarks"]) == len(checked.remarks)
