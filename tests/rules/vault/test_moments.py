"""Rows by their age."""

from datetime import timedelta

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.vault.moments import first_id


def test_an_id_made_now_is_not_below_this_moments_first_and_below_the_nexts() -> None:
    moment = clock.real_now()
    made = new_id()
    assert first_id(moment - timedelta(milliseconds=5)) <= made
    assert made < first_id(moment + timedelta(seconds=60))
    assert first_id(moment).int >> 80 == int(moment.timestamp() * 1000)
