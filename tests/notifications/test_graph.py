"""Letters through Microsoft Graph: what each answer makes certain of them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import httpx
import pytest

from notifications.channels import open_channel
from notifications.graph import answered
from notifications.message import as_bytes
from notifications.outcome import Channel, Delivery, Outcome
from tests.notifications.microsoft import SECRET, Microsoft, microsoft, refusal
from tests.notifications.posted import LINK, SENDER, a_finished_letter

DATA = as_bytes(a_finished_letter(), SENDER, LINK)
TO, FROM = "direktor@kommun.example", "bevaka@kommun.example"
NOWHERE = Path("/ingenstans")


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Iterator[Microsoft]:
    monkeypatch.setenv("BEVAKA_APP_SECRET", SECRET)
    with microsoft() as found:
        yield found


@pytest.fixture
def channel(graph: Microsoft) -> Iterator[Channel]:
    channel = open_channel(graph.graph, NOWHERE)
    yield channel
    channel.close()


def test_a_letter_is_handed_over_whole_to_the_mailbox_of_the_sender(graph: Microsoft, channel: Channel):
    assert channel.send(TO, FROM, DATA) == Delivery(Outcome.SENT, 202, "Graph: Accepted")

    ((path, data),) = graph.letters
    assert path == "/v1.0/users/bevaka@kommun.example/sendMail"
    assert data == DATA
    assert message_from_bytes(data, policy=policy.default)["To"] == TO, "Graph reads the recipient here"


def test_the_token_is_asked_for_once_with_the_apps_own_secret(graph: Microsoft, channel: Channel):
    for _ in range(5):
        assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT

    (form,) = graph.asked
    assert form == {
        "grant_type": "client_credentials",
        "client_id": "app",
        "client_secret": SECRET,
        "scope": "https://graph.microsoft.com/.default",
    }


def test_a_token_withdrawn_before_its_time_is_fetched_anew_and_the_letter_goes(graph: Microsoft, channel: Channel):
    channel.send(TO, FROM, DATA)
    graph.withdrawn = set(graph.issued)

    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT
    assert (len(graph.issued), len(graph.letters)) == (2, 2)


def test_a_mailbox_of_another_name_can_send(graph: Microsoft):
    channel = open_channel(f"{graph.graph}&mailbox=utskick@kommun.example", NOWHERE)
    channel.send(TO, FROM, DATA)
    channel.close()

    assert graph.letters[0][0] == "/v1.0/users/utskick@kommun.example/sendMail"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            refusal(429, "TooManyRequests", Retry_After="120"),
            Delivery(Outcome.RETRY, 429, "Graph: TooManyRequests", True, 120),
        ),
        (refusal(503, ""), Delivery(Outcome.RETRY, 503, "Graph: Service Unavailable", True)),
        (
            refusal(429, "TooManyRequests", Retry_After="999999"),
            Delivery(Outcome.RETRY, 429, "Graph: TooManyRequests", True, 3600),
        ),
        (refusal(400, "ErrorInvalidRecipients"), Delivery(Outcome.UNDELIVERABLE, 400, "Graph: ErrorInvalidRecipients")),
        (refusal(400, "RequestBodyRead"), Delivery(Outcome.RETRY, 400, "Graph: RequestBodyRead")),
        (refusal(403, "ErrorAccessDenied"), Delivery(Outcome.RETRY, 403, "Graph: ErrorAccessDenied", True)),
        (refusal(404, "ErrorInvalidUser"), Delivery(Outcome.RETRY, 404, "Graph: ErrorInvalidUser", True)),
        (refusal(413, ""), Delivery(Outcome.UNDELIVERABLE, 413, "Graph: Request Entity Too Large")),
        ((502, {}, "<html>proxyn hittar inte</html>"), Delivery(Outcome.RETRY, 502, "Graph: Bad Gateway", True)),
        (
            refusal(403, f"hemligt {SECRET}"),
            Delivery(Outcome.RETRY, 403, "Graph: Forbidden", True),
        ),
    ],
)
def test_every_answer_says_what_became_of_the_letter(
    graph: Microsoft, channel: Channel, answer: tuple[int, dict[str, str], str], expected: Delivery
):
    graph.answers = [answer]

    assert channel.send(TO, FROM, DATA) == expected
    assert graph.letters == []
    assert channel.send(TO, FROM, DATA).outcome is Outcome.SENT, "the next fares better"


def test_a_line_cut_after_the_letter_leaves_it_uncertain(graph: Microsoft, channel: Channel):
    graph.answers = ["cut"]

    delivery = channel.send(TO, FROM, DATA)
    assert (delivery.outcome, delivery.code) == (Outcome.UNCERTAIN, None)
    assert delivery.reply.startswith("förbindelsen med Graph bröts")
    assert len(graph.letters) == 1, "it had arrived"


def test_a_wrong_secret_tells_microsofts_own_number_and_nothing_else(
    graph: Microsoft, channel: Channel, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BEVAKA_APP_SECRET", "fel-hemlighet")
    wrong = open_channel(graph.graph, NOWHERE)
    delivery = wrong.send(TO, FROM, DATA)
    wrong.close()

    expected = "inloggningstjänsten ger ingen åtkomst (invalid_client AADSTS7000215)"
    assert delivery == Delivery(Outcome.RETRY, 401, expected, True)


def test_no_graph_at_all_is_down_and_not_uncertain(graph: Microsoft):
    with microsoft() as gone:
        port = gone.port
    url = graph.graph.replace(f"base={graph.at}", f"base=http://127.0.0.1:{port}")
    channel = open_channel(url, NOWHERE)
    delivery = channel.send(TO, FROM, DATA)
    channel.close()

    assert (delivery.outcome, delivery.is_down) == (Outcome.RETRY, True)
    assert delivery.reply == "ingen förbindelse med Graph (ConnectError)"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "Tue, 14 Nov 2017 06:10:00 GMT", "Date": "Tue, 14 Nov 2017 06:00:00 GMT"}, 600),
        ({"Retry-After": "Tue, 14 Nov 2017 05:00:00 GMT", "Date": "Tue, 14 Nov 2017 06:00:00 GMT"}, 0),
        ({"Retry-After": "Tue, 14 Nov 2017 06:10:00 GMT"}, 0),
        ({"Retry-After": "snart"}, 0),
        ({}, 0),
    ],
)
def test_how_long_to_wait_can_be_a_moment(headers: dict[str, str], seconds: int):
    assert answered(httpx.Response(503, headers=headers)).wait_seconds == seconds
