"""Whose bank account it is, as far as a name tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules.refund_account import same_name

NAMES = st.text("abcdefgñüßøłé ", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Ruiz", "RUIZ MARTA"),
        ("José Álvarez", "JOSE ALVAREZ"),
        ("Marta Ruiz", "Ruiz García, Marta"),
        ("Jürgen Weiß", "JURGEN WEISS"),
        ("Mr. Sean O'Neill", "Sean ONeill"),
        ("Ngozi", "NGOZI"),
        ("王小明", "王小明"),
        ("Søren Łuczak", "Soren Luczak"),
    ],
)
def test_one_person_is_known_by_either_writing(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Ruiz", "Marta"),
        ("Marta Ruiz", "Marta Torres"),
        ("Marta Ruiz", "Ana Ruiz"),
        ("Marta", "Marta Ruiz"),
        ("Marta Ruiz", ""),
        ("", ""),
        ("Mr. Dr.", "Mr. Dr."),
        ("Marta Ruiz", "12345"),
    ],
)
def test_another_name_is_another_person(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(one=NAMES, other=NAMES)
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
