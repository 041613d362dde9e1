"""A mailbox that cannot be read just now."""


class MailboxUnreachable(RuntimeError):
    """Nothing is lost: what lies there is read the next time. The text holds no address and no password."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Brevlådan för svar går inte att läsa: {why}. Nästa läsning försöker igen; kontrollera annars "
            "replies.mailbox i office.toml."
        )
        self.why = why
