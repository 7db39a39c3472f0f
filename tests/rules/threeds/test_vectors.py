"""Recorded messages of other systems: each is taken, or refused for the fields named here."""

import json

import pytest

from fondaco.threeds.checking import judge
from fondaco.threeds.codes import ErrorComponent
from fondaco.threeds.iso import COUNTRIES, CURRENCIES
from fondaco.threeds.validation import Message
from fondaco.threeds.wire import encode, parse
from tests.rules.threeds.examples import VECTORS, sample

# The generator of these AReq drew random codes, so that most are no ISO codes: 304.
BILL, SHIP, SELLER = "billAddrCountry", "shipAddrCountry", "merchantCountryCode"
GIFT = "merchantRiskIndicator.giftCardCurr"
NO_ISO_CODE: dict[str, set[str]] = {
    "visa__3DSS-210-101": {BILL, SHIP, GIFT},
    "visa__3DSS-210-102": {SHIP, GIFT},
    "visa__3DSS-210-103": {BILL, SHIP},
    "visa__3DSS-210-104": {SHIP, GIFT},
    "visa__3DSS-210-105": {BILL, SHIP, GIFT},
    "visa__3DSS-210-106": {BILL, SHIP, GIFT},
    "visa__3DSS-210-301": {BILL, SHIP, SELLER, GIFT},
    "visa__3DSS-210-302": {BILL, SHIP, GIFT},
    "visa__3DSS-210-401": {SHIP, GIFT},
    "visa__3DSS-220-101": {GIFT},
    "visa__3DSS-220-102": {SHIP, GIFT},
    "visa__3DSS-220-103": {BILL, SHIP, GIFT},
    "visa__3DSS-220-104": {GIFT},
    "visa__3DSS-220-105": {SHIP, GIFT},
    "visa__3DSS-220-106": {BILL, SHIP},
    "visa__3DSS-220-107": {BILL, GIFT},
    "visa__3DSS-220-301": {BILL, SHIP, GIFT},
    "visa__3DSS-220-401": {BILL, SHIP, GIFT},
    "visa__3DSS-220-402": {BILL},
    "visa__3DSS-220-403": {BILL, SHIP, GIFT},
    "visa__3DSS-220-404": {BILL, SHIP, GIFT},
    "visa__3DSS-220-501": {SHIP, GIFT},
    "visa__3DSS-220-502": {BILL, GIFT},
    "visa__3DSS-220-503": {BILL, GIFT},
    "visa__3DSS-220-504": {BILL, SHIP, GIFT},
    "visa__3DSS-220-505": {SHIP, GIFT},
    "visa__3DSS-220-601": {BILL, SHIP, GIFT},
    "visa__3DSS-220-602": {BILL, GIFT},
    "visa__3DSS-220-603": {BILL, SHIP, GIFT},
    "visa__3DSS-220-701": {BILL, SHIP, GIFT},
}
CANCEL = "flow__testplatform__challenge__happycase__cardholder-cancel"
REFUSED: dict[str, dict[str, str]] = {
    **{
        f"{flow}__areq": dict.fromkeys(sorted(fields), "304")
        for flow, fields in NO_ISO_CODE.items()
    },
    # An app's AReq came before, so that its result and the receipt must name the SDK's
    # transaction; these were recorded without.
    f"{CANCEL}__rreq": {"sdkTransID": "201"},
    f"{CANCEL}__rres": {"sdkTransID": "201"},
}
NAMES = sorted(path.stem for path in VECTORS.glob("*.json"))


def first_message(name: str) -> dict[str, object]:
    """The AReq or PReq of the recorded transaction; nothing for those themselves."""
    flow, _, kind = name.rpartition("__")
    kind, _, nth = kind.partition("-")
    opening = "preq" if kind == "pres" else "areq"
    second = "-second" if nth == "second" else ""
    before = f"{flow}__{opening}{second}"
    return {} if before == name or before not in NAMES else sample(before)


def raw(name: str) -> bytes:
    return (VECTORS / f"{name}.json").read_bytes()


def test_licence_and_source_stand_beside_the_vectors() -> None:
    assert "Apache License" in (VECTORS / "LICENSE").read_text()
    assert "rbkmoney/three-ds-server" in (VECTORS / "SOURCES.txt").read_text()
    assert len(NAMES) == 96
    assert set(REFUSED) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_message_is_taken_or_refused_for_a_named_field(name: str) -> None:
    verdict = judge(raw(name), request=first_message(name))
    found = {finding.field: finding.code.value for finding in verdict.findings}
    assert found == REFUSED.get(name, {})
    assert verdict.valid == (name not in REFUSED)
    if verdict.erro is not None:
        assert verdict.erro.text("errorDetail") == ",".join(
            finding.field for finding in verdict.findings
        )


@pytest.mark.parametrize("name", sorted(set(REFUSED)))
def test_the_named_fields_are_all_that_is_wrong_with_it(name: str) -> None:
    mended = sample(name)
    for path, code in REFUSED[name].items():
        target, field = mended, path
        if "." in path:
            outer, _, field = path.partition(".")
            inner = target[outer]
            assert isinstance(inner, dict)
            target = inner
        if code == "304":
            assert target[field] not in COUNTRIES & CURRENCIES
            target[field] = "840"
        else:
            target[field] = first_message(name)[field]
    assert judge(encode(mended), request=first_message(name)).valid


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_message_survives_reading_and_writing(name: str) -> None:
    message = parse(raw(name))
    assert message == json.loads(raw(name))
    assert parse(encode(message)) == message
    assert parse(encode(Message(message))) == message


def test_taken_for_a_browsers_an_apps_answer_lacks_the_address_of_the_challenge() -> None:
    verdict = judge(raw(f"{CANCEL}__ares"))
    assert [(one.field, one.code.value) for one in verdict.findings] == [("acsURL", "201")]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("__rreq")])
def test_the_directory_refuses_a_result_without_the_method_that_it_keeps(name: str) -> None:
    verdict = judge(raw(name), request=first_message(name), receiver=ErrorComponent.DIRECTORY)
    refused = "authenticationMethod" not in sample(name)
    found = {finding.field for finding in verdict.findings}
    assert ("authenticationMethod" in found) is refused
    assert refused is (name != f"{CANCEL}__rreq")


def test_every_type_and_version_is_among_the_vectors() -> None:
    seen = {
        (str(sample(name)["messageType"]), str(sample(name)["messageVersion"])) for name in NAMES
    }
    both = {"AReq", "ARes", "PReq", "PRes", "RReq", "RRes"}
    assert {kind for kind, version in seen if version == "2.1.0"} == both | {"Erro"}
    assert {kind for kind, version in seen if version == "2.2.0"} == both | {"CReq", "CRes"}
