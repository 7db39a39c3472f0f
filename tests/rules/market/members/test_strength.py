"""Which passwords are good enough, and what the advice says."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from fondaco.market.members.strength import advise, is_common


@pytest.mark.parametrize(
    "password", ["lantern ferry mossy quilt", "9xKq!vR2-tLw7", "каша-парус-мята-42"]
)
def test_long_unrelated_words_and_random_letters_are_good_enough(password: str) -> None:
    assert advise(password).good_enough


@pytest.mark.parametrize(
    "password",
    ["", "short", "password1234", "aaaaaaaaaaaaaaaa", "qwertyuiop12", "123456789012", "a" * 257],
)
def test_short_common_and_patterned_passwords_are_not(password: str) -> None:
    advice = advise(password)
    assert not advice.good_enough
    assert all(str(problem) for problem in advice.problems)


def test_eight_characters_are_enough_with_a_second_factor_only() -> None:
    password = "vR2-tLw7q"
    assert not advise(password).good_enough
    assert advise(password, has_second_factor=True).good_enough


def test_one_s_own_name_and_address_count_as_known_words() -> None:
    about = ["ana.lima@example.org", "Ana Lima"]
    assert not advise("ana.lima@example.org", about_the_person=about).good_enough


@pytest.mark.parametrize("password", ["password", "DRAGON", "letmein"])
def test_the_bundled_list_knows_common_passwords_in_any_case(password: str) -> None:
    assert is_common(password)


@hypothesis_settings(max_examples=30)
@given(st.text(max_size=80))
def test_any_text_gets_advice_or_none(password: str) -> None:
    assert 0 <= advise(password).score <= 4
