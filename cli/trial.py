"""bevaka test-letter: does the mail channel work, and what does the server say if not?"""

import sys
from contextlib import closing
from typing import Annotated

from cyclopts import Parameter

from cli.place import Where, settled
from cli.printing import say
from models.refusal import Refused
from notifications.channels import channel_of, faulty_channels
from notifications.exchange import warning_of
from notifications.trial import send_trial


def test_letter(
    *,
    to: Annotated[str | None, Parameter(help="Mottagarens adress. Annars kansliets egen.")] = None,
    where: Where = Where(),  # noqa: B008
) -> int:
    """Skicka ett testmejl genom den inställda kanalen och visa vad servern svarar. Inget annat ändras."""
    office = settled(where)
    for warning in (warning_of(office.settings.mail.channel, office.home), *faulty_channels(office)):
        if warning:
            sys.stderr.write(f"{warning}\n")
    with closing(channel_of(office)) as channel:
        trial = send_trial(office, channel, where.now(), to)
    if not trial.has_left:
        raise Refused(trial.sentence)
    say(trial.sentence)
    return 0
