"""What somebody wrote themselves, cut out of what their mail program put around it."""

import time

import pytest

from notifications.reply_text import MARKER, own_words

QUOTED = "> Hej!\n> Kommundirektören har i uppdrag att utse en förvaltning."
PROGRAMS = {
    "Outlook": (
        "Från: Uppdragsbevakningen <bevaka@kommun.example>\nSkickat: den 14 november 2017 07:00\n"
        "Till: Nämnd <namnd1@kommun.example>\nÄmne: Uppdrag KS 2017-10-10 § 309 p. 3\n\nHej!\nUtse en förvaltning."
    ),
    "Outlook, newer": (
        "________________________________\nFrån: Uppdragsbevakningen <bevaka@kommun.example>\n"
        "Skickat: tisdag 14 november 2017 07:00\nTill: Nämnd\nÄmne: Uppdrag\n\nHej!"
    ),
    "Outlook, bold": "*Från:* Uppdragsbevakningen\n*Skickat:* den 14 november 2017\n*Till:* Nämnd\n\nHej!",
    "Outlook, English": (
        "From: Uppdragsbevakningen <bevaka@kommun.example>\nSent: Tuesday, November 14, 2017 7:00 AM\n"
        "To: Nämnd\nSubject: Uppdrag\n\nHej!"
    ),
    "Outlook, old": "-----Ursprungligt meddelande-----\nFrån: Uppdragsbevakningen\n\nHej!",
    "Outlook, old, English": "-----Original Message-----\nFrom: Uppdragsbevakningen\n\nHej!",
    "Gmail": f"Den tis 14 nov. 2017 kl 07:00 skrev Uppdragsbevakningen <bevaka@kommun.example>:\n\n{QUOTED}",
    "Gmail, two lines": f"Den tis 14 nov. 2017 kl 07:00 skrev Bevakningen <\nbevaka@kommun.example>:\n\n{QUOTED}",
    "the name first": f"Uppdragsbevakningen <bevaka@kommun.example> skrev:\n{QUOTED}",
    "Gmail, English": f"On Tue, 14 Nov 2017 at 07:00, Uppdragsbevakningen <bevaka@kommun.example>\nwrote:\n\n{QUOTED}",
    "Apple": f"14 nov. 2017 kl. 07:00 skrev Uppdragsbevakningen <bevaka@kommun.example>:\n\n{QUOTED}",
    "Apple, English": f"On 14 Nov 2017, at 07:00, Uppdragsbevakningen <bevaka@kommun.example> wrote:\n\n{QUOTED}",
    "Thunderbird": f"Den 2017-11-14 kl. 07:00, skrev Uppdragsbevakningen:\n{QUOTED}",
    "marks only": QUOTED,
    "our own line": f"{MARKER}\nHej!\nKommundirektören har i uppdrag att utse en förvaltning.",
}
SIGNATURES = {
    "none": "",
    "dashes": "\n\n-- \nAnna Ek\nNämndsekreterare",
    "greeting": "\n\nMed vänlig hälsning\nAnna Ek",
    "short": "\n\nMvh Anna",
    "shortest": "\nMvh",
    "warm": "\n\nVänliga hälsningar,\nAnna",
    "telephone": "\n\nSkickat från min iPhone",
    "telephone, English": "\n\nGet Outlook for iOS<https://aka.example>",
    "English": "\n\nBest regards\nAnna",
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("signature", SIGNATURES)
def test_quotes_and_signatures_are_cut_off(program, signature):
    words = "Klart, se KS 2017-141.\n\nRedovisningen gick i går."

    assert own_words(f"{words}{SIGNATURES[signature]}\n\n{PROGRAMS[program]}\n") == words


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_quote_that_follows_without_a_blank_line_takes_nothing_along(program):
    assert own_words(f"Klart.\n{PROGRAMS[program]}") == "Klart."


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_reply_that_says_nothing_is_empty(program):
    assert own_words(PROGRAMS[program]) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Nämnden skrev 2017 att det är klart:\nse protokollet.",
        "Från nämnden: klart.",
        "Till: ingen",
        "Tack.\nVi är klara - det gick fort.",
        "Med hänsyn till hälsningarna från KS är vi klara.",
        "Skickat till KS i går.",
        "Skickat från oss till KS i går.",
    ],
)
def test_what_only_looks_like_a_quote_stays(words):
    assert own_words(words) == words


def test_answers_between_the_quotes_are_kept():
    assert own_words("> Är det klart?\nJa, klart.\n> När?\nI går.") == "Ja, klart.\nI går."


@pytest.mark.parametrize(
    "line",
    ["\n", " ", "On ", "> ", "Från: ", "skrev\n", "mvh ", "mvh " + "a" * 400 + "!\n", "-", "_", "Den 14 skrev a: \n"],
)
def test_the_time_is_in_step_with_the_length(line):
    began = time.perf_counter()

    own_words(line * (20_000 // len(line)))

    assert time.perf_counter() - began < 1
