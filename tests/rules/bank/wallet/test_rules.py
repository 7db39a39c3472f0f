"""Cryptograms of devices."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.issuer.ranges import RANGES, with_check_digit
from fondaco.bank.wallet.rules import PREFIXES, Shown, counter_in, cryptogram, is_genuine

KEY = b"k" * 32
amounts = st.integers(1, 10**15)
counters = st.integers(1, 2**31 - 1)


@given(counters, amounts, st.sampled_from(["EUR", "USD", "JPY"]))
def test_a_cryptogram_is_its_devices_own(counter: int, amount: int, currency: str) -> None:
    shown = Shown(amount, currency)
    made = cryptogram(KEY, "4000181000000004", counter, shown)
    assert len(made) == 28
    assert counter_in(made) == counter
    assert is_genuine(KEY, "4000181000000004", made, shown)
    assert not is_genuine(KEY, "4000181000000004", made, Shown(amount + 1, currency))
    assert not is_genuine(KEY, "4000181000000012", made, shown)
    assert not is_genuine(b"x" * 32, "4000181000000004", made, shown)


@given(st.text(max_size=60))
def test_no_text_is_taken_for_a_cryptogram(text: str) -> None:
    assert not is_genuine(KEY, "4000181000000004", text, Shown(1, "EUR"))


def test_device_numbers_lie_outside_all_ranges() -> None:
    for prefix in PREFIXES.values():
        length = 15 if prefix.startswith("3") else 16
        for filler in ("0", "9"):
            number = with_check_digit(prefix.ljust(length - 1, filler))
            assert len(number) == length
            assert not any(entry.covers(number) for entry in RANGES)
