"""Recorded messages: each is taken, or refused for the reason named here."""

import json

import pytest

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.validation import NOTHING_KNOWN, check, validate
from fondaco.threeds.wire import encode, parse
from tests.rules.threeds.examples import SAMPLES, sample

CANCEL = "flow__testplatform__challenge__happycase__cardholder-cancel"

# (sample, the AReq it belongs to, fields refused with their code)
TABLE = [
    ("visa__3DSS-220-001__preq", None, {}),
    ("visa__3DSS-220-001__pres", None, {}),
    # Recorded with random numbers for codes; 304 says that they are no ISO codes.
    (
        "visa__3DSS-220-107__areq",
        None,
        {"billAddrCountry": "304", "merchantRiskIndicator.giftCardCurr": "304"},
    ),
    ("visa__3DSS-220-107__ares", "visa__3DSS-220-107__areq", {}),
    ("visa__3DSS-220-107__creq", "visa__3DSS-220-107__areq", {}),
    ("visa__3DSS-220-107__cres", "visa__3DSS-220-107__areq", {}),
    ("visa__3DSS-220-107__rreq", "visa__3DSS-220-107__areq", {}),
    ("visa__3DSS-220-107__rres", "visa__3DSS-220-107__areq", {}),
    ("visa__3DSS-220-301__ares", None, {}),
    (
        "visa__3DSS-210-301__areq",
        None,
        {
            "billAddrCountry": "304",
            "merchantCountryCode": "304",
            "merchantRiskIndicator.giftCardCurr": "304",
            "shipAddrCountry": "304",
        },
    ),
    (f"{CANCEL}__areq", None, {}),
    (f"{CANCEL}__ares", f"{CANCEL}__areq", {}),
    # Taken for a browser's answer, it lacks the address of the challenge.
    (f"{CANCEL}__ares", None, {"acsURL": "201"}),
    # An app's result must name the SDK's transaction; this one was recorded without.
    (f"{CANCEL}__rreq", f"{CANCEL}__areq", {"sdkTransID": "201"}),
    ("flow__testplatform__frictionless__depressivecase__default-handle__erro-ds", None, {}),
    ("flow__rbkmoneyplatform__preparation__happycase__default-handle__pres", None, {}),
]


@pytest.mark.parametrize(("name", "request_name", "refused"), TABLE)
def test_a_recorded_message_is_taken_or_refused_for_a_named_reason(
    name: str, request_name: str | None, refused: dict[str, str]
) -> None:
    request = NOTHING_KNOWN if request_name is None else sample(request_name)
    findings = check(sample(name), request=request)
    assert {finding.field: finding.code for finding in findings} == {
        field: ErrorCode(code) for field, code in refused.items()
    }


def test_every_sample_stands_in_the_table() -> None:
    assert {path.stem for path in SAMPLES.glob("*.json")} == {name for name, _, _ in TABLE}


@pytest.mark.parametrize("name", sorted({name for name, request, bad in TABLE if not bad}))
def test_a_valid_recorded_message_survives_reading_and_writing(name: str) -> None:
    raw = (SAMPLES / f"{name}.json").read_bytes()
    message = parse(raw)
    assert message == json.loads(raw)
    assert parse(encode(message)) == message
    if name != f"{CANCEL}__ares":
        assert dict(validate(message)) == message
