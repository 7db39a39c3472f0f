"""A bank account that a buyer names for their money: whose it may be, and from when on. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

HOLD = timedelta(hours=72)
"""Money waits this long before it goes to an account that was just named: time enough for the
mail about it to be read."""

REMINDERS = 3
REMIND_EVERY = timedelta(days=7)

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "sig", "sigra", "sr", "sra",
     "don", "dona", "mme", "mlle"}
)  # fmt: skip


def same_name(one: str, other: str) -> bool:
    """Whether two names are one person's as banks write them.

    Letters only: case, accents, order, punctuation and titles do not count. Every part of the
    shorter name must stand in the longer one, and be two parts at least unless both are equal.
    """
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return first == second or (len(shorter) >= 2 and shorter <= longer)


def _parts(name: str) -> frozenset[str]:
    special = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})
    plain = unicodedata.normalize("NFKD", name.casefold().translate(special))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    found = re.findall(r"[^\W\d_]+", letters.replace("'", "").replace("’", ""))
    return frozenset(part for part in found if part not in _TITLES)


def held_until(now: datetime) -> datetime:
    """Until when money waits that goes to an account named now."""
    return now + HOLD
