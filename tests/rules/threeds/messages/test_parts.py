import pytest

from fondaco.threeds.messages.field import Part
from fondaco.threeds.messages.parts import (
    CUSTOMER_ACCOUNT,
    EXTENSION,
    PHONE,
    PRIOR_AUTHENTICATION,
    RENDERING,
    REQUESTOR_AUTHENTICATION,
    envelope,
    identifiers,
)


@pytest.mark.parametrize(
    ("part", "value", "faulty"),
    [
        (PHONE, {"cc": "49", "subscriber": "1701234567"}, []),
        (PHONE, {"cc": "+49", "subscriber": "1" * 16}, ["x.cc", "x.subscriber"]),
        (RENDERING, {"acsInterface": "01", "acsUiTemplate": "05"}, []),
        (RENDERING, {"acsInterface": "03"}, ["x.acsInterface", "x.acsUiTemplate"]),
        (PRIOR_AUTHENTICATION, {}, []),
        (PRIOR_AUTHENTICATION, {"threeDSReqPriorRef": "r" * 37}, ["x.threeDSReqPriorRef"]),
        (CUSTOMER_ACCOUNT, {"txnActivityDay": "1000"}, ["x.txnActivityDay"]),
        (EXTENSION, {"name": "n", "id": "i", "criticalityIndicator": False, "data": {"a": 1}}, []),
        (
            EXTENSION,
            {"name": "n" * 65, "id": "i", "criticalityIndicator": "false"},
            ["x.name", "x.criticalityIndicator", "x.data"],
        ),
    ],
)
def test_a_part_is_judged_by_its_own_fields(
    part: Part, value: dict[str, object], faulty: list[str]
) -> None:
    assert [finding.field for finding in part.faults(value, "x", "2.2.0")] == faulty


@pytest.mark.parametrize(("version", "taken"), [("2.1.0", False), ("2.2.0", True)])
def test_signed_fido_data_exist_since_2_2_0(version: str, taken: bool) -> None:
    faults = list(REQUESTOR_AUTHENTICATION.faults({"threeDSReqAuthMethod": "07"}, "x", version))
    assert (faults == []) is taken


def test_shared_rows_carry_their_names() -> None:
    assert [row.name for row in envelope("AReq")] == ["messageType", "messageVersion"]
    assert [row.name for row in identifiers("acsTransID", "dsTransID")] == [
        "acsTransID",
        "dsTransID",
    ]
