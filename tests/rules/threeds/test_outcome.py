import pytest

from fondaco.threeds.codes import TransStatus
from fondaco.threeds.outcome import MEANINGS, Brand, eci_agrees, outcome


@pytest.mark.parametrize(
    ("status", "usual", "mastercard", "shift", "go_on", "own_risk"),
    [
        ("Y", "05", "02", True, True, False),
        ("A", "06", "01", True, True, False),
        ("N", "07", "00", False, False, False),
        ("U", "07", "00", False, False, True),
        ("R", "07", "00", False, False, False),
        ("I", "07", "00", False, False, True),
        ("C", None, None, False, False, False),
        ("D", None, None, False, False, False),
    ],
)
def test_a_status_means_this_for_an_authorization(
    status: str, usual: str | None, mastercard: str | None, shift: bool, go_on: bool, own_risk: bool
) -> None:
    for brand in Brand:
        meant = outcome(TransStatus(status), brand)
        expected = mastercard if brand in {Brand.MASTERCARD, Brand.MAESTRO} else usual
        assert meant.eci == expected
        assert (meant.liability_shift, meant.may_authorize) == (shift, go_on)
        assert meant.at_own_risk is own_risk
        assert meant.final is (expected is not None)


def test_every_status_has_a_meaning() -> None:
    assert set(MEANINGS) == set(TransStatus)


@pytest.mark.parametrize("brand", Brand)
def test_the_liability_shifts_only_to_what_may_be_authorized(brand: Brand) -> None:
    for status in TransStatus:
        meant = outcome(status, brand)
        assert not meant.liability_shift or meant.may_authorize
        assert not (meant.may_authorize and meant.at_own_risk)


def test_an_eci_that_claims_more_than_its_status_does_not_agree() -> None:
    assert eci_agrees("05", TransStatus.AUTHENTICATED, Brand.VISA)
    assert not eci_agrees("05", TransStatus.DENIED, Brand.VISA)
    assert not eci_agrees("05", TransStatus.AUTHENTICATED, Brand.MASTERCARD)
    assert not eci_agrees("05", TransStatus.CHALLENGE, Brand.VISA)


@pytest.mark.parametrize("eci", ["00", "04", "06", "07"])
def test_mastercard_has_several_numbers_for_nothing_proven(eci: str) -> None:
    for status in (TransStatus.UNAVAILABLE, TransStatus.INFORMATION, TransStatus.DENIED):
        assert eci_agrees(eci, status, Brand.MASTERCARD)
        assert eci_agrees(eci, status, Brand.VISA) is (eci == "07")
    for status in (TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED, TransStatus.CHALLENGE):
        assert not eci_agrees(eci, status, Brand.MASTERCARD)
