"""Carriers whose scans EasyPost gathers: which ones the operator has, and whose words they are."""

import hashlib
import hmac
import re
import unicodedata

from fondaco.market.trade.carriers import numbers

_PREFIX = "hmac-sha256-hex="


class EasyPostCarrier:
    """One carrier by EasyPost's name of it, such as ``DHLExpress``."""

    def __init__(self, easypost_name: str, name: str) -> None:
        self.code = code_of(easypost_name)
        self.name = name

    def cleaned(self, tracking_number: str) -> str:
        """Upper case, without spaces and hyphens: 6 to 40 letters and digits."""
        return numbers.cleaned(tracking_number, self.name)

    def tracking_url(self, tracking_number: str) -> str:
        """Not known here: each carrier has its own page, and EasyPost's needs its own code."""
        return ""


def code_of(easypost_name: str) -> str:
    """What is stored for a carrier: ``easypost-`` and its name in small letters."""
    return f"easypost-{easypost_name.lower()}"[:40]


def carriers(listed: str) -> list[EasyPostCarrier]:
    """The carriers of a setting such as ``DHLExpress=DHL Express, UPS=UPS``.

    Raises :class:`ValueError` for an entry that is not of this form.
    """
    found = []
    for entry in filter(None, (part.strip() for part in listed.split(","))):
        easypost_name, equals, name = (part.strip() for part in entry.partition("="))
        if not re.fullmatch(r"\w{2,30}", easypost_name) or not equals or not name:
            raise ValueError(f"“{entry}”: write EasyPost's name, an equals sign and the name shown")
        found.append(EasyPostCarrier(easypost_name, name))
    return found


def is_signed(*, header: str, body: bytes, secret: str) -> bool:
    """Whether ``X-Hmac-Signature`` is of this body: HMAC-SHA-256 under the secret in NFKD."""
    key = unicodedata.normalize("NFKD", secret).encode()
    expected = _PREFIX + hmac.new(key, body, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(header.encode(), expected.encode())
