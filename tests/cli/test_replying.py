"""bevaka replies: read from a folder, listed, and told in a sentence where there is nothing to read."""

from models.database import open_engine
from tests.builders import MORNING
from tests.notifications.inbox import a_mail
from tests.notifications.test_replies import asked

DAY = MORNING.date()


def drop(home, name, mail):
    folder = home / "inkorg"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(mail)
    return folder


def test_a_folder_is_read_and_what_belongs_to_no_letter_stays(bevaka, office) -> None:
    letter = asked(open_engine(f"sqlite:///{office / 'bevaka.db'}"), count=1)
    folder = drop(office, "ett.eml", a_mail("Klart, KS 2017-141.", In_Reply_To=letter.message_id))
    drop(office, "två.eml", a_mail("Hej", sender="okand@annan.example"))

    code, out, _ = bevaka("replies", "--from", "inkorg", "--at", DAY)

    assert code == 0
    assert "Två mejl har kommit. Ett svar väntar på bekräftelse. Ett mejl behöver ses av någon." in out
    assert sorted(path.name for path in folder.glob("*.eml")) == ["två.eml"]
    assert [path.name for path in (folder / "lästa").iterdir()] == ["ett.eml"]
    assert "Inget nytt har kommit." in bevaka("replies", "--from", "inkorg", "--at", DAY)[1]
    listed = bevaka("replies", "--list", "--at", DAY)[1].splitlines()
    assert len(listed) == 2
    assert "hör inte till något mejl härifrån" in " ".join(listed)
    assert "okand@" not in " ".join(listed)


def test_without_a_mailbox_the_next_step_is_told(bevaka, office) -> None:
    code, out, err = bevaka("replies")

    assert (code, out) == (1, "")
    assert "replies.mailbox" in err and "--from" in err


def test_a_mailbox_that_is_none_is_told_without_its_password(bevaka, office) -> None:
    settings = office / "office.toml"
    text = settings.read_text("utf-8")
    for address in (
        "bevaka-imap://svar:hemligt9@imap.kommun.example/INBOX?security=none",
        "bevaka-imap://svar:hemligt9@",
    ):
        settings.write_text(f'{text}\n[replies]\nmailbox = "{address}"\n', "utf-8")

        code, out, err = bevaka("replies")

        assert code == 1 and "replies.mailbox" in err
        assert "hemligt9" not in out + err
