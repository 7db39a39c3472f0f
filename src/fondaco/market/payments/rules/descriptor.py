"""What the cardholder is shown of the payee, and what stands on their statement. Pure."""

import re

MAX_LENGTH = 22
"""Card networks carry 22 characters of merchant name."""


PAYEE_LENGTH = 40
"""EMV 3-D Secure carries 40 characters of merchantName."""


def payee(name: str) -> str:
    """The payee as the cardholder is shown it: a longer name ends at a word, with an ellipsis."""
    if len(name) <= PAYEE_LENGTH:
        return name
    cut = name[: PAYEE_LENGTH - 1]
    at_word = cut.rpartition(" ")[0] if " " in cut[PAYEE_LENGTH // 2 :] else cut
    return f"{at_word.rstrip(' ,.-')}…"


def descriptor(reference: str) -> str:
    """``FONDACO*`` and the order's reference, in the characters that every network carries."""
    cleaned = re.sub(r"[^A-Z0-9-]", "", reference.upper())
    return f"FONDACO*{cleaned}"[:MAX_LENGTH].rstrip("-*")
