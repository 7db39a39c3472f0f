"""A member of the wrong kind is named, and never becomes an error or a silent default."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.vault.doors import bodies

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
READERS: list[Callable[[dict[str, Any]], object]] = [
    lambda body: bodies.text(body, "x", longest=5),
    lambda body: bodies.choice(body, "x", ("a", "b")),
    lambda body: bodies.amount(body, "x"),
    lambda body: bodies.whole(body, "x", low=0, high=9),
    lambda body: bodies.flag(body, "x"),
    lambda body: bodies.identifier(body, "x"),
    lambda body: bodies.moment(body, "x"),
    lambda body: bodies.part(body, "x"),
]


@given(JSON, st.sampled_from(READERS))
def test_any_value_is_read_or_refused_by_name(
    value: object, reader: Callable[[dict[str, Any]], object]
) -> None:
    refused: list[Refusal] = []
    try:
        reader({"x": value})
    except Refusal as refusal:
        refused.append(refusal)
    assert all((refusal.field, refusal.status) == ("x", 422) for refusal in refused)


@pytest.mark.parametrize("value", [0, -1, 1.0, "100", True, None, 10**15 + 1])
def test_an_amount_is_a_whole_positive_number(value: object) -> None:
    with pytest.raises(Refusal):
        bodies.amount({"amount_minor": value})


@pytest.mark.parametrize("value", ["a\nb", "\x00", "\u202ea", "toolong"])
def test_a_text_is_printable_and_short(value: str) -> None:
    with pytest.raises(Refusal):
        bodies.text({"x": value}, "x", longest=6)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(Refusal):
        bodies.moment({"x": "2026-11-24T10:00:00"}, "x")


def test_a_currency_that_cannot_be_held_is_refused() -> None:
    assert bodies.currency({"currency": "EUR"}) == "EUR"
    with pytest.raises(Refusal):
        bodies.currency({"currency": "XXX"})


def test_digits_are_a_number_where_a_browser_sends_text() -> None:
    assert bodies.whole({"x": "7"}, "x", low=0, high=9) == 7
    assert bodies.whole({}, "x", low=0, high=9) is None


def test_a_prose_has_lines_and_no_other_control_characters() -> None:
    assert bodies.prose({"x": "one\n\ttwo"}, "x", longest=10) == "one\n\ttwo"
    assert bodies.prose({}, "x", longest=10) == ""
    for value in ("\x00", "x" * 11, 7, None, "\u202e"):
        with pytest.raises(Refusal):
            bodies.prose({"x": value}, "x", longest=10)


@pytest.mark.parametrize("value", [None, [], {}, [1], [{}, "x"], [{}] * 4])
def test_a_list_of_objects_holds_objects_only(value: object) -> None:
    assert len(bodies.objects({"x": [{}, {}]}, "x", most=3)) == 2
    with pytest.raises(Refusal):
        bodies.objects({"x": value}, "x", most=3)
