"""Who is warned that the password will be switched off, and who is not."""

from pathlib import Path

import pytest

from notifications.exchange import warning_of


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("bevaka-smtp://a:b@smtp.office365.com:587?security=starttls", "Exchange Online"),
        ("bevaka-smtp://a:b@SMTP.Office365.com.:587?security=starttls", "Exchange Online"),
        ("bevaka-smtp://a:b@kommun-example.mail.protection.outlook.com:25?security=starttls", "Exchange Online"),
        ("bevaka-smtp://a:b@smtp-hve.office365.com:587?security=starttls", "september 2028"),
        ("bevaka-smtp://kommun-example.mail.protection.outlook.com:25?security=starttls", None),
        ("bevaka-smtp://a:b@smtp.office365.com:587?security=starttls&client=app&tenant=t", None),
        ("bevaka-smtp://a:b@smtp.office365.com.kommun.example:587?security=starttls", None),
        ("bevaka-smtp://a:b@post.kommun.example:587?security=starttls", None),
        ("bevaka-graph://app:b@smtp.office365.com", None),
        ("bevaka-folder://letters", None),
    ],
)
def test_a_password_to_exchange_online_is_warned_of(channel: str, said: str | None):
    warning = warning_of(channel, Path("/ingenstans"))

    assert (said in warning) if said and warning else warning is said
