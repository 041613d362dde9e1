"""bevaka verify: is the history whole?"""

from cli.place import Where, opened
from cli.printing import say
from models.answering import first_altered
from models.database import reading
from models.event import first_broken, head
from models.refusal import Refused
from notifications.attempts import first_unsealed_or_changed


def verify(*, where: Where = Where()) -> int:  # noqa: B008
    """Kontrollera att historiken är hel. En bruten kedja nämner den första felaktiga raden."""
    place = opened(where)
    with reading(place.engine) as session:
        broken = first_broken(session)
        altered = None if broken else first_altered(session)
        attempt = None if broken else first_unsealed_or_changed(session)
        newest = head(session)
    if broken:
        raise Refused(f"Historiken är bruten vid händelse {broken.seq}: {broken.reason}.")
    if attempt:
        raise Refused(f"Utskicksförsök {attempt} eller något efter det i samma omgång är ändrat eller borttaget.")
    if altered:
        raise Refused(f"Lägesbesked {altered.id} har fått en annan text än den som lämnades {altered.said_on}.")
    say(f"Historiken är hel: {newest.seq} händelser. Kontrollvärde {newest.hash[:4]}…{newest.hash[-4:]}")
    return 0
