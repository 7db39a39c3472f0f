from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.issuer.ranges import RANGES, VIRTUAL_PREFIXES, range_of, with_check_digit
from fondaco.kernel.redaction import passes_luhn


def test_ranges_do_not_overlap() -> None:
    for one, other in combinations(RANGES, 2):
        assert not one.covers(other.start)
        assert not other.covers(one.start)
        assert len(one.start) == len(one.end)


@given(st.text("0123456789", min_size=1, max_size=18))
def test_a_check_digit_makes_a_number_valid(digits: str) -> None:
    assert passes_luhn(with_check_digit(digits))


@given(st.integers(0, 10**7 - 1))
def test_virtual_numbers_lie_in_a_range_of_their_network(serial: int) -> None:
    for brand, prefix in VIRTUAL_PREFIXES.items():
        number = with_check_digit(f"{prefix}{serial:07}")
        found = range_of(number)
        assert found is not None
        assert found.brand is brand


def test_a_number_of_another_length_is_in_no_range() -> None:
    assert range_of("424242424242424") is None
    assert range_of("6011000990139424") is None
