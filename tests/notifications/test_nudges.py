"""Other channels: a short word, once, about those they stand for; and never in the way of a letter."""

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import col, select

from config.extra_channel import ExtraChannel
from config.office import Office
from models.database import reading, transaction
from models.letter import Letter, LetterKind, LetterState, Occasion
from models.nudge import Nudge, NudgeState
from notifications.channels import teller
from notifications.delivery import deliver
from notifications.nudges import NudgeSummary, nudge
from notifications.postbag import Postbag
from notifications.watchdog import FaultKind, watch
from tests.builders import MORNING, a_body, a_letter, a_notice, a_post_with_holder
from tests.notifications.microsoft import microsoft
from tests.notifications.posted import an_office_that_sends

SECRET = "kanariefågel"
NAMES = {1: "Omsorgsnämnden", 2: "Socialnämnden"}


class Teller:
    """Keeps what it was told; answers in turn, then with yes. An exception is raised."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.answers = list(answers)

    def __call__(self, address: str, title: str, text: str) -> bool:
        self.told.append((address, title, text))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer


def an_office(home: Path, *channels: dict[str, Any], **office: Any) -> Office:
    known = an_office_that_sends(home)
    extra = [ExtraChannel.model_validate(channel) for channel in channels]
    changed = known.settings.office.model_copy(update=office)
    return Office(home, known.settings.model_copy(update={"channel": extra, "office": changed}))


def teams(*names: str, tag: str = "teams", url: str = f"json://{SECRET}.kommun.example") -> dict[str, Any]:
    return {"tag": tag, "url": url, "for": list(names)}


@pytest.fixture
def bodies(engine: Engine) -> list[int]:
    """Two committees, each with a secretary."""
    with transaction(engine) as session:
        made = [a_body(session, name) for name in NAMES.values()]
        for body in made:
            a_post_with_holder(session, body, address=f"Sekreterare{body.id}@kommun.example")
        return [body.id for body in made]


def a_sent_letter(engine: Engine, body_id: int, **changes: Any) -> int:
    with transaction(engine) as session:
        usual = {"body_id": body_id, "state": LetterState.SENT}
        return a_letter(session, f"sekreterare{body_id}@kommun.example", **usual | changes).id


def nudges(engine: Engine) -> list[tuple[int, str, NudgeState]]:
    with reading(engine) as session:
        rows = session.exec(select(Nudge).order_by(col(Nudge.id)))
        return [(row.letter_id, row.channel, row.state) for row in rows]


def test_a_letter_that_has_gone_is_told_of_once_and_without_what_it_says(
    engine: Engine, tmp_path: Path, bodies: list[int]
):
    office, tell = an_office(tmp_path, teams("omsorgsnämnden")), Teller()
    letter_id = a_sent_letter(engine, bodies[0])
    a_sent_letter(engine, bodies[1])

    assert nudge(engine, office, MORNING, tell) == NudgeSummary(sent=1)
    assert nudge(engine, office, MORNING, tell) == NudgeSummary()
    expected = "Omsorgsnämnden har fått ett mejl om sina uppdrag. Öppna mejlet för att läsa och svara."
    assert tell.told == [(f"json://{SECRET}.kommun.example", "Bevaka", expected)]
    assert nudges(engine) == [(letter_id, "teams", NudgeState.SENT)]


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({}, True),
        ({"state": LetterState.WAITING}, False),
        ({"state": LetterState.UNDELIVERABLE}, False),
        ({"day": date(2017, 11, 12)}, False),
        ({"kind": LetterKind.DIGEST, "occasion": Occasion.DIGEST}, True),
        ({"kind": LetterKind.ALARM, "occasion": Occasion.ALARM, "state": LetterState.WAITING}, True),
        ({"kind": LetterKind.ALARM, "occasion": Occasion.ALARM, "state": LetterState.WITHDRAWN}, False),
    ],
)
def test_only_what_has_gone_lately_is_told_of_but_an_alarm_at_once(
    engine: Engine, tmp_path: Path, bodies: list[int], changes: dict[str, Any], is_told: bool
):
    a_sent_letter(engine, bodies[0], **changes)
    tell = Teller()
    nudge(engine, an_office(tmp_path, teams("omsorgsnämnden")), MORNING, tell)

    assert bool(tell.told) is is_told


def test_an_office_that_is_not_live_is_quiet(engine: Engine, tmp_path: Path, bodies: list[int]):
    a_sent_letter(engine, bodies[0])
    tell = Teller()
    nudge(engine, an_office(tmp_path, teams("omsorgsnämnden"), live_from=None), MORNING, tell)

    assert tell.told == []


def test_a_post_hears_of_its_own_letters_only(engine: Engine, tmp_path: Path, bodies: list[int]):
    office = an_office(tmp_path, teams("Omsorgsnämnden: Nämndsekreterare"))
    a_sent_letter(engine, bodies[0], intended="namnden@kommun.example")
    mine = a_sent_letter(engine, bodies[0], day=date(2017, 11, 13))
    nudge(engine, office, MORNING, Teller())

    assert nudges(engine) == [(mine, "teams", NudgeState.SENT)]


def test_one_letter_for_two_committees_is_told_of_to_both(engine: Engine, tmp_path: Path, bodies: list[int]):
    letter_id = a_sent_letter(engine, bodies[0])
    with transaction(engine) as session:
        a_notice(session, letter=session.get_one(Letter, letter_id), addressee_id=bodies[1])
    tell = Teller()
    nudge(engine, an_office(tmp_path, teams("socialnämnden"), teams(*NAMES.values(), tag="sms")), MORNING, tell)

    assert [text.partition(" har")[0] for _, _, text in tell.told] == [
        "Socialnämnden",
        "Omsorgsnämnden och socialnämnden",
    ]


@pytest.mark.parametrize("answer", [False, RuntimeError(f"json://{SECRET}.kommun.example svarar inte")])
def test_a_channel_that_fails_holds_up_no_letter_is_not_tried_again_and_is_told_of(
    engine: Engine, tmp_path: Path, bodies: list[int], answer: bool | Exception, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.NOTSET + 1)
    office, tell, postbag = an_office(tmp_path, teams("omsorgsnämnden")), Teller(answer), Postbag()
    letter_id = a_sent_letter(engine, bodies[0], state=LetterState.WAITING)
    deliver(engine, office, MORNING, postbag)
    assert nudge(engine, office, MORNING, tell) == NudgeSummary(failed=1)
    for minutes in range(5):
        deliver(engine, office, MORNING + timedelta(minutes=minutes), postbag)
        nudge(engine, office, MORNING + timedelta(minutes=minutes), tell)

    assert len(tell.told) == len(postbag.sent) == 1
    assert nudges(engine) == [(letter_id, "teams", NudgeState.FAILED)]
    faults = [fault for fault in watch(engine, office, MORNING) if fault.kind is FaultKind.CHANNEL_SILENT]
    assert [fault.sentence for fault in faults] == [
        "Kanalen teams har inte tagit emot 1 meddelanden i dag. Mejlen har gått som vanligt. "
        "Kontrollera dess url i office.toml."
    ]
    assert "teams" in caplog.text and SECRET not in caplog.text


def test_one_that_died_while_it_told_is_not_told_again(engine: Engine, tmp_path: Path, bodies: list[int]):
    class Killed(BaseException):
        pass

    def dies(*_: str) -> bool:
        raise Killed

    office = an_office(tmp_path, teams("omsorgsnämnden"))
    letter_id = a_sent_letter(engine, bodies[0])
    with pytest.raises(Killed):
        nudge(engine, office, MORNING, dies)
    heir = Teller()
    nudge(engine, office, MORNING, heir)

    assert heir.told == []
    assert nudges(engine) == [(letter_id, "teams", NudgeState.SENDING)]


def test_a_name_that_nobody_bears_is_told_of(engine: Engine, tmp_path: Path, bodies: list[int]):
    office = an_office(tmp_path, teams("miljönämnden", "omsorgsnämnden: rådman"))
    faults = [fault.sentence for fault in watch(engine, office, MORNING) if fault.kind is FaultKind.CHANNEL_SILENT]

    assert len(faults) == 2 and "”miljönämnden”" in faults[0] and "”omsorgsnämnden: rådman”" in faults[1]


@pytest.mark.parametrize(("status", "taken"), [(200, True), (500, False)])
def test_a_real_service_of_apprise_is_told_with_its_secret_from_a_file(
    tmp_path: Path, status: int, taken: bool, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.NOTSET + 1)
    with microsoft() as found:
        found.webhook_status = status
        (tmp_path / "krok").write_text(SECRET, "utf-8")
        url = f"json://127.0.0.1:{found.port}/{{file:krok}}"
        assert teller(an_office(tmp_path))(url, "Bevaka", "Nämnden har fått ett mejl.") is taken

    ((path, body),) = found.told
    assert path == "/kanarief%C3%A5gel"
    assert "Nämnden har fått ett mejl." in body.values() and "Apprise" not in str(body)
    assert SECRET not in caplog.text and "kanarie" not in caplog.text


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        ({"tag": "Teams!", "url": "json://x", "for": ["a"]}, "små bokstäver"),
        ({"tag": "t", "url": "bevaka-smtp://x", "for": ["a"]}, "står i mail.channel"),
        ({"tag": "t", "url": "json://x", "for": []}, "at least 1"),
    ],
)
def test_a_channel_that_cannot_be_is_refused_in_the_settings(channel: dict[str, Any], why: str):
    with pytest.raises(ValidationError, match=why):
        ExtraChannel.model_validate(channel)


def test_the_address_stands_in_no_text_about_the_settings():
    assert SECRET not in repr(ExtraChannel.model_validate(teams("omsorgsnämnden")))
