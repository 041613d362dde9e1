"""What came in by mail, told in the office's words. Nothing of what was written is repeated."""

from models.reply import Reply, ReplyKind, ReplyState
from notifications import days
from notifications.replies import ReadSummary
from notifications.swedish import counted, starting

KINDS = {
    ReplyKind.ANSWER: "Svar",
    ReplyKind.BOUNCE: "Studs: mejlet kom inte fram",
    ReplyKind.DELAY: "Försenat på vägen, försöks igen av servern",
    ReplyKind.AUTOMATIC: "Automatiskt svar",
    ReplyKind.LEFT: "Automatiskt svar: har slutat",
    ReplyKind.OURS: "Vårt eget mejl i retur",
    ReplyKind.UNKNOWN: "Hör inte till något mejl härifrån",
    ReplyKind.UNREADABLE: "Gick inte att läsa",
    ReplyKind.DOUBLE: "Samma mejl en gång till",
}


def sentence(summary: ReadSummary) -> str:
    if not summary.total:
        return "Inget nytt har kommit."
    said = [f"{_mails(summary.total)} har kommit."]
    if summary.proposed:
        said.append(f"{starting(counted(summary.proposed, 'svar', 'svar', neuter=True))} väntar på bekräftelse.")
    if summary.to_see:
        said.append(f"{_mails(summary.to_see)} behöver ses av någon.")
    if summary.more:
        said.append("Fler ligger kvar till nästa läsning.")
    return " ".join(said)


def _mails(number: int) -> str:
    return starting(counted(number, "mejl", "mejl", neuter=True))


def rows(summary: ReadSummary) -> list[dict[str, str]]:
    return [{"Mejl": KINDS[kind], "Antal": str(count)} for kind, count in sorted(summary.kinds.items())]


def shown(reply: Reply) -> str:
    """A line about what a person must look at: when it came and what is known of it, never who wrote."""
    words = [f"{days.dated(reply.day)}: {KINDS[reply.kind].lower()}"]
    if reply.letter_id:
        words.append(f"på mejl nr {reply.letter_id}")
    if reply.is_from_another:
        words.append("från en annan adress än mejlet gick till")
    if reply.state is ReplyState.PROPOSED:
        words.append("väntar på bekräftelse")
    if reply.message_id:
        words.append(f"Message-ID {reply.message_id}")
    return ", ".join(words)
