"""Device numbers and their cryptograms. Pure.

A cryptogram is 20 bytes, 28 characters of base64, as networks define theirs: the device's counter
(4) and a MAC (16) over number, counter, amount and currency, so that it is good for one payment.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import timedelta

from fondaco.threeds.outcome import Brand

PREFIXES = {Brand.VISA: "40001810", Brand.MASTERCARD: "55555910", Brand.AMEX: "37145010"}
"""First eight digits of device numbers: outside every range that takes part in 3-D Secure."""

ECI = {Brand.MASTERCARD: "02"}
USUAL_ECI = "05"
GOOD_FOR = timedelta(hours=1)
YEARS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sheet showed and the cardholder confirmed, in minor units."""

    amount_minor: int
    currency: str


def eci_of(brand: Brand) -> str:
    """The electronic commerce indicator of a device-authenticated payment."""
    return ECI.get(brand, USUAL_ECI)


def cryptogram(key: bytes, number: str, counter: int, shown: Shown) -> str:
    """The device's proof for one payment, as base64."""
    return base64.b64encode(_bytes(key, number, counter, shown)).decode()


def counter_in(text: str) -> int | None:
    """The counter that a cryptogram names, or None when it is none."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return int.from_bytes(raw[:4]) if len(raw) == 20 else None


def is_genuine(key: bytes, number: str, text: str, shown: Shown) -> bool:
    """Whether the device made this cryptogram for this amount, judged in constant time."""
    counter = counter_in(text)
    if counter is None:
        return False
    expected = _bytes(key, number, counter, shown)
    return hmac.compare_digest(base64.b64decode(text), expected)


def _bytes(key: bytes, number: str, counter: int, shown: Shown) -> bytes:
    bound = f"{number}|{counter}|{shown.amount_minor}|{shown.currency}"
    return counter.to_bytes(4) + hmac.digest(key, bound.encode(), "sha256")[:16]
