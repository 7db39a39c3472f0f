"""References of transfers, and what comes of money that comes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from fondaco.market.payments.lifecycle import TransferEvent, TransferState
from fondaco.market.payments.rules.transfer import (
    Kept,
    creditor_reference,
    end_of,
    last_day,
    printed,
    references,
    shares,
    take,
)

BASE = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=1, max_size=21)


def test_the_standards_own_example() -> None:
    assert creditor_reference("539007547034") == "RF18539007547034"


@given(base=BASE)
def test_every_reference_is_valid_and_found_again(base: str) -> None:
    reference = creditor_reference(base)
    assert iso11649.is_valid(reference)
    assert reference in references(printed(reference).lower())
    assert reference in references(f"for the lamp: {printed(reference)}")


@given(base=BASE, text=st.text(max_size=40))
def test_a_reference_is_found_whatever_follows(base: str, text: str) -> None:
    reference = creditor_reference(base)
    assert reference in references(f"{reference} {text}")


@given(base=BASE, position=st.integers(2, 24), other=st.sampled_from("0123456789ABCDEF"))
def test_one_wrong_character_makes_no_reference_of_it(base: str, position: int, other: str) -> None:
    reference = creditor_reference(base)
    if position >= len(reference) or reference[position] == other:
        return
    wrong = reference[:position] + other + reference[position + 1 :]
    assert reference not in references(wrong)
    assert wrong not in references(wrong)


@pytest.mark.parametrize("base", ["", "-- ", "A" * 22])
def test_a_reference_has_one_to_21_characters(base: str) -> None:
    with pytest.raises(ValueError, match="1 to 21"):
        creditor_reference(base)


@given(
    state=st.sampled_from(TransferState),
    expected=st.integers(1, 10**9),
    held=st.integers(0, 10**9),
    came=st.integers(1, 10**9),
)
def test_money_pays_or_goes_back_to_the_last_cent(
    state: TransferState, expected: int, held: int, came: int
) -> None:
    held = min(held, expected - 1)
    taking = take(state=state, expected_minor=expected, held_minor=held, came_minor=came)
    assert taking.kept_minor + taking.back_minor == came
    assert held + taking.kept_minor <= expected
    takes = state in {TransferState.WAITING, TransferState.PARTLY}
    assert (taking.event is not None) == takes
    covered = taking.event is TransferEvent.COVERED
    assert covered == (takes and held + came >= expected)


@given(left=st.lists(st.integers(0, 500), max_size=6), wanted=st.integers(1, 2_000))
def test_a_refund_takes_the_newest_money_first_and_no_more_than_is_left(
    left: list[int], wanted: int
) -> None:
    kept = [Kept(number, minor) for number, minor in enumerate(left)]
    if wanted > sum(left):
        with pytest.raises(ValueError, match="more than came"):
            shares(kept, wanted)
        return
    found = shares(kept, wanted)
    assert sum(part for _, part in found) == wanted
    assert all(0 < part <= left[number] for number, part in found)
    assert [number for number, _ in found] == sorted((n for n, _ in found), reverse=True)


def test_the_last_day_counts_business_days() -> None:
    tuesday = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert last_day(tuesday, 5) == date(2026, 12, 1)
    assert last_day(datetime(2026, 12, 4, 9, tzinfo=UTC), 5) == date(2026, 12, 14)
    assert end_of(date(2026, 12, 1), tuesday) == datetime(2026, 12, 2, tzinfo=UTC)
