"""Limits of amounts and tries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.vault.acquirers.rules import MOST_DECLINES, check_left, check_not_tested


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_no_more_than_is_left_can_be_asked_for(asked: int, left: int) -> None:
    if asked <= left:
        check_left(asked_minor=asked, left_minor=left, act="capture")
        return
    with pytest.raises(Refusal) as refused:
        check_left(asked_minor=asked, left_minor=left, act="capture")
    assert refused.value.field == "amount_minor"
    assert refused.value.details == {"left_minor": left}


def test_a_number_declined_again_and_again_has_to_rest() -> None:
    check_not_tested(declines=MOST_DECLINES - 1)
    with pytest.raises(Refusal) as refused:
        check_not_tested(declines=MOST_DECLINES)
    assert refused.value.status == 429
