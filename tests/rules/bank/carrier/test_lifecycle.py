import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.carrier.lifecycle import (
    NEXT,
    SCANS,
    is_tracking_number,
    may_follow,
    tracking_number,
    where,
)
from fondaco.kernel.errors import Refusal


def test_every_scan_leads_to_a_state() -> None:
    for state, scans in NEXT.items():
        for kind in SCANS:
            if kind in scans:
                may_follow(state, kind)
                assert kind in NEXT
            else:
                with pytest.raises(Refusal):
                    may_follow(state, kind)


def test_an_unknown_scan_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        may_follow("labelled", "eaten")
    assert caught.value.code == "scan_unknown"


@given(st.integers(0, 10**8 - 1), st.integers(1, 9))
def test_another_check_digit_is_seen(serial: int, shift: int) -> None:
    number = tracking_number(serial)
    assert is_tracking_number(number)
    digit = str((int(number[10]) + shift) % 10)
    assert not is_tracking_number(number[:10] + digit + "IT")


@given(st.text(max_size=14))
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_tracking_number(text) or text == tracking_number(int(text[2:10]))


def test_the_check_digit_is_the_standards() -> None:
    assert tracking_number(47312482) == "TR473124829IT"


def test_a_parcel_is_at_its_address_at_the_end_only() -> None:
    home, address = ("35131", "IT"), ("28013", "ES")
    assert where("accepted", home, address) == home
    assert where("returned", home, address) == home
    assert where("delivered", home, address) == address
