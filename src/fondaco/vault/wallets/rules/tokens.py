"""What a payment token is read into, and the one error of reading it."""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

LARGEST = 20_000
"""Characters of a token's text. Real ones have 2,000 to 6,000."""


class Kind(StrEnum):
    """The wallets, by the names used across programs."""

    GOOGLE_PAY = "google_pay"
    APPLE_PAY = "apple_pay"


class TokenRefused(ValueError):
    """The token can't be believed or used. ``code`` says why, with nothing of its content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Payment:
    """A token's content, believed.

    ``number``: the card's, or the device's own when there is a ``cryptogram`` (base64; empty: the
    number is a card on file with the wallet, and nobody has authenticated anyone). ``eci``: two
    digits or empty. ``token_id`` makes it usable once, until ``expires_at``. Amount and currency
    (ISO 4217 numeric) are there where the wallet binds them, else None.
    """

    number: str
    expiry_month: int
    expiry_year: int
    cryptogram: str
    eci: str
    token_id: str
    expires_at: datetime
    amount_minor: int | None = None
    currency_numeric: str | None = None

    def __repr__(self) -> str:
        return "Payment()"


def json_object(text: str | bytes, code: str) -> dict[str, Any]:
    """A JSON object without doubled names; raises :class:`TokenRefused` with ``code``."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a name stands twice")
        return dict(pairs)

    try:
        content = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise TokenRefused(code) from None
    if not isinstance(content, dict):
        raise TokenRefused(code)
    return content


def text(content: dict[str, Any], name: str, code: str) -> str:
    """A string that is there and not empty."""
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise TokenRefused(code)
    return value


def part(content: dict[str, Any], name: str, code: str) -> dict[str, Any]:
    """A JSON object that is there."""
    value = content.get(name)
    if not isinstance(value, dict):
        raise TokenRefused(code)
    return value


def base64_bytes(value: str, code: str) -> bytes:
    """The bytes of base64 in its one canonical form: no other text stands for the same bytes."""
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise TokenRefused(code) from None
    if base64.b64encode(data).decode() != value:
        raise TokenRefused(code)
    return data


def hexadecimal(value: str, code: str) -> bytes:
    """The bytes of lower-case hexadecimal digits."""
    if len(value) % 2 or not re.fullmatch(r"[0-9a-f]+", value):
        raise TokenRefused(code)
    return bytes.fromhex(value)


def milliseconds(content: dict[str, Any], name: str, code: str) -> int:
    """Milliseconds since 1970 as a string of digits, as Google writes them."""
    value = text(content, name, code)
    if not re.fullmatch(r"[0-9]{1,15}", value):
        raise TokenRefused(code)
    return int(value)


def eci(value: object) -> str:
    """Two digits; Apple leaves the first zero out. Empty for anything else."""
    if isinstance(value, str) and re.fullmatch(r"0?[0-9]", value):
        return value.zfill(2)
    return ""
