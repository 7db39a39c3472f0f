"""Card brands by number range, lengths and code lengths.

Ranges are the schemes' public issuer identification ranges (ISO/IEC 7812-1 numbering). A longer
prefix wins over a shorter one, so that UnionPay's co-branded Discover range stays Discover.
"""

from dataclasses import dataclass

from fondaco.kernel.redaction import passes_luhn
from fondaco.threeds.outcome import Brand


@dataclass(frozen=True, slots=True)
class BrandRule:
    """``ranges``: pairs of equally long prefixes, both included. ``groups``: how a person reads
    the number. ``code_digits``: 4 for American Express, 3 elsewhere; Maestro cards may have none.
    """

    brand: Brand
    name: str
    ranges: tuple[tuple[str, str], ...]
    lengths: frozenset[int]
    groups: tuple[int, ...] = (4, 4, 4, 4, 3)
    code_digits: int = 3
    code_required: bool = True


RULES: tuple[BrandRule, ...] = (
    BrandRule(Brand.VISA, "Visa", (("4", "4"),), frozenset({13, 16, 19})),
    BrandRule(Brand.MASTERCARD, "Mastercard", (("51", "55"), ("2221", "2720")), frozenset({16})),
    BrandRule(
        Brand.MAESTRO,
        "Maestro",
        (("50", "50"), ("56", "58"), ("639", "639"), ("67", "67"), ("6759", "6759")),
        frozenset(range(13, 20)),
        code_required=False,
    ),
    BrandRule(
        Brand.AMEX, "American Express", (("34", "34"), ("37", "37")), frozenset({15}), (4, 6, 5), 4
    ),
    BrandRule(Brand.JCB, "JCB", (("3528", "3589"),), frozenset(range(16, 20))),
    BrandRule(
        Brand.DINERS,
        "Diners Club",
        (("300", "305"), ("3095", "3095"), ("36", "36"), ("38", "39")),
        frozenset(range(14, 20)),
        (4, 6, 4, 5),
    ),
    BrandRule(
        Brand.DISCOVER,
        "Discover",
        (("6011", "6011"), ("644", "649"), ("65", "65"), ("622126", "622925")),
        frozenset(range(16, 20)),
    ),
    BrandRule(Brand.UNIONPAY, "UnionPay", (("62", "62"), ("81", "81")), frozenset(range(16, 20))),
)

BY_BRAND: dict[Brand, BrandRule] = {rule.brand: rule for rule in RULES}


def brand_rule(number: str) -> BrandRule | None:
    """The rule of the brand that a number, or the start of one, belongs to; None if of none."""
    best: tuple[int, BrandRule] | None = None
    for rule in RULES:
        for low, high in rule.ranges:
            start = number[: len(low)]
            fits = len(start) == len(low) and low <= start <= high
            if fits and (best is None or len(low) > best[0]):
                best = (len(low), rule)
    return None if best is None else best[1]


def rule_of(brand: str) -> BrandRule:
    """The rule of a brand by its name across programs; raises ``KeyError``."""
    return BY_BRAND[Brand(brand)]


def grouped(number: str, rule: BrandRule) -> str:
    """The number with spaces as printed on the card."""
    parts, at = [], 0
    for size in rule.groups:
        parts.append(number[at : at + size])
        at += size
    return " ".join(part for part in parts if part)


def check_digit_is_right(number: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1, annex B)."""
    return passes_luhn(number)
