"""One logging filter that lets no card number, code, token or message text into a log.

Numbers of 12 to 19 digits that pass the Luhn check are replaced, as are values of fields
whose name says that they are secret, wherever they stand in a record's text.
"""

import logging
import re

_NUMBER = re.compile(r"(?<!\d)(?:\d[ -]?){11,18}\d(?!\d)")
_SECRET = re.compile(
    r"(?i)(\b(?:pan|acctnumber|card_?number|cvv2?|cvc2?|csc|security_?code|otp|one_?time_?code|"
    r"password|passwd|secret|token|authorization|cookie|authenticationvalue|cavv)\b"
    r"[\"']?\s*[:=]\s*[\"']?)([^\s\"',;&}]+)"
)
HIDDEN = "[hidden]"


def passes_luhn(digits: str) -> bool:
    """Whether a string of ASCII digits has a valid check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def redact(text: str) -> str:
    """The text without anything that looks like a card number or a named secret."""

    def hide_number(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        return HIDDEN if passes_luhn(digits) else match.group()

    return _SECRET.sub(rf"\1{HIDDEN}", _NUMBER.sub(hide_number, text))


class RedactingFilter(logging.Filter):
    """Formats the record once, redacts it, and hands on plain text."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True
