import pytest

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import DESCRIPTIONS, DETAIL_MAX, Finding, ProtocolError


def test_every_code_has_a_description_of_its_own() -> None:
    assert set(DESCRIPTIONS) == set(ErrorCode)
    assert len(set(DESCRIPTIONS.values())) == len(ErrorCode)


def test_the_gravest_finding_decides_and_names_every_field_that_shares_its_code() -> None:
    error = ProtocolError.of(
        [
            Finding("email", ErrorCode.FORMAT_INVALID),
            Finding("mcc", ErrorCode.FIELD_MISSING),
            Finding("acctNumber", ErrorCode.FIELD_MISSING),
            Finding("mcc", ErrorCode.FIELD_MISSING),
            Finding("purchaseCurrency", ErrorCode.ISO_CODE_INVALID),
        ]
    )
    assert error.code is ErrorCode.FIELD_MISSING
    assert error.detail == "mcc,acctNumber"
    assert len(error.findings) == 5


@pytest.mark.parametrize("length", [10, DETAIL_MAX, DETAIL_MAX + 1, 10_000])
def test_a_detail_never_outgrows_its_field(length: int) -> None:
    error = ProtocolError(ErrorCode.FORMAT_INVALID, "x" * length)
    assert len(error.detail) == min(length, DETAIL_MAX)
