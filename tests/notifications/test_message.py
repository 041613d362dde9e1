"""The bytes of a message: the same always, readable by the standard library, and closed to injection."""

import unicodedata
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.addresses import AddressRefused
from models.letter import Letter, LetterKind
from notifications.header_text import HeaderRefused
from notifications.items import ANSWER_LINK, REMOVED_LINK, WHY_LINK, in_plain_characters
from notifications.message import NotSendable, Sender, as_bytes
from notifications.writing import write_notice
from tests.notifications.contexts import a_context, an_item
from tests.notifications.posted import LINK, SENDER, a_finished_letter

HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-Bevaka-Letter",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
]


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[], [], []]
    return message


def body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_what_was_written_is_what_is_read():
    letter = a_finished_letter()
    message = parsed(as_bytes(letter, SENDER, LINK))

    assert message.keys() == HEADERS
    assert message["Subject"] == letter.subject
    assert message["From"] == '"Bevaka, Linköpings kommun" <bevaka@kommun.example>'
    assert message["To"] == "direktor@kommun.example"
    assert message["Reply-To"] == "kansliet <kansli@kommun.example>"
    assert message["Date"] == "Tue, 14 Nov 2017 07:00:00 +0100"
    assert message["Message-ID"] == letter.message_id
    assert message["References"] == message["In-Reply-To"] == letter.thread_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply, RN, NRN"
    assert body(message, "plain") == letter.text.replace(ANSWER_LINK, LINK.answer).replace(WHY_LINK, LINK.why)
    assert body(message, "html") == letter.html.replace(ANSWER_LINK, LINK.answer).replace(WHY_LINK, LINK.why)


def test_the_link_is_whole_in_both_parts():
    message = parsed(as_bytes(a_finished_letter(), SENDER, LINK))

    assert LINK.answer in body(message, "plain").splitlines()
    assert f'href="{LINK.answer}"' in body(message, "html")


def test_without_a_link_its_place_says_that_it_was_removed():
    message = parsed(as_bytes(a_finished_letter(), SENDER))

    assert REMOVED_LINK in body(message, "plain") and ANSWER_LINK not in body(message, "html")


def test_a_resend_is_byte_identical():
    assert as_bytes(a_finished_letter(), SENDER, LINK) == as_bytes(a_finished_letter(), SENDER, LINK)


def test_the_first_letter_of_a_thread_refers_to_nothing():
    letter = a_finished_letter(thread_id="<abc.bevaka@kommun.example>")

    assert "References" not in parsed(as_bytes(letter, SENDER))


def test_lines_are_short_ascii_and_end_as_mail_lines_do():
    data = as_bytes(a_finished_letter(text="x" * 3000 + "\r\nå\rä\nö" + "å" * 900), SENDER)

    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_the_senders_name_may_hold_anything_that_is_no_header():
    for name in ("Kansliet", "Åsa Öberg", 'A "b" <c@d.example>, e', "=?utf-8?b?eA==?=", ""):
        sender = Sender(name, "bevaka@kommun.example", name, "kansli@kommun.example")
        message = parsed(as_bytes(a_finished_letter(), sender))
        (mailbox,) = message["From"].addresses
        assert (mailbox.display_name, mailbox.addr_spec) == (name, "bevaka@kommun.example")


def test_a_long_name_is_cut_between_characters_and_read_as_one():
    name = "Kommunledningsförvaltningens kansli för nämndadministration och uppföljning"
    raw = as_bytes(a_finished_letter(), Sender(name, "bevaka@kommun.example", "", "kansli@kommun.example"))
    header = message_from_bytes(raw, policy=policy.compat32)["From"]

    assert str(make_header(decode_header(header))) == f"{name} <bevaka@kommun.example>"


def asking(**changes) -> Letter:
    """A letter whose reader may choose."""
    return a_finished_letter(**{"answer_until": date(2018, 1, 13)} | changes)


def test_one_click_unsubscribing_is_offered_to_who_is_asked():
    message = parsed(as_bytes(asking(), SENDER, LINK))

    assert message["List-Unsubscribe"] == f"<{LINK.fewer}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("changes", "links"),
    [
        ({"answer_until": None}, LINK),
        ({"intended": "annan@kommun.example"}, LINK),
        ({"kind": LetterKind.DIGEST}, LINK),
        ({}, None),
        ({}, replace(LINK, fewer="http://127.0.0.1:8017/svar/farre/x")),
    ],
)
def test_it_is_offered_to_nobody_else_and_never_without_https(changes, links):
    message = parsed(as_bytes(asking(**changes), SENDER, links))

    assert not [name for name in message if name.startswith("List-")]


def test_a_resend_with_a_calendar_is_byte_identical():
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"

    assert as_bytes(asking(calendar=calendar), SENDER, LINK) == as_bytes(asking(calendar=calendar), SENDER, LINK)


def test_every_link_is_whole_in_what_is_sent():
    written = write_notice(a_context(can_choose=True))
    message = parsed(as_bytes(asking(text=written.text, html=written.html), SENDER, LINK))

    lines = body(message, "plain").splitlines()
    assert all(link in lines for link in (LINK.answer, LINK.why, LINK.fewer))
    assert all(f'href="{link}"' in body(message, "html") for link in (LINK.answer, LINK.why, LINK.fewer))
    assert "[länk" not in body(message, "plain") + body(message, "html")


BREAKING = ("Cc", "Cs", "Zl", "Zp")
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EVIL = st.builds(
    lambda before, mark, after: f"Nämnd{before}{mark}Bcc: elak@elak.example{mark}{mark}{after}",
    st.text(max_size=20),
    st.sampled_from(["\r", "\n", "\r\n", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"]),
    st.text(max_size=20),
)


@given(EVIL, st.sampled_from(["owner", "task", "given_by", "report_to", "joint_with", "waiting", "head", "phrase"]))
def test_no_name_title_or_answer_adds_a_header_or_a_line(evil: str, field: str):
    """The letter is that of a name without those marks, and nothing in it turns the reading direction."""

    def lines(name: str) -> list[str]:
        value = {"joint_with": (name,), "waiting": (name,)}.get(field, name)
        term = an_item().term._replace(phrase=name) if field == "phrase" else an_item().term
        item = an_item(**({"term": term} if field == "phrase" else {field: value}))
        written = write_notice(a_context(in_plain_characters(item)))
        data = as_bytes(a_finished_letter(subject=written.subject, text=written.text, html=written.html), SENDER, LINK)
        message = parsed(data)
        assert message.keys() == HEADERS
        return body(message, "plain").splitlines()

    bare = "".join(" " if unicodedata.category(one) in BREAKING or one in TURNING else one for one in evil)
    said = lines(evil)

    assert said == lines(" ".join(bare.split()))
    assert not any(unicodedata.category(one) in BREAKING or one in TURNING for line in said for one in line)


harmless = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=300)


@given(harmless)
def test_any_subject_comes_back_as_it_was(subject: str):
    data = as_bytes(a_finished_letter(subject=subject), SENDER)

    assert parsed(data)["Subject"] == subject
    assert max(map(len, data.split(b"\r\n"))) <= 78


@given(st.text(st.characters(codec="utf-8"), max_size=2000))
def test_any_text_comes_back_as_it_was(text: str):
    message = parsed(as_bytes(a_finished_letter(text=text), SENDER))

    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace(ANSWER_LINK, REMOVED_LINK)
    assert body(message, "plain") == unified


DANGEROUS = ["\r", "\n", "\r\n", "\x00", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"]
FIELDS = ("subject", "recipient", "message_id", "thread_id")


@given(
    st.sampled_from((*FIELDS, "name", "address", "reply_name", "reply_address")),
    st.sampled_from(DANGEROUS),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_a_header_cannot_be_injected(field: str, mark: str, before: str, after: str):
    bad = f"{before}x{mark}Bcc: elak@elak.example{after}"
    letter = a_finished_letter(**({field: bad} if field in FIELDS else {}))
    values = {name: getattr(SENDER, name) for name in ("name", "address", "reply_name", "reply_address")}
    sender = Sender(**values | ({} if field in FIELDS else {field: bad}))

    with pytest.raises((HeaderRefused, AddressRefused, NotSendable)) as refused:
        as_bytes(letter, sender, LINK)
    assert "elak" not in str(refused.value)


@given(st.text(st.characters(), max_size=80))
def test_no_subject_whatever_adds_a_header(subject: str):
    try:
        data = as_bytes(a_finished_letter(subject=subject), SENDER)
    except HeaderRefused:
        return
    assert parsed(data).keys() == HEADERS


def test_an_address_with_å_is_refused_and_not_mended():
    with pytest.raises(AddressRefused):
        as_bytes(a_finished_letter(recipient="åsa@kommun.example"), SENDER)


def test_a_domain_with_å_is_sent_in_its_ascii_form():
    message = parsed(as_bytes(a_finished_letter(recipient="anna@härnösand.se"), SENDER))

    assert message["To"] == "anna@xn--hrnsand-5wa8n.se"


@pytest.mark.parametrize("message_id", ["abc", "<a b@c.example>", "<a@b>c", ""])
def test_a_malformed_message_id_is_refused(message_id: str):
    with pytest.raises(NotSendable):
        as_bytes(a_finished_letter(message_id=message_id), SENDER)


def test_a_planned_letter_is_not_a_message_yet():
    with pytest.raises(NotSendable, match="inte skrivet"):
        as_bytes(a_finished_letter(text=None), SENDER)


def test_summer_letters_carry_summer_time():
    letter: Letter = a_finished_letter(
        written_at=a_finished_letter().written_at.replace(month=7), day=date(2017, 7, 14)
    )

    assert parsed(as_bytes(letter, SENDER))["Date"] == "Fri, 14 Jul 2017 08:00:00 +0200"


@given(st.text(alphabet="aå ß=.\n\r\t", max_size=400), st.integers(1, 40))
def test_no_line_is_longer_than_a_server_takes_and_none_ends_in_half_a_break(text: str, times: int):
    letter = a_finished_letter(text=text * times, html=f"<p>{text.replace(chr(10), '') * times}</p>")
    data = as_bytes(letter, SENDER, LINK)

    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert not {b"\r", b"\n"} & {bytes([byte]) for byte in data.replace(b"\r\n", b"")}
    assert data.isascii()
