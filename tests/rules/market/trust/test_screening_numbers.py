"""Numbers in messages: normal forms, cards, accounts, wallets, telephones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules import screening_numbers as numbers


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("４１１１", "4111"),
        ("٤١١١", "4111"),
        ("4\u200b1\u200d1", "411"),
        ("one two three four five six", "123456"),
        ("double one three four five six seven", "1134567"),
        ("41O1 is a name", "41O1 is a name"),
        ("4OO12341234I", "40012341234" + "1"),
    ],
)
def test_numbers_are_brought_to_one_form(written: str, plain: str) -> None:
    assert numbers.normalised(written) == plain


@pytest.mark.parametrize("text", ["36 37 38 39 40 41 42", "2019 2020 2021 2022"])
def test_rows_of_sizes_and_years_are_no_card(text: str) -> None:
    assert not numbers.has_card_number(text)


@pytest.mark.parametrize(
    "digits", ["4111111111111112", "4111111111111", "9111111111111111", "0" * 16]
)
def test_a_card_number_needs_range_length_and_check_digit(digits: str) -> None:
    assert not numbers.is_card_number(digits)


def test_an_exempt_number_is_blanked_in_every_grouping_and_padding() -> None:
    for written in ("4006381333931", "4006 3813 3393 1", "04006381333931", "400-638-133-3931"):
        assert numbers.without(f"EAN {written}.", ["4006381333931"]).strip(" .") == "EAN"


@pytest.mark.parametrize("iban", ["DE89370400440532013000", "de89 3704 0044 0532 0130 00"])
def test_an_iban_is_found_where_it_stands(iban: str) -> None:
    text = f"to {iban} please"
    ((start, end),) = numbers.iban_spans(text)
    assert text[start:end] == iban


@given(st.integers(0, 99))
def test_only_one_pair_of_check_digits_makes_an_iban(check: int) -> None:
    found = numbers.iban_spans(f"DE{check:02d}370400440532013000")
    assert bool(found) == (check == 89)


@pytest.mark.parametrize(
    ("word", "is_wallet"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", True),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", False),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", True),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp", False),
        ("bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr", True),
    ],
)
def test_a_wallet_s_check_digits_count(word: str, is_wallet: bool) -> None:
    assert bool(numbers.wallet_spans(word)) is is_wallet


@pytest.mark.parametrize(
    ("text", "is_phone"),
    [
        ("+49 151 12345678", True),
        ("0151 12345678", True),
        ("my number is 612 345 678", True),
        ("order 612345678", False),
        ("612345678", False),
        ("1.299.000,00", False),
        ("2026-11-24", False),
    ],
)
def test_a_bare_row_of_digits_is_a_telephone_only_beside_words_of_calling(
    text: str, is_phone: bool
) -> None:
    assert numbers.has_phone_number(text) is is_phone
