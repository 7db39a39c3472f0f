"""Reading what a person typed into the card fields. Pure: texts in, a card or faults out."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fondaco.threeds.outcome import Brand
from fondaco.vault.cards.rules.brands import BrandRule, brand_rule, check_digit_is_right

FARTHEST_YEARS = 20
NAME_LONGEST = 45
FIELDS = ("number", "expiry", "security_code", "name")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one field. ``code`` is stable; the words for people are in ``cards.words``."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class CardEntry:
    """A card as entered and found good. ``expiry_year`` has four digits."""

    number: str
    brand: Brand
    expiry_month: int
    expiry_year: int
    security_code: str
    name: str

    def __repr__(self) -> str:
        return f"CardEntry({self.brand.value})"


def read_entry(texts: Mapping[str, object], *, today: date) -> CardEntry | list[Fault]:
    """The card that stands in ``number``, ``expiry``, ``security_code`` and ``name``, or every
    fault found, at most one a field."""
    faults: list[Fault] = []
    values = {name: texts.get(name, "") for name in FIELDS}
    number = _read_number(values["number"], faults)
    expiry = read_expiry(values["expiry"], today=today, faults=faults)
    rule = brand_rule(number) if number else None
    code = read_code(values["security_code"], rule=rule, faults=faults)
    name = _read_name(values["name"], faults)
    if faults or number is None or expiry is None or code is None or rule is None:
        return faults
    return CardEntry(number, rule.brand, expiry[0], expiry[1], code, name)


def _read_number(value: object, faults: list[Fault]) -> str | None:
    fault = number_fault(value)
    if fault is not None:
        faults.append(Fault("number", fault))
        return None
    return _without_gaps(str(value))


def number_fault(value: object) -> str | None:
    """What is wrong with a card number; None if nothing is."""
    if not isinstance(value, str) or not value.strip():
        return "number_missing"
    if has_hidden_characters(value):
        return "number_hidden_characters"
    digits = _without_gaps(value)
    if not digits.isascii() or not digits.isdigit():
        return "number_not_digits"
    if len(digits) < 13:
        return "number_too_short"
    if len(digits) > 19:
        return "number_too_long"
    rule = brand_rule(digits)
    if rule is None:
        return "number_brand_unknown"
    if len(digits) not in rule.lengths:
        return "number_length_wrong"
    if not check_digit_is_right(digits):
        return "number_check_digit"
    return None


def read_expiry(value: object, *, today: date, faults: list[Fault]) -> tuple[int, int] | None:
    """Month and four-digit year of ``MM/YY`` (also ``MM/YYYY``, ``MMYY``, gaps, hyphen)."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        faults.append(Fault("expiry", "expiry_missing"))
        return None
    match = re.fullmatch(
        r"([0-9]{1,2})\s*[/-]\s*((?:20)?[0-9]{2})|([0-9]{2})((?:20)?[0-9]{2})", text
    )
    month = int(match[1] or match[3]) if match else 0
    if match is None or not 1 <= month <= 12:
        faults.append(Fault("expiry", "expiry_not_a_date"))
        return None
    year = 2000 + int(match[2] or match[4]) % 100
    if (year, month) < (today.year, today.month):
        faults.append(Fault("expiry", "expiry_past"))
        return None
    if year > today.year + FARTHEST_YEARS:
        faults.append(Fault("expiry", "expiry_too_far"))
        return None
    return month, year


def read_code(value: object, *, rule: BrandRule | None, faults: list[Fault]) -> str | None:
    """The security code, as long as the brand has it (None: not known); empty where it may be."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        if rule is not None and not rule.code_required:
            return ""
        faults.append(Fault("security_code", "code_missing"))
        return None
    wanted = {rule.code_digits} if rule is not None else {3, 4}
    if not text.isascii() or not text.isdigit() or len(text) not in wanted:
        code = "code_not_4_digits" if wanted == {4} else "code_not_3_digits"
        faults.append(Fault("security_code", code))
        return None
    return text


def _read_name(value: object, faults: list[Fault]) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if len(text) < 2:
        faults.append(Fault("name", "name_missing"))
    elif len(text) > NAME_LONGEST:
        faults.append(Fault("name", "name_too_long"))
    elif has_hidden_characters(text):
        faults.append(Fault("name", "name_hidden_characters"))
    elif re.search(r"[0-9]{5}", text):
        faults.append(Fault("name", "name_has_number"))
    return text


def has_hidden_characters(text: str) -> bool:
    """Control and format characters: direction marks, zero-width spaces, line breaks."""
    return any(
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} for character in text
    )


def _without_gaps(text: str) -> str:
    return re.sub(r"[ \u00a0\u2007\u202f-]", "", text)
