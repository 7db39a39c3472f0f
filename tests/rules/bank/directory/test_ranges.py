import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.directory.ranges import (
    DS_VERSIONS,
    SERIAL_NUMBER,
    card_ranges,
    changed_since,
    route,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.versions import CardRanges, choose_version

LISTED = CardRanges(tuple(card_ranges("https://bank.example/acs/method")), DS_VERSIONS)


def test_versions_follow_the_range() -> None:
    for number, version in (("4242424242424242", "2.2.0"), ("5200828282828210", "2.1.0")):
        found = LISTED.find(number)
        assert found is not None
        assert choose_version(found, ds_versions=DS_VERSIONS) == version


@given(st.text("0123456789", min_size=13, max_size=19))
def test_what_is_listed_is_routed_and_nothing_else(number: str) -> None:
    if LISTED.find(number) is None:
        with pytest.raises(ProtocolError):
            route(number)
    else:
        assert route(number).covers(number)


def test_a_serial_number_never_given_out_is_refused() -> None:
    assert changed_since(None)
    assert not changed_since(SERIAL_NUMBER)
    with pytest.raises(ProtocolError) as caught:
        changed_since("7")
    assert caught.value.code == "307"
