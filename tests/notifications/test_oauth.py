"""Tokens: one for all, fetched anew before its end, and the app's secret in no text."""

import threading

import pytest

from notifications.oauth import ClientCredentials, NoToken, TokenSource
from tests.notifications.microsoft import SECRET, Microsoft, microsoft


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def source(found: Microsoft, clock: Clock, secret: str = SECRET) -> TokenSource:
    return TokenSource(ClientCredentials(f"{found.at}/katalog/token", "app", secret, "räckvidd"), clock)


@pytest.mark.parametrize(
    ("lifetime", "kept_for"),
    [(3600, 3300), (400, 100), (300, 30), (10, 5)],
)
def test_a_token_is_kept_until_shortly_before_its_end(lifetime: int, kept_for: int):
    clock = Clock()
    with microsoft() as found:
        found.lifetime = lifetime
        tokens = source(found, clock)
        first = tokens.token()
        clock.at += kept_for - 1
        assert tokens.token() == first
        clock.at += 1
        assert tokens.token() != first
    assert len(found.asked) == 2


def test_only_the_token_that_was_refused_is_thrown_away():
    with microsoft() as found:
        tokens = source(found, Clock())
        old = tokens.token()
        tokens.refused(old)
        new = tokens.token()
        tokens.refused(old)  # a second session, which had the old one too
        assert tokens.token() == new
    assert len(found.asked) == 2


def test_sessions_that_ask_at_once_share_one():
    with microsoft() as found:
        tokens = source(found, Clock())
        threads = [threading.Thread(target=tokens.token) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found.asked) == 1


def test_a_refusal_and_every_text_about_it_keep_the_secret():
    with microsoft() as found:
        tokens = source(found, Clock(), "kanariefågel")
        with pytest.raises(NoToken) as refused:
            tokens.token()
    assert (refused.value.code, str(refused.value)) == (
        401,
        "inloggningstjänsten ger ingen åtkomst (invalid_client AADSTS7000215)",
    )
    assert "kanariefågel" not in repr(tokens) + repr(refused.value) + repr(tokens.credentials)


def test_no_token_server_is_told_apart_from_a_refusal():
    with microsoft() as gone:
        pass
    with pytest.raises(NoToken, match="ingen förbindelse med inloggningstjänsten") as silent:
        source(gone, Clock()).token()
    assert silent.value.code is None


def test_an_answer_that_is_no_token_is_told():
    with microsoft() as found:
        tokens = TokenSource(ClientCredentials(f"{found.at}/annat", "app", SECRET, "räckvidd"), Clock())
        with pytest.raises(NoToken):
            tokens.token()
