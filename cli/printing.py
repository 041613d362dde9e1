"""What commands say: plain lines on standard output."""

import json
import sys
from typing import Any


def say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def say_letters(count: int) -> None:
    """What became of the letters that an act gave rise to."""
    if count:
        say(f"{count} mejl ligger i utkorgen och går ut med nästa utskick: bevaka deliver")
    else:
        say("Inget mejl går ut i dag. Nästa morgonrunda skriver det som behövs.")


def say_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")
