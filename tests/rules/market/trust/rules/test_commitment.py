"""Commitments: the same from the same, another from anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.commitment import canonical, digest

SALT = bytes(range(32))
bodies = st.dictionaries(st.text(max_size=8), st.none() | st.integers() | st.text(max_size=20))


@given(bodies)
def test_the_order_of_names_changes_nothing(body: dict[str, object]) -> None:
    turned = dict(reversed(list(body.items())))
    assert digest(SALT, "review", body) == digest(SALT, "review", turned)


@given(bodies, bodies)
def test_other_words_have_another_commitment(
    one: dict[str, object], two: dict[str, object]
) -> None:
    same = canonical(one) == canonical(two)
    assert (digest(SALT, "review", one) == digest(SALT, "review", two)) is same


def test_kind_and_salt_are_part_of_it() -> None:
    assert digest(SALT, "review", {}) != digest(SALT, "edit", {})
    assert digest(SALT, "review", {}) != digest(bytes(32), "review", {})
    with pytest.raises(ValueError, match="32 bytes"):
        digest(b"short", "review", {})
