"""Stripe's signature of an event: HMAC-SHA-256 of time and body. Pure.

``Stripe-Signature: t=<seconds>,v1=<hex>[,v1=…]``: there are several while a secret is being
replaced, and one that fits is enough (https://docs.stripe.com/webhooks/signature).
"""

import hashlib
import hmac
from datetime import datetime

TOLERANCE_S = 300
"""How far a signature's time may be from now, either way."""


def is_signed(*, header: str, body: bytes, secret: str, now: datetime) -> bool:
    """Whether one of the header's ``v1`` signs this body and is from these minutes."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for name, _, value in parts if name == "t"]
    given = [value for name, _, value in parts if name == "v1"]
    if not secret or len(times) != 1 or not (times[0].isascii() and times[0].isdigit()):
        return False
    if len(times[0]) > 12 or abs(now.timestamp() - int(times[0])) > TOLERANCE_S:
        return False
    signed = times[0].encode() + b"." + body
    right = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(right.encode(), value.encode()) for value in given)
