"""The words of a case fit their columns and are all explained."""

from fondaco.market.cases.rules.words import GUARD_WORDS, Event, Guard, Role, State


def test_every_guard_is_explained() -> None:
    assert set(GUARD_WORDS) == set(Guard)


def test_words_fit_the_columns_they_are_stored_in() -> None:
    assert max(len(state) for state in State) <= 20
    assert max(len(event) for event in Event) <= 24
    assert max(len(role) for role in Role) <= 10
