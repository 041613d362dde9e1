"""bevaka verify: is the history whole?"""

from cli.place import Where, opened
from cli.printing import say
from models.database import reading
from models.event import first_broken, head
from models.refusal import Refused


def verify(*, where: Where = Where()) -> int:  # noqa: B008
    """Kontrollera att historiken är hel. En bruten kedja nämner den första felaktiga raden."""
    place = opened(where)
    with reading(place.engine) as session:
        broken = first_broken(session)
        newest = head(session)
    if broken:
        raise Refused(f"Historiken är bruten vid händelse {broken.seq}: {broken.reason}.")
    say(f"Historiken är hel: {newest.seq} händelser. Kontrollvärde {newest.hash[:4]}…{newest.hash[-4:]}")
    return 0
