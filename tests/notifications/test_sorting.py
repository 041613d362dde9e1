"""What a message is, whatever it looks like: tables of what mail programs and servers send, and anything at all."""

import base64
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.letter import Letter
from models.reply import ReplyKind
from notifications.bounce import bounce_in
from notifications.incoming import LARGEST, Incoming
from notifications.sorting import sorted_out
from tests.notifications.inbox import a_bounce, a_mail

TODAY = date(2017, 11, 14)
OUR_ID = f"<{'0123456789abcdef' * 2}.bevaka@kommun.example>"
LETTER = Letter(recipient="namnd1@kommun.example", message_id=OUR_ID)


def kind(data: bytes) -> ReplyKind:
    return sorted_out(data, TODAY).kind


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "list", "List_Id": "<alla.kommun.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<nyheter.annan.example>"},
        {"Subject": "Autosvar: Uppdrag KS"},
        {"Subject": "Automatiskt svar: Uppdrag KS"},
        {"Subject": "Frånvarande SV: Uppdrag KS"},
        {"Subject": "Automatic reply: Uppdrag KS"},
        {"Subject": "Out of Office: Uppdrag KS"},
        {"Subject": "=?utf-8?q?Fr=C3=A5nvaro?="},
        {"Content_Type": 'multipart/report; report-type=disposition-notification; boundary="x"'},
    ],
)
def test_a_machine_is_known_as_one(headers):
    assert kind(a_mail("Klart.", **headers)) is ReplyKind.AUTOMATIC


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Subject": "SV: Uppdrag om frånvaro i skolan"},
        {"Precedence": "first-class"},
        {"X_Auto_Response_Suppress": "RN, NRN"},
    ],
)
def test_a_person_is_not_taken_for_a_machine(headers):
    assert kind(a_mail("Klart.", **headers)) is ReplyKind.ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "Jag har slutat på kommunen.",
        "Hej!\n\nJag har slutat min anställning. Kontakta registrator.",
        "Jag arbetar inte längre kvar.",
        "Jag jobbar inte längre på förvaltningen.",
        "Nils är inte längre anställd här.",
        "Jag har lämnat min tjänst.",
        "I no longer work for the municipality.",
        "Anna is no longer with us at the council.",
        "I have left the organisation.",
    ],
)
def test_whoever_has_left_is_heard(text):
    assert kind(a_mail(text, Auto_Submitted="auto-replied")) is ReplyKind.LEFT
    assert kind(a_mail(text)) is ReplyKind.ANSWER, "what a person writes is for persons"


@pytest.mark.parametrize(
    "text",
    [
        "Jag har slutat för dagen.",
        "Jag är på semester och arbetar inte.",
        "Jag är åter 12 mars. Har du frågor om Åsa, som har slutat, ring växeln.",
        "Jag finns inte på plats.",
        "Åter måndag.\n\nDen 14 nov. 2017 skrev Bevaka <bevaka@kommun.example>:\n> Nils har slutat",
        "Vi arbetar inte längre än till 16 på fredagar.",
    ],
)
def test_whoever_is_only_away_has_not_left(text):
    assert kind(a_mail(text, Auto_Submitted="auto-replied")) is ReplyKind.AUTOMATIC


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jag är åter 12 mars.", date(2018, 3, 12)),
        ("Åter: 12 mars", date(2018, 3, 12)),
        ("Åter måndag 20/11", date(2017, 11, 20)),
        ("Jag är tillbaka på kontoret den 1:a december 2017", date(2017, 12, 1)),
        ("Jag återkommer tisdagen den 21 november", date(2017, 11, 21)),
        ("Frånvarande t.o.m. 24/11", date(2017, 11, 25)),
        ("Semester till och med den 3 januari 2018. Åter i tjänst den 4 januari.", date(2018, 1, 4)),
        ("Jag är åter 2017-12-01.", date(2017, 12, 1)),
        ("I will be back on 12 March", date(2018, 3, 12)),
        ("Back in the office on Monday, November 21", date(2017, 11, 21)),
        ("I will return to work on the 21st of November", date(2017, 11, 21)),
        ("Åter 2017-12-01. Tillbaka 2017-12-02.", None),
        ("Åter 31/2", None),
        ("Åter 2017-01-01", None),
        ("Jag är borta från 20 november", None),
        ("Back 3/12/18", None),
        ("Jag är borta ett tag.", None),
    ],
)
def test_the_day_of_return_is_read_or_left_out(text, day):
    said = sorted_out(a_mail(text, Auto_Submitted="auto-replied"), TODAY)

    assert said.automatic and said.automatic.returns_on == day


def test_a_bounce_names_its_letter():
    for enclosed in ("message/rfc822", "text/rfc822-headers"):
        found = bounce_in(Incoming(a_bounce(LETTER).replace(b"message/rfc822", enclosed.encode())))

        assert found and found.is_final and found.code == "5.1.1"
        assert found.letter_ids[0] == OUR_ID


OWN_WORDS = {
    "exim": (
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. "
        "The following address(es) failed:\n\n  namnd1@kommun.example\n    Unrouteable address\n\n",
        {
            "Subject": "Mail delivery failed: returning message to sender",
            "X_Failed_Recipients": "namnd1@kommun.example",
        },
    ),
    "qmail": (
        "Hi. This is the qmail-send program at mx.kommun.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up.\n\n<namnd1@kommun.example>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy.\n\n",
        {"Subject": "failure notice"},
    ),
    "exchange, in Swedish": (
        "Leverans misslyckades till dessa mottagare eller grupper:\n\nDen e-postadress du angav hittades inte.\n\n"
        "Diagnostikinformation för administratörer:\n550 5.1.10 RESOLVER.ADR.RecipientNotFound\n\n",
        {"Subject": "Kan inte levereras: Uppdrag KS"},
    ),
    "nobody's": ("Brevet kunde inte lämnas fram.\n\n", {"Subject": "Meddelandet kunde inte levereras"}),
}


@pytest.mark.parametrize("server", OWN_WORDS)
def test_a_bounce_in_a_servers_own_words_is_known(server):
    text, headers = OWN_WORDS[server]
    mail = a_mail(f"{text}Message-ID: {OUR_ID}\n", sender="mailer-daemon@mx.kommun.example", **headers)

    found = bounce_in(Incoming(mail))

    assert found and found.is_final and OUR_ID in found.letter_ids


@pytest.mark.parametrize(
    "mail",
    [
        a_mail("Min adress studsade i går, men nu är det klart: 5.1.1 är rättat."),
        a_mail(
            f"--b\nContent-Type: text/plain\n\nSe bifogad studs.\n--b\nContent-Type: message/rfc822\n\n"
            f"{a_bounce(LETTER).decode()}\n--b--\n",
            Content_Type='multipart/mixed; boundary="b"',
        ),
        a_bounce(LETTER, action="delivered", status="2.1.5"),
    ],
    ids=["a person who writes of one", "one that is passed on", "a receipt of delivery"],
)
def test_what_is_no_bounce_is_not_taken_for_one(mail):
    assert kind(mail) not in (ReplyKind.BOUNCE, ReplyKind.DELAY)


def multipart(*parts: str, subtype: str = "alternative") -> bytes:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return a_mail(body, Content_Type=f'multipart/{subtype}; boundary="b"')


IN_TWO = "Pågår\n\nenligt plan"
PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\nPågår enligt plan"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Pågår</p><p>enligt&nbsp;plan</p>"


def encoded(text: str, charset: str, named: str | None = None) -> bytes:
    head = a_mail("", Content_Type=f"text/plain; charset={named or charset}", Content_Transfer_Encoding="base64")
    return head + base64.encodebytes(text.encode(charset))


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (multipart(PLAIN, HTML), "Pågår enligt plan"),
        (multipart(HTML), IN_TWO),
        (multipart(f"{HTML}<blockquote>Klart</blockquote><div class='gmail_quote'>Klart</div>"), IN_TWO),
        (multipart(f"{HTML}<div id='divRplyFwdMsg'>Från: x</div><div>Klart</div>"), IN_TWO),
        (multipart("Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nKlart", HTML), IN_TWO),
        (multipart(f"Content-Type: multipart/related; boundary=c\r\n\r\n--c\r\n{PLAIN}\r\n--c--"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "iso-8859-1"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "utf-8", "iso-8859-1"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "cp1252", "utf-8"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "cp1252", "finns-inte"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "utf-8", "rot13"), "Pågår enligt plan"),
        (encoded("Pågår enligt plan", "utf-16"), "Pågår enligt plan"),
        (encoded("Pågår\x00 \u202eenligt\u2028 plan", "utf-8"), "Pågår enligt plan"),
        (a_mail("Pågår enligt plan", Content_Type="text/plain; charset"), "Pågår enligt plan"),
        (a_mail("<head><title>x</head><!-- y --><p>Klart &amp; <b>sänt</b>", Content_Type="text/html"), "Klart & sänt"),
        (a_mail("Klart", Content_Type="application/pdf"), ""),
        (b"", ""),
        (b"\r\n\r\n", ""),
    ],
)  # fmt: skip
def test_the_words_are_read_however_they_are_packed(mail, words):
    assert sorted_out(mail, TODAY).words == words


@pytest.mark.parametrize(
    "mail",
    [
        multipart("Content-Type: multipart/mixed; boundary=b\n\n--b" * 5000),
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1500)),
        b"Content-Type: message/rfc822\n\n" * 3000,
        a_mail("\n" * 500_000, sender="mailer-daemon@x.example", Subject="failure notice"),
        a_mail("On " * 200_000),
        a_mail("> " * 200_000),
        a_mail("<div>" * 100_000, Content_Type="text/html"),
        a_mail("<blockquote>" * 20_000 + "x", Content_Type="text/html"),
        a_mail("a@" * 200_000, Auto_Submitted="auto-replied"),
        a_mail("back on the " * 40_000, Auto_Submitted="auto-replied"),
        a_mail("Klart", References="<a@b> " * 50_000, To="a@b.example, " * 50_000),
        a_mail("Klart " * 2_000_000),
        a_mail("Klart", Subject="=?utf-8?b?" + "å" * 100 + "?=", From="=?x?q?=FF?= <@>", Message_ID="<\x00>"),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_sent_to_do_harm_takes_no_time(mail):
    began = time.perf_counter()

    sorted_out(mail[:LARGEST], TODAY)

    assert time.perf_counter() - began < 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_are_some_kind_of_message(data):
    assert sorted_out(data, TODAY).kind in set(ReplyKind)


HEADER = st.sampled_from(
    ["From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "Return-Path",
     "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"]
)  # fmt: skip
VALUE = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"multipart/report; boundary=b", b"multipart/mixed; boundary=b", b"message/delivery-status", b"text/html",
         b"message/rfc822", b"base64", b"quoted-printable", b"x-uuencode", b"text/plain; charset*=utf-8''%FF", b"<>",
         b"text/plain; charset=idna", b"=?utf-8?b?////?=", b"mailer-daemon@x.example", b"attachment; filename*0*=x"]
    ),
)  # fmt: skip
BODY = st.lists(
    st.one_of(
        st.binary(max_size=80),
        st.sampled_from(
            [b"--b", b"--b--", b"", b"Content-Type: message/delivery-status", b"Status: 5.1.1", b"Action: failed",
             b"<p>Klart<blockquote>", b"begin 644 x", b"Content-Type: multipart/mixed; boundary=c", b"--c", b"> x"]
        ),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(HEADER, VALUE), max_size=10), BODY)
def test_any_headers_and_parts_are_some_kind_of_message(headers, body):
    head = b"".join(name.encode() + b": " + value + b"\n" for name, value in headers)
    said = sorted_out(head + b"\n" + b"\n".join(body), TODAY)

    assert said.kind in set(ReplyKind)
    assert "\x00" not in said.words and said.incoming.message_id.isascii()
    said.words.encode("utf-8")
    assert all(address.isascii() for address in said.incoming.recipients)
