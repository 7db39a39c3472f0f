"""Two addresses are one house however they are written, and empty ones are none."""

import pytest

from fondaco.market.trade.rules.links import same_place

HOME = {"line1": "Via Uno 1", "postcode": "35121", "country": "IT", "city": "Padova"}


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"line1": "VIA  UNO, 1", "postcode": "35 121", "country": "it"}, True),
        ({"line1": "Via Uno 11", "postcode": "35121", "country": "IT"}, False),
        ({"line1": "Via Uno 1", "postcode": "35122", "country": "IT"}, False),
        ({"line1": "Via Uno 1", "postcode": "35121", "country": "ES"}, False),
    ],
)
def test_an_address_is_one_house_however_it_is_written(
    other: dict[str, str], is_same: bool
) -> None:
    assert same_place(HOME, other) is is_same


def test_two_addresses_without_a_street_are_nobodys_house() -> None:
    assert not same_place({}, {})
