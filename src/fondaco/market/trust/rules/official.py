"""Is this address or sender really ours? Pure.

Only an exact host is ours. Everything else is not, and some of it looks as if it wanted to be
taken for ours: said apart, since that is what people are asked to click.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_LENGTH = 2_000
CLOSE = 2
SHORTEST_FOR_DISTANCE = 5

_SAME_SHAPE = str.maketrans(
    {
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "|": "l",
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i",
        "ѕ": "s", "ԁ": "d", "ո": "n", "ⅾ": "d", "ɑ": "a", "ο": "o", "α": "a", "ν": "v",
        "ß": "b", "ı": "l", "i": "l",
    }
)  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind``: ours, look_alike, other or unreadable; ``host`` as it really is, in ASCII."""

    kind: str
    host: str = ""


def judge(pasted: str, hosts: Iterable[str], senders: Iterable[str], brand: str) -> Verdict:
    """Judge what somebody pasted: a link, a host, or a mail address.

    ``hosts`` are ours with their port, if any; ``senders`` are our mail addresses.
    """
    text = pasted.strip().strip("<>\"'")
    if not text or len(text) > MAX_LENGTH or any(sign.isspace() for sign in text):
        return Verdict("unreadable")
    if "@" in text and "/" not in text:
        address = text.removeprefix("mailto:").casefold()
        host = address.rpartition("@")[2]
        if address in {each.casefold() for each in senders}:
            return Verdict("ours", host)
        return _not_ours(host, brand)
    host = _host(text)
    if not host:
        return Verdict("unreadable")
    if host in {each.casefold() for each in hosts}:
        return Verdict("ours", host)
    return _not_ours(host, brand)


def _host(text: str) -> str:
    """The host and port that a browser would go to; empty when there is none."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        name = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"", "http", "https"} or not name:
        return ""
    return name.rstrip(".").casefold() + port


def _not_ours(host: str, brand: str) -> Verdict:
    name = host.partition(":")[0]
    shown = _ascii(name)
    if not shown or ("." not in shown.strip(".") and shown != "localhost"):
        return Verdict("unreadable")
    labels = [_shape(_unicode(label)) for label in name.split(".")[:-1]] or [_shape(name)]
    wanted = _shape(brand)
    pieces = {piece for label in labels for piece in (label, *label.split("-"))}
    alike = any(wanted in label.replace("-", "") for label in labels) or any(
        len(piece) >= SHORTEST_FOR_DISTANCE and distance(piece, wanted) <= CLOSE for piece in pieces
    )
    return Verdict("look_alike" if alike else "other", shown)


def _ascii(name: str) -> str:
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return ""


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def _shape(text: str) -> str:
    """What the eye takes it for: without marks, digits and foreign letters as they look."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for pair, single in _PAIRS:
        plain = plain.replace(pair, single)
    return plain.translate(_SAME_SHAPE)


def distance(one: str, two: str) -> int:
    """How many letters must be changed, left out, put in or swapped (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == two[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
