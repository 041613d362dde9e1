"""What a letter says: the example letter word for word, and what each rung must and must not say."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.ladder import Audience, Rung
from deadlines.route import Assumed
from deadlines.status import Answer, Role
from deadlines.term import Kind, Term
from notifications.header_text import HeaderRefused
from notifications.items import ANSWER_LINK, REMOVED_LINK, MovedTerm, Outage
from notifications.links import shown
from notifications.writing import write_notice
from tests.notifications.contexts import JUNE, QUOTE, a_committees_item, a_context, an_item, an_undated_item

REMINDER = """\
Hej!

Kommundirektören har fått ett uppdrag av kommunstyrelsen. Det ska vara klart
senast torsdag 30 november 2017, om tolv arbetsdagar.

UPPDRAGET, ORDAGRANT
”Kommundirektören ges i uppdrag att senast den 30 november 2017 utse en
förvaltning som ansvarar för samordning och uppföljning inom området våld i
nära relationer och hedersrelaterat förtryck.”
Kommunstyrelsen 10 oktober 2017, § 309, punkt 3. Dnr KS 2017-123.

HUR LIGGER NI TILL?
Du behöver inte logga in för att svara. Det tar en halv minut:
[svarslänk]
   Pågår enligt plan  ·  Klart (ange diarienummer)  ·  Vi behöver mer tid
   Uppdraget är inte vårt  ·  En annan handläggare har uppdraget
   Jag har tagit över och behöver underlag
Svaret är ett lägesbesked och ersätter inte redovisningen till
kommunstyrelsen.

VARFÖR FÅR DU DET HÄR?
Du är kontaktperson för kommundirektörens uppdrag. Det här är den första
påminnelsen före slutdatum. Om du svarar ”Pågår enligt plan” får du ingen
mer påminnelse före slutdatum. Annars kommer nästa tisdag 21 november.
Det är kommunstyrelsen som beslutar om ny tid. Begäran behöver ha kommit in
senast 21 november. Påminnelserna upphör när du svarar ”Klart” eller
redovisningen är registrerad.

Hela förklaringen till mejlet:
[länk till förklaringen]

Frågor: kommunledningsförvaltningens kansli, kansli@linkoping.example
Meddelandet kan vara en allmän handling. Skriv inga uppgifter om enskilda
personer.
"""

SEVERAL = """\
3 UPPDRAG ATT BEVAKA
Nr  Slutdatum         Uppdrag
1   30 november 2017  KS 2017-10-10 § 309 p. 3, kommundirektören
2   juni 2018         KS 2017-10-10 § 309 p. 2, omsorgsnämnden
3   inget slutdatum   KS 2017-10-10 § 309 p. 1, kommunledningsförvaltningen

1. KS 2017-10-10 § 309 p. 3, kommundirektören
"""


def one_line(text: str) -> str:
    return " ".join(text.split())


class Words(HTMLParser):
    """The text of a page, its headings and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)

    @property
    def text(self) -> str:
        return one_line(" ".join(self.said))


def test_the_reminder_of_the_example_reads_word_for_word():
    letter = write_notice(a_context())

    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 3: klart senast 30 november"
    assert letter.text == REMINDER
    assert letter.why == "Påminnelse tolv arbetsdagar före slutdatum 30 november 2017."


def test_several_assignments_are_counted_and_tabled_soonest_first():
    letter = write_notice(a_context(an_item(), a_committees_item(), an_undated_item()))

    assert letter.subject == "3 uppdrag att bevaka: närmast 30 november"
    assert SEVERAL in letter.text
    assert [tag for tag, _ in Words(letter.html).tags].count("tr") == 4


def test_a_clause_that_several_owners_share_is_quoted_once():
    late = {"rungs": (Rung.OVERDUE,), "audience": Audience.OFFICE}
    items = [a_committees_item(owner=owner, **late) for owner in ("omsorgsnämnden", "socialnämnden")]
    letter = write_notice(a_context(*items, an_item(**late), can_answer=False))

    for said in (one_line(letter.text), Words(letter.html).text):
        assert said.count("Nämnderna ges i uppdrag att gemensamt") == 1
        assert "Uppdraget står ordagrant under 1." in said
        assert said.count("Har redovisningen kommit in?") == 1


def test_html_and_text_say_the_same():
    letter = write_notice(
        a_context(an_item(), a_committees_item(answer=Answer.ON_TRACK, answered_on=date(2017, 11, 1)))
    )
    page = Words(letter.html).text

    for paragraph in (QUOTE, "Ert senaste svar: Pågår enligt plan (1 november).", "allmän handling"):
        assert paragraph in page
        assert paragraph in one_line(letter.text)


RUNGS = {
    Rung.ASSIGNED: ("har fått ett uppdrag av kommunstyrelsen", "protokollet är justerat"),
    Rung.STATUS: ("har ett uppdrag från kommunstyrelsen", "frågan om alla öppna uppdrag"),
    Rung.SOON: ("om tolv arbetsdagar", "den första påminnelsen"),
    Rung.LAST: ("om tolv arbetsdagar", "den sista påminnelsen"),
    Rung.CUTOFF: ("inte registrerat några handlingar", "Svara med diarienumret"),
    Rung.MISSED: ("Uppdraget skulle ha", "inte registrerat någon redovisning"),
    Rung.OVERDUE: ("Uppdraget skulle ha varit klart", "Har ni redan lämnat den? Svara med diarienumret."),
    Rung.RAISED: ("står uppdraget först i nästa återrapportering till kommunstyrelsen", "en tid efter slutdatum"),
    Rung.STILL: ("fortfarande öppet", "så länge uppdraget är öppet"),
}


@pytest.mark.parametrize("rung", Rung)
def test_each_rung_has_its_own_words(rung: Rung):
    text = one_line(write_notice(a_context(an_item(rungs=(rung,)))).text)

    for words in RUNGS[rung]:
        assert words in text


TERMS = (
    Term(Kind.DATE, None, date(2017, 11, 30)),
    Term(Kind.DATE, None, date(2017, 11, 9)),
    Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30)),
    Term(Kind.WEEK, date(2018, 3, 19), date(2018, 3, 25)),
    Term(),
    Term(Kind.VAGUE, phrase="skyndsamt"),
)


@pytest.mark.parametrize(("rung", "audience"), list(product(Rung, Audience)))
def test_every_rung_renders_for_every_audience_term_and_role(rung: Rung, audience: Audience):
    for term, role, secret in product(TERMS, Role, (False, True)):
        item = an_item(rungs=(rung,), audience=audience, term=term, role=role, is_confidential=secret)
        left = None if term.last is None else -3 if term.last < date(2017, 11, 14) else 12
        letter = write_notice(a_context(item, left=left, can_answer=audience is Audience.OWNER))

        for text in (letter.text, letter.subject, letter.why):
            assert (
                "None" not in text and ".." not in text and "  " not in text.replace("\n   ", "").replace("  ·  ", "")
            )
        assert letter.why.count(".") == 1
        assert (ANSWER_LINK in letter.text) == (ANSWER_LINK in letter.html) == (audience is Audience.OWNER)


@pytest.mark.parametrize("rung", Rung)
def test_a_confidential_matter_shows_its_case_number_only(rung: Rung):
    secret = {
        "is_confidential": True,
        "rungs": (rung,),
        "quote": "HEMLIGT citat",
        "task": "HEMLIG uppgift",
        "paragraph": "31415",
        "joint_with": ("HEMLIGA nämnden",),
        "waiting": ("HEMLIG väntan",),
        "term": Term(Kind.DATE, None, date(2017, 11, 30), "HEMLIG fras", "HEMLIGT antagande"),
        "moved": MovedTerm(Term(Kind.DATE, None, date(2017, 11, 1)), "HEMLIGA organet", date(2017, 10, 20), "31415"),
    }
    for audience in Audience:
        letter = write_notice(a_context(an_item(audience=audience, **secret)))

        said = letter.subject + letter.text + letter.html + letter.why
        assert "HEMLIG" not in said and "31415" not in said and "2017-10-10" not in said
        assert "i ärende KS 2017-123" in letter.subject and "KS 2017-123" in letter.text


def test_a_confidential_matter_without_a_number_is_known_by_the_offices_own():
    letter = write_notice(a_context(an_item(is_confidential=True, case_number=None)))

    assert letter.subject == "Uppdrag i ärende nr 3: klart senast 30 november"


def test_an_overdue_month_is_late_as_a_month_and_blames_nobody():
    item = a_committees_item(rungs=(Rung.OVERDUE,), next_rung=Rung.RAISED, next_on=date(2018, 8, 20))
    letter = write_notice(a_context(item, today=date(2018, 8, 14), left=-31))

    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 2: slutdatum var juni 2018"
    assert "Uppdraget skulle ha redovisats till kommunstyrelsen i juni 2018." in one_line(letter.text)
    assert letter.why == "Slutdatum juni 2018 passerade för 31 arbetsdagar sedan och ingen redovisning är registrerad."


def test_an_overdue_day_of_this_year_is_said_without_the_year():
    item = an_item(rungs=(Rung.OVERDUE,), next_rung=Rung.RAISED, next_on=date(2017, 12, 21))
    text = one_line(write_notice(a_context(item, today=date(2017, 12, 5), left=-3)).text)

    assert "Uppdraget skulle ha varit klart torsdag 30 november. Vi har inte registrerat någon redovisning." in text


@pytest.mark.parametrize(
    ("rung", "why"),
    [
        (Rung.SOON, "Påminnelse innan handlingarna ska vara inne 2 maj 2018, slutdatum juni 2018."),
        (Rung.LAST, "Sista påminnelsen innan handlingarna ska vara inne 2 maj 2018, slutdatum juni 2018."),
        (Rung.CUTOFF, "Handlingarna skulle ha varit inne 2 maj 2018 och inga är registrerade."),
        (Rung.MISSED, "Sammanträdet 12 juni 2018 har varit och ingen redovisning är registrerad."),
    ],
)
def test_the_reason_is_one_sentence_about_the_rung(rung: Rung, why: str):
    assert write_notice(a_context(a_committees_item(rungs=(rung,)))).why == why


def test_joint_owners_hear_with_whom_and_the_papers_day_of_their_own():
    text = one_line(write_notice(a_context(a_committees_item(rungs=(Rung.ASSIGNED,)))).text)

    assert "gemensamt med socialnämnden, barn- och ungdomsnämnden och bildningsnämnden" in text
    assert "Det ska redovisas till kommunstyrelsen i juni 2018." in text
    assert (
        "För att hinna till kommunstyrelsens sammanträde tisdag 12 juni 2018"
        " behöver handlingarna vara inne senast onsdag 2 maj 2018." in text
    )


@pytest.mark.parametrize("assumed", Assumed)
def test_an_assumed_day_is_said_to_be_an_assumption(assumed: Assumed):
    item = a_committees_item(meeting=None, working=date(2018, 5, 18), assumed=assumed)
    text = one_line(write_notice(a_context(item)).text)

    assert "Vi antar att handlingarna behöver vara inne senast fredag 18 maj 2018." in text


def test_an_assignment_without_a_date_says_so_and_invents_none():
    letter = write_notice(a_context(an_undated_item(rungs=(Rung.ASSIGNED,)), left=None))

    assert letter.subject == "Nytt uppdrag KS 2017-10-10 § 309 p. 1: inget slutdatum"
    assert "I beslutet anges inget slutdatum." in one_line(letter.text)
    assert "beslutar om ny tid" not in letter.text


def test_a_vague_time_is_quoted_and_called_no_day():
    item = an_undated_item(term=Term(Kind.VAGUE, phrase="skyndsamt"))

    assert "Tiden anges som ”skyndsamt”." in one_line(write_notice(a_context(item, left=None)).text)


def test_a_moved_term_shows_both_days_and_the_decision():
    moved = MovedTerm(
        Term(Kind.MONTH, date(2018, 6, 1), date(2018, 6, 30)), "kommunstyrelsen", date(2018, 6, 12), "201"
    )
    item = a_committees_item(term=Term(Kind.DATE, None, date(2018, 10, 31)), moved=moved, meeting=None, working=None)

    expected = "Nytt slutdatum: 31 oktober 2018 (tidigare juni 2018). Kommunstyrelsen 12 juni 2018, § 201."
    assert expected in one_line(write_notice(a_context(item)).text)


def test_after_an_outage_the_letter_says_so():
    letter = write_notice(a_context(outage=Outage(date(2017, 11, 6), date(2017, 11, 10))))

    assert "Vi hade ett avbrott 6–10 november. Det här är läget i dag." in letter.text


def test_in_shadow_mode_the_letter_says_whom_it_was_meant_for():
    letter = write_notice(a_context(shadow_for="direktor@linkoping.example"))

    assert letter.text.startswith("PROVDRIFT\n")
    assert "skulle ha gått till direktor@linkoping.example" in one_line(letter.text)
    assert "skulle ha gått till direktor@linkoping.example" in Words(letter.html).text


def test_the_head_hears_what_can_be_done():
    item = an_item(rungs=(Rung.RAISED,), audience=Audience.HEAD)
    text = one_line(write_notice(a_context(item, today=date(2017, 12, 21), left=-15, can_answer=False)).text)

    assert "för 15 arbetsdagar sedan" in text
    assert "DET HÄR KAN DU GÖRA" in text
    assert "HUR LIGGER NI TILL" not in text


def test_the_owner_is_told_who_else_hears():
    item = an_item(rungs=(Rung.RAISED,), head="kommunstyrelsens arbetsutskott")

    assert "Därför får även kommunstyrelsens arbetsutskott veta det." in one_line(write_notice(a_context(item)).text)


def test_the_office_is_told_what_was_last_said():
    item = an_item(
        rungs=(Rung.OVERDUE,), audience=Audience.OFFICE, answer=Answer.MORE_TIME, answered_on=date(2017, 11, 20)
    )
    text = one_line(write_notice(a_context(item, today=date(2017, 12, 5), left=-3, can_answer=False)).text)

    assert "Senaste svar: Vi behöver mer tid (20 november). Slutdatum gäller tills kommunstyrelsen" in text
    assert "Har ni redan lämnat den?" not in text


def test_a_copy_for_information_asks_nothing():
    item = an_item(rungs=(Rung.ASSIGNED,), audience=Audience.COPY, role=Role.INFORMED, owner="socialnämnden")
    letter = write_notice(a_context(item, can_answer=False))

    assert letter.subject.startswith("För kännedom: uppdrag KS 2017-10-10")
    assert "Socialnämnden får det här för kännedom. Ni behöver inte svara." in one_line(letter.text)


def test_a_copy_says_who_is_to_do_it():
    item = a_committees_item(
        rungs=(Rung.ASSIGNED,), audience=Audience.COPY, role=Role.CONSULTED, owner="byggnadsnämnden"
    )
    text = one_line(write_notice(a_context(item, can_answer=False)).text)

    assert "Kommunstyrelsen har gett socialnämnden, barn- och ungdomsnämnden och bildningsnämnden ett uppdrag." in text
    assert "Byggnadsnämnden ska medverka." in text


def test_when_another_officer_has_the_matter_the_secretary_gets_a_copy():
    letter = write_notice(a_context(an_item(audience=Audience.COPY), can_answer=False))

    assert "Det här är en kopia. En annan handläggare har uppdraget" in one_line(letter.text)
    assert letter.subject.startswith("Kopia: uppdrag KS 2017-10-10")


@pytest.mark.parametrize(
    ("next_rung", "next_on", "silences", "said"),
    [
        (Rung.SOON, date(2017, 11, 28), None, "uteblir nästa påminnelse. Annars kommer den tisdag 28 november."),
        (Rung.LAST, date(2017, 11, 21), None, "får du ingen mer påminnelse före slutdatum."),
        (Rung.LAST, date(2018, 4, 24), None, "Nästa påminnelse kommer tisdag 24 april 2018."),
        (Rung.LAST, date(2017, 11, 21), False, "Nästa påminnelse kommer tisdag 21 november."),
        (Rung.STATUS, date(2018, 3, 6), None, "Då frågar vi om alla öppna uppdrag."),
        (Rung.OVERDUE, date(2017, 12, 5), None, "Om ingen redovisning har registrerats kommer nästa mejl tisdag 5 dec"),
        (None, None, None, "Ingen mer påminnelse är planerad."),
    ],
)
def test_the_letter_says_when_the_next_comes_and_what_an_answer_changes(next_rung, next_on, silences, said):
    item = an_item(next_rung=next_rung, next_on=next_on, on_track_silences=silences)

    assert said in one_line(write_notice(a_context(item)).text)


def test_a_late_request_is_not_given_a_day_that_has_passed():
    text = one_line(write_notice(a_context(an_item(ask_by=date(2017, 11, 13)))).text)

    assert "Det är kommunstyrelsen som beslutar om ny tid. Påminnelserna" in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=900))
def test_the_whole_clause_is_there_whatever_it_holds(quote: str):
    letter = write_notice(a_context(an_item(quote=f"Uppdrag {quote} slut")))

    assert one_line(f"”Uppdrag {quote} slut”") in one_line(letter.text)
    assert one_line(f"”Uppdrag {quote} slut”").replace(" ", "") in Words(letter.html).text.replace(" ", "")


def test_markup_in_a_clause_is_shown_and_never_obeyed():
    letter = write_notice(a_context(an_item(quote='<script>x</script> {{ 7 * 7 }} <a href="https://elak.example">')))

    assert "<script" not in letter.html and "elak.example" in Words(letter.html).text
    assert "{{ 7 * 7 }}" in letter.text


def test_list_items_of_a_clause_keep_their_lines():
    quote = "Nämnden ges i uppdrag\natt\n– se över taxan\n– föreslå en ny\n\nRedovisas i juni."

    assert (
        "att\n– se över taxan\n– föreslå en ny\nRedovisas i juni.”"
        in write_notice(a_context(an_item(quote=quote))).text
    )


@pytest.mark.parametrize("bad", ["KS\r\nBcc: x@elak.example", "KS\u2028", "KS\u202e", "KS\x7f", "KS\x00"])
def test_a_number_that_could_begin_another_header_stops_the_letter(bad: str):
    with pytest.raises(HeaderRefused, match="Subject"):
        write_notice(a_context(an_item(given_by_short=bad)))


def test_the_page_is_one_column_with_real_headings_and_nothing_from_outside():
    page = Words(write_notice(a_context(an_item(), a_committees_item())).html)
    tags = [tag for tag, _ in page.tags]
    attributes = [value or "" for _, attrs in page.tags for value in attrs.values()]

    assert page.tags[0][0] == "html" and page.tags[0][1]["lang"] == "sv"
    assert tags.count("h1") == 1 and tags.count("h2") >= 4
    assert not {"img", "script", "iframe", "link", "font"} & set(tags)
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")
    assert not [value for value in attributes if value.startswith("http") or "url(" in value]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_in_light_and_in_dark():
    page = write_notice(a_context(shadow_for="a@kommun.example")).html
    dark = page[page.index("@media") : page.index("</style>")]
    light = page[page.index("<body") :]

    for css, ground in ((light, "#ffffff"), (dark, "#16191b")):
        for rule in re.findall(r'style="([^"]*)"|\{([^}]*)\}', css):
            style = "".join(rule)
            colour = re.search(r"(?<!-)\bcolor: ?(#\w{6})", style)
            behind = re.search(r"background-color: ?(#\w{6})", style)
            if colour:
                assert contrast(colour[1], behind[1] if behind else ground) >= 4.5, style


def test_what_is_shown_elsewhere_holds_no_link():
    letter = write_notice(a_context())

    assert REMOVED_LINK in shown(letter.text) and ANSWER_LINK not in shown(letter.text)
    assert REMOVED_LINK in shown(letter.html) and "svarslänk]" not in shown(letter.html)


def a_moved_item(**changes):
    by = MovedTerm(JUNE, "kommunstyrelsen", date(2018, 6, 12), "201")
    usual = {
        "term": Term(Kind.DATE, None, date(2018, 10, 31)),
        "moved": by,
        "was_told": True,
        "rungs": (Rung.ASSIGNED,),
    }
    return a_committees_item(**usual | changes)


def test_a_moved_term_is_not_a_new_assignment():
    letter = write_notice(a_context(a_moved_item(), today=date(2018, 6, 14)))

    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 2: nytt slutdatum 31 oktober"
    assert letter.why.startswith("Nytt slutdatum 31 oktober 2018")
    said = " ".join(letter.text.split())
    assert said.startswith(
        "Hej! Nytt slutdatum: 31 oktober 2018 (tidigare juni 2018). Kommunstyrelsen 12 juni 2018, § 201."
    )
    assert "Omsorgsnämnden har ett uppdrag från kommunstyrelsen" in said
    assert "när ett beslut om ny tid är registrerat" in said and "protokollet är justerat" not in said
    assert "har fått" not in said


def test_to_whom_it_is_new_a_moved_assignment_is_a_new_one():
    letter = write_notice(a_context(a_moved_item(was_told=False), today=date(2018, 6, 14)))

    assert letter.subject.startswith("Nytt uppdrag KS 2017-10-10 § 309 p. 2")


def test_several_moved_terms_are_counted_as_such():
    items = [a_moved_item(assignment_id=number, point=str(number)) for number in (2, 3)]
    letter = write_notice(a_context(*items, today=date(2018, 6, 14)))

    assert letter.subject == "Nytt slutdatum för 2 uppdrag: närmast 31 oktober"
    assert "(ny tid)" in letter.text


@pytest.mark.parametrize("owners", [2, 4])
def test_one_assignment_of_several_owners_is_one(owners):
    names = ("omsorgsnämnden", "socialnämnden", "barn- och ungdomsnämnden", "bildningsnämnden")[:owners]
    missed = {"rungs": (Rung.MISSED,), "audience": Audience.OFFICE, "assignment_id": 2}
    items = [a_committees_item(owner=name, owner_id=number, **missed) for number, name in enumerate(names)]
    letter = write_notice(a_context(*items, today=date(2018, 6, 13), can_answer=False))

    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 2: skulle ha tagits upp 12 juni"
    assert "SKULLE HA TAGITS UPP 12 JUNI" in letter.text
    assert "uppdrag i samma mejl" not in letter.why
    assert all(name in letter.text for name in names)
    also = an_item(audience=Audience.OFFICE, assignment_id=7)
    both = write_notice(a_context(*items, also, today=date(2018, 6, 13), can_answer=False))
    assert both.subject.startswith("2 uppdrag att bevaka: ")
    assert both.why.startswith("Två uppdrag i samma mejl")


def test_owners_whose_papers_were_due_on_different_days_share_their_term_in_the_subject():
    items = [
        a_committees_item(owner_id=number, working=day, rungs=(Rung.CUTOFF,), audience=Audience.OFFICE)
        for number, day in enumerate((date(2018, 4, 27), date(2018, 4, 30)))
    ]
    letter = write_notice(a_context(*items, today=date(2018, 5, 2), can_answer=False))

    assert letter.subject == "Uppdrag KS 2017-10-10 § 309 p. 2: klart i juni 2018"
