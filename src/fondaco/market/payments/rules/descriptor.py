"""What stands on the cardholder's statement. Pure."""

import re

MAX_LENGTH = 22
"""Card networks carry 22 characters of merchant name."""


def descriptor(reference: str) -> str:
    """``FONDACO*`` and the order's reference, in the characters that every network carries."""
    cleaned = re.sub(r"[^A-Z0-9-]", "", reference.upper())
    return f"FONDACO*{cleaned}"[:MAX_LENGTH].rstrip("-*")
