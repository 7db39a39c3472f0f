"""Check digits of trade item numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.gtin import clean_gtin, gtin_14


def with_check_digit(body: str) -> str:
    """The digits and their GS1 check digit: weights 3, 1, 3 … from the right."""
    total = sum(int(d) * (3 if place % 2 == 0 else 1) for place, d in enumerate(reversed(body)))
    return body + str(-total % 10)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4006381333931", "4006381333931"),
        ("4 006381-333931", "4006381333931"),
        ("04006381333931", "4006381333931"),
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
    ],
)
def test_a_right_number_is_read_in_any_writing(text: str, digits: str) -> None:
    assert clean_gtin(text) == digits


@pytest.mark.parametrize(
    "text", ["", "4006381333932", "123", "400638133393X", "٤٠٠٦٣٨١٣٣٣٩٣١", "00000000", "1" * 15]
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no GTIN"):
        clean_gtin(text)


@given(st.text("0123456789", min_size=12, max_size=12).filter(lambda body: body.strip("0")))
def test_one_wrong_digit_is_always_seen(body: str) -> None:
    right = with_check_digit(body)
    assert gtin_14(clean_gtin(right)) == right.zfill(14)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    with pytest.raises(ValueError, match="no GTIN"):
        clean_gtin(wrong)
