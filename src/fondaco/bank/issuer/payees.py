"""Names of payees and references of transfers. Pure.

Names are compared as verification of payee does it (Regulation (EU) 2024/886): accents, case,
punctuation and legal forms do not count, and a part of the full name is close enough.
"""

import re
import unicodedata
from enum import StrEnum

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import iso11649

LEGAL_FORMS = frozenset(
    re.findall(
        r"\w+",
        "ab ag as bv co gmbh inc kg lda ltd llc nv oy sa sarl sas sl snc spa sro srl uab",
    )
)
RF_SHAPE = re.compile(r"RF\d\d[0-9A-Z]{1,21}")
BANK_AND_BRANCH = slice(5, 15)
"""Where an Italian IBAN names its bank (ABI) and branch (CAB)."""


class NameMatch(StrEnum):
    """How a name that was given fits the name of the account's holder."""

    SAME = "same"
    CLOSE = "close"
    OTHER = "other"


def compare_names(given: str, holder: str) -> NameMatch:
    """Whether both name the same person or business."""
    one, two = _words(given), _words(holder)
    if not one or not two:
        return NameMatch.OTHER
    if one == two:
        return NameMatch.SAME
    return NameMatch.CLOSE if one <= two or two <= one else NameMatch.OTHER


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # "S.n.c." is one word of three letters, "Harrow & Finch" are two words.
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", letters))
    return frozenset(words) - LEGAL_FORMS or frozenset(words)


def tidy_iban(text: str) -> str | None:
    """The IBAN without spaces, or None when its length or check digits are wrong."""
    compact = "".join(text.split()).replace("-", "").upper()
    try:
        return str(IBAN(compact))
    except SchwiftyException:
        return None


def same_bank(iban: str, other: str) -> bool:
    """Whether two IBANs are of one bank and branch."""
    return iban[:2] == other[:2] and iban[BANK_AND_BRANCH] == other[BANK_AND_BRANCH]


def creditor_reference(text: str) -> str:
    """The structured reference (ISO 11649) that a remittance text is, compact; or empty."""
    compact = "".join(text.split()).upper()
    return compact if RF_SHAPE.fullmatch(compact) and iso11649.is_valid(compact) else ""


def looks_structured(text: str) -> bool:
    """Whether a text is meant as a structured reference, right or wrong."""
    return RF_SHAPE.fullmatch("".join(text.split()).upper()) is not None
