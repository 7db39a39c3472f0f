"""Marks, verdicts and averages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.ratings import Marks, rating, verdict

marks = st.integers(1, 5)


@pytest.mark.parametrize(
    ("described", "delivery", "communication", "expected"),
    [(5, 5, 5, "positive"), (4, 4, 4, "positive"), (3, 4, 4, "neutral"), (3, 3, 3, "neutral"),
     (2, 3, 3, "negative"), (None, 5, 3, "positive"), (None, 1, 1, "negative")],
)  # fmt: skip
def test_the_seller_is_rated_by_the_mean_of_their_marks(
    described: int | None, delivery: int, communication: int, expected: str
) -> None:
    given = Marks(described=described, delivery=delivery, communication=communication)
    assert verdict(given) == expected


@given(marks, marks, marks, marks)
def test_the_product_never_changes_what_the_seller_gets(a: int, b: int, c: int, d: int) -> None:
    seller = {"delivery": c, "communication": d}
    assert verdict(Marks(product_rating=a, quality=b, **seller)) == verdict(Marks(**seller))


@given(st.lists(marks, min_size=1, max_size=60))
def test_an_average_is_that_of_the_marks(given: list[int]) -> None:
    found = rating([given.count(stars) for stars in range(5, 0, -1)])
    assert found.count == len(given)
    assert found.average_x100 == pytest.approx(sum(given) * 100 / len(given), abs=0.51)


def test_no_marks_are_no_average() -> None:
    assert rating([0, 0, 0, 0, 0]).average_x100 == 0
