"""Läs svar: what came by mail since the last time, taken in as proposals."""

import logging

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows import artifacts
from flows.parameters import ForOffice
from flows.shell import dated_name, opened
from notifications.mailboxes import mailbox_of
from notifications.replies import ReadSummary, read_replies
from notifications.reply_words import rows, sentence
from notifications.unreachable import MailboxUnreachable

logger = logging.getLogger("bevaka.svar")


@flow(name="Läs svar", flow_run_name=dated_name("Läs svar"), retries=0)
async def read_answers(val: ForOffice) -> State[None]:
    """Hämtar svar, studsar och autosvar ur brevlådan. Inget svar räknas förrän det är bekräftat genom länken."""
    with opened(val.office) as work:
        mailbox = mailbox_of(work.office)
        if mailbox is None:
            return Completed(name="Ingen brevlåda", message="Ingen brevlåda för svar är angiven i office.toml.")
        try:
            summary = read_replies(work.engine, work.office, work.now, mailbox)
        except MailboxUnreachable as fault:
            logger.warning(str(fault))
            return Failed(name="Brevlådan svarar inte", message=str(fault))
        if summary.already_running:
            return Completed(name="Pågår redan", message="En annan läsning är i gång. Den här gör ingenting.")
        if summary.total:
            await artifacts.lay_table(artifacts.key(val.office, "svar"), rows(summary), sentence(summary))
        logger.info(sentence(summary))
        return Completed(name=_word(summary), message=sentence(summary))


def _word(summary: ReadSummary) -> str:
    if summary.to_see:
        return "Mejl att se till"
    return "Svar inlästa" if summary.total else "Inget nytt"
