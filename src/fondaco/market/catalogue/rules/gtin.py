"""Global trade item numbers (GS1 General Specifications, section 7.9: the check digit)."""

from stdnum import ean
from stdnum.exceptions import ValidationError

LENGTHS = (8, 12, 13, 14)


def clean_gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14; raises ``ValueError`` when it is none.

    Spaces and hyphens are dropped, as are leading zeros that only pad it to 14 digits.
    """
    digits = text.replace(" ", "").replace("-", "").replace("'", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in LENGTHS:
        raise ValueError(f"no GTIN: {text}")
    try:
        ean.validate(digits)
    except ValidationError:
        raise ValueError(f"no GTIN: {text}") from None
    if int(digits) == 0:
        raise ValueError(f"no GTIN: {text}")
    for length in LENGTHS:
        if len(digits) > length and not digits[:-length].strip("0"):
            return digits[-length:]
    return digits


def gtin_14(gtin: str) -> str:
    """The same number padded to 14 digits, so that all lengths compare."""
    return gtin.zfill(14)
