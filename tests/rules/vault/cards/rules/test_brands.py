"""Which brand a number is of."""

import pytest

from fondaco.threeds.outcome import Brand
from fondaco.vault.cards.rules.brands import (
    BY_BRAND,
    RULES,
    brand_rule,
    check_digit_is_right,
    grouped,
    rule_of,
)


@pytest.mark.parametrize(
    ("number", "brand"),
    [
        ("4242424242424242", Brand.VISA),
        ("5555555555554444", Brand.MASTERCARD),
        ("2221000000000009", Brand.MASTERCARD),
        ("2720999999999996", Brand.MASTERCARD),
        ("6759649826438453", Brand.MAESTRO),
        ("5018000000000009", Brand.MAESTRO),
        ("371449635398431", Brand.AMEX),
        ("341111111111111", Brand.AMEX),
        ("3530111333300000", Brand.JCB),
        ("30569309025904", Brand.DINERS),
        ("36227206271667", Brand.DINERS),
        ("6011000990139424", Brand.DISCOVER),
        ("6221260000000000", Brand.DISCOVER),
        ("6229250000000000", Brand.DISCOVER),
        ("6229260000000000", Brand.UNIONPAY),
        ("6200000000000005", Brand.UNIONPAY),
        ("8100000000000000", Brand.UNIONPAY),
    ],
)
def test_a_number_is_of_its_brand(number: str, brand: Brand) -> None:
    found = brand_rule(number)
    assert found is not None
    assert found.brand is brand


@pytest.mark.parametrize("number", ["", "0", "9", "2220999999999999", "2721000000000004", "1" * 16])
def test_a_number_of_no_brand_has_none(number: str) -> None:
    assert brand_rule(number) is None


def test_the_start_of_a_number_is_enough() -> None:
    found = brand_rule("37")
    assert found is not None
    assert found.brand is Brand.AMEX


def test_every_brand_has_one_rule_whose_ranges_are_of_one_length() -> None:
    assert set(BY_BRAND) == set(Brand)
    for rule in RULES:
        for low, high in rule.ranges:
            assert len(low) == len(high)
            assert low <= high


def test_the_groups_are_those_on_the_card() -> None:
    assert grouped("371449635398431", rule_of("amex")) == "3714 496353 98431"
    assert grouped("4242424242424242", rule_of("visa")) == "4242 4242 4242 4242"


def test_a_wrong_digit_fails_the_check() -> None:
    assert check_digit_is_right("4242424242424242")
    assert not check_digit_is_right("4242424242424241")
