"""The loop that sends letters, as long as the program runs."""

import logging

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from config import clock
from config.addresses import AddressRefused
from config.office import Office
from flows.stopping import Stop
from models.database import DatabaseBusy
from models.unusable import DatabaseUnusable
from notifications.channels import channel_of, teller
from notifications.delivery import deliver
from notifications.nudges import nudge
from notifications.outcome import Channel
from notifications.tokens import SecretUnreadable

logger = logging.getLogger("bevaka.utskick")
PAUSE_SECONDS = 3.0
AFTER_FAULT_SECONDS = 20.0
NUDGE_SECONDS = 15.0


def send_until_stopped(engine: Engine, office: Office, stop: Stop) -> None:
    """Send what waits, again and again. What can be mended while the program runs is waited for."""
    channel = channel_of(office)
    while not stop.asked.is_set():
        stop.asked.wait(send_once(engine, office, channel, stop))


def nudge_until_stopped(engine: Engine, office: Office, stop: Stop) -> None:
    """Beside the letters, in a thread of its own: a service that hangs holds up no letter."""
    tell = teller(office)
    while not stop.asked.is_set():
        try:
            nudge(engine, office, clock.now(), tell, stop.asked.is_set)
        except (DatabaseBusy, DatabaseUnusable, OperationalError):
            logger.warning("Databasen svarar inte just nu. De extra kanalerna försöker igen om en stund.")
        stop.asked.wait(NUDGE_SECONDS)


def send_once(engine: Engine, office: Office, channel: Channel, stop: Stop) -> float:
    """Send what waits; returns how many seconds to let pass before the next time."""
    try:
        summary = deliver(engine, office, clock.now(), channel, clock=clock.now, stop=stop.asked.is_set)
    except (DatabaseBusy, DatabaseUnusable, OperationalError):
        logger.warning("Databasen svarar inte just nu. Utskicket försöker igen om en stund.")
        return AFTER_FAULT_SECONDS
    except (AddressRefused, SecretUnreadable) as why:
        logger.error("Inga mejl kan skickas förrän det här är rättat: %s", why)
        return AFTER_FAULT_SECONDS
    return max(AFTER_FAULT_SECONDS, summary.wait_seconds) if summary.is_down else PAUSE_SECONDS
