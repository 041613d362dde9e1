"""What commands say: plain lines on standard output."""

import json
import sys
from typing import Any


def say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def say_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")
