"""What a reader must get right about a labelled passage, and what it got wrong, in plain lines."""

import re
from typing import Any

Label = dict[str, Any]
_LONGEST_QUOTE, _LONGEST_LEAD = 800, 200
_SHORT = {"ks": "kommunstyrelsen", "kf": "kommunfullmäktige"}


def misses(text: str, label: Label, said: dict[str, Any]) -> list[str]:
    """Everything in which the reader's JSON differs from the label; nothing where it is right."""
    out = [
        f"{key}: {said[key]}" for key in ("status", "decision_date") if _asked(label, key) and said[key] != label[key]
    ]
    pairs, alarms = _paired(text, label["assignments"], said["assignments"])
    out += [f"false alarm: {alarm['quote'][:60]}" for alarm in alarms]
    out += [f"unfounded: {one['quote'][:60]}" for one in said["assignments"] if not _is_founded(text, one)]
    for wanted, found in pairs:
        opening = wanted["text_start"][:40]
        if found is None:
            out += [f"missed: {opening}"] if _asked(wanted, "assignment") else []
            continue
        out += [
            f"{what}: {found[key]} ({opening})"
            for what, key, right in _CHECKS
            if _asked(wanted, what) and not right(wanted, found)
        ]
    return out


def _asked(label: Label, field: str) -> bool:
    return field not in label.get("arguable", [])


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Letters only, for which line breaks and hyphens do not count, and where each stood."""
    kept = [
        (char.lower(), at)
        for at, char in enumerate(text)
        if not char.isspace() and char not in "-\u00ad\u2010\u2011\u2013"
    ]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def _paired(text: str, wanted: list[Label], said: list[Label]) -> tuple[list[tuple[Label, Label | None]], list[Label]]:
    """Each label with the finding whose quote overlaps its first words, and the findings that belong to no label."""
    whole, _ = _squeezed(text)
    left, pairs = list(said), []
    for label in sorted(wanted, key=lambda one: not _asked(one, "assignment")):
        start = whole.find(_squeezed(label["text_start"])[0])
        end = start + len(_squeezed(label["text_start"])[0])
        found = next((one for one in left if _overlaps(text, one, start, end)), None)
        if found is not None:
            left.remove(found)
        pairs.append((label, found))
    return pairs, left


def _overlaps(text: str, finding: Label, start: int, end: int) -> bool:
    first = len(_squeezed(text[: finding["start"]])[0])
    last = len(_squeezed(text[: finding["end"]])[0])
    return start - _LONGEST_LEAD <= first < end and start < last and last - first <= _LONGEST_QUOTE


def _is_founded(text: str, finding: Label) -> bool:
    phrase = finding["deadline"]["phrase"]
    stands = text[finding["start"] : finding["end"]] == finding["quote"]
    return stands and (phrase is None or _squeezed(phrase)[0] in _squeezed(text)[0])


def _name(words: str) -> str:
    """Case, hyphens and the definite ending do not count."""
    known = _SHORT.get(words.lower(), words.lower())
    return "".join(
        re.sub(r"(?:en|et|n)$", "", part).rstrip("e") if len(part) > 4 else part for part in re.split(r"[\s-]+", known)
    )


def _owners(label: Label, found: Label) -> bool:
    said = {_name(owner) for owner in found["owners"]}
    return any(said == {_name(owner) for owner in names} for names in [label["owners"], *label.get("owners_also", [])])


def _deadline(label: Label, found: Label) -> bool:
    right, said = label["deadline"], found["deadline"]
    first = said["first"] if said["first"] != said["last"] else None
    same = (first, said["last"]) == (right["first"], right["last"])
    return same and said["kind"] in [right["kind"], *right.get("kind_also", [])]


def _report_to(label: Label, found: Label) -> bool:
    right = {_name(body) for body in [label["report_to"], *label.get("report_to_also", [])] if body}
    if found["report_to"] is None:
        return not right or bool(label["report_to_implicit"])
    return _name(found["report_to"]) in right


_CHECKS = (("owners", "owners", _owners), ("deadline", "deadline", _deadline), ("report_to", "report_to", _report_to))
