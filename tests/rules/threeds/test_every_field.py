"""Every field of every message in both versions, against a sheet written by hand: what is wrong
with one field is answered with the right code and that field's name, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.threeds.checking import judge
from fondaco.threeds.codes import MessageType
from fondaco.threeds.messages.registry import TABLES
from fondaco.threeds.wire import encode
from tests.rules.threeds.oracle.kinds import random_wrong, right, scheme_codes, wrong
from tests.rules.threeds.oracle.messages import inner_parents, paths, put, rows_of, whole, without
from tests.rules.threeds.oracle.sheet import ROWS, SHEETS, VERSIONS, Row

ENVELOPE = {"messageType", "messageVersion"}
FIELDS = [row for row in ROWS if row.path not in ENVELOPE]
MESSAGES = [(message, version) for message in SHEETS for version in VERSIONS]


def title(row: Row) -> str:
    return f"{row.message}-{row.version}-{row.path}"


def findings(content: dict[str, object]) -> list[tuple[str, str]]:
    found = judge(encode(content)).findings
    return sorted({(one.field, one.code.value) for one in found})


@pytest.mark.parametrize(("message", "version"), MESSAGES)
def test_the_sheet_and_the_table_know_the_same_fields(message: str, version: str) -> None:
    table = [row for row in TABLES[MessageType(message)] if version in row.versions]
    known = {
        path for path in paths(table) if not (version == "2.1.0" and path.endswith("acsInfoInd"))
    }
    ours = {row.path for row in rows_of(message, version)}
    if message in {"CReq"}:
        known -= {"sdkTransID"}  # an app's, which has no challengeWindowSize
    assert known == ours


@pytest.mark.parametrize(("message", "version"), MESSAGES)
def test_a_message_with_every_field_at_its_limit_is_valid(message: str, version: str) -> None:
    assert findings(whole(message, version, longest=True)) == []


@pytest.mark.parametrize("row", FIELDS, ids=title)
def test_a_field_is_missing_only_where_it_is_needed(row: Row) -> None:
    content = whole(row.message, row.version)
    for nothing in ("", None):
        code = "201" if row.required else "203"
        assert findings(put(content, row.path, nothing)) == [(row.told, code)]
    expected = [(row.told, "201")] if row.required else []
    assert findings(without(content, row.path)) == expected


@pytest.mark.parametrize("row", FIELDS, ids=title)
def test_a_wrong_value_is_refused_by_its_fields_name(row: Row) -> None:
    for value in wrong(row.kind):
        content = put(whole(row.message, row.version), row.path, value)
        assert findings(content) == [(row.told, "203")], value


@settings(max_examples=600)
@given(st.data())
def test_any_wrong_value_of_any_field_is_refused_by_its_name(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(FIELDS))
    value = data.draw(random_wrong(row.kind))
    content = put(whole(row.message, row.version), row.path, value)
    verdict = judge(encode(content))
    code = "201" if value == "" and row.required else "203"
    assert verdict.error is not None, (row, value)
    assert (verdict.error.code.value, verdict.error.detail) == (code, row.told), (row, value)


@pytest.mark.parametrize("row", [row for row in FIELDS if scheme_codes(row.kind)], ids=title)
def test_codes_left_to_the_schemes_are_taken(row: Row) -> None:
    for value in scheme_codes(row.kind):
        content = put(whole(row.message, row.version), row.path, value)
        assert [one for one in findings(content) if one[0] == row.told] == []


@pytest.mark.parametrize(
    "row", [row for row in FIELDS if row.kind in {"country", "currency"}], ids=title
)
@pytest.mark.parametrize("value", ["000", "999", "001"])
def test_three_digits_that_are_no_iso_code_are_told_from_a_malformed_value(
    row: Row, value: str
) -> None:
    content = put(whole(row.message, row.version), row.path, value)
    assert findings(content) == [(row.told, "304")]


@pytest.mark.parametrize("row", [row for row in FIELDS if "." not in row.path], ids=title)
def test_a_field_that_stands_twice_is_refused_by_its_name(row: Row) -> None:
    raw = encode(whole(row.message, row.version))
    twice = raw[:-1] + f',"{row.path}":"x"}}'.encode()
    verdict = judge(twice)
    assert verdict.error is not None
    assert (verdict.error.code.value, verdict.error.detail) == ("204", row.path)


@pytest.mark.parametrize(("message", "version"), MESSAGES)
def test_the_envelope_has_codes_of_its_own(message: str, version: str) -> None:
    content = whole(message, version)
    for changes, code, detail in (
        ({"messageType": "XReq"}, "101", "messageType"),
        ({"messageType": message.lower()}, "101", "messageType"),
        ({"messageVersion": "2.3.1"}, "102", "2.1.0,2.2.0"),
        ({"messageVersion": ""}, "201", "messageVersion"),
    ):
        error = judge(encode({**content, **changes})).error
        assert error is not None
        assert (error.code.value, error.detail) == (code, detail)


@pytest.mark.parametrize(("message", "version"), MESSAGES)
def test_a_critical_extension_that_nobody_knows_is_refused_by_its_id(
    message: str, version: str
) -> None:
    if message == "Erro":
        return  # an Erro carries none
    content = whole(message, version)
    put(content, "messageExtension[].criticalityIndicator", True)
    put(content, "messageExtension[].id", "A000000004-new")
    assert findings(content) == [("A000000004-new", "202")]
    assert judge(encode(content), extensions={"A000000004-new"}).valid


def test_a_field_of_the_later_version_is_carried_unread_by_the_earlier() -> None:
    for message in SHEETS:
        earlier = {row.path for row in rows_of(message, "2.1.0")}
        for row in rows_of(message, "2.2.0"):
            if row.path not in earlier:
                content = put(whole(message, "2.1.0"), row.path, {"anything": 1})
                assert findings(content) == []


RECURRING = {"recurringExpiry", "recurringFrequency"}
SELLER = {"acquirerBIN", "acquirerMerchantID", "mcc", "merchantCountryCode", "merchantName"}
SUM = {"purchaseAmount", "purchaseCurrency", "purchaseExponent", "purchaseDate"}
SCREEN = {
    "browserJavaEnabled",
    "browserColorDepth",
    "browserScreenHeight",
    "browserScreenWidth",
    "browserTZ",
}
BROWSER = {
    "threeDSCompInd",
    "notificationURL",
    "browserAcceptHeader",
    "browserUserAgent",
    "browserLanguage",
    "browserJavascriptEnabled",
} | SCREEN
SDK = {
    "deviceRenderOptions",
    "sdkAppID",
    "sdkEphemPubKey",
    "sdkMaxTimeout",
    "sdkReferenceNumber",
    "sdkTransID",
}
IN_CHALLENGE = {"acsURL", "authenticationType", "acsChallengeMandated"}

# (message, version or both, what is changed, what is needed now, what no longer is)
CASES: list[tuple[str, str | None, dict[str, Any], set[str], set[str]]] = [
    ("AReq", None, {"threeDSRequestorAuthenticationInd": "02"}, RECURRING, set()),
    (
        "AReq",
        None,
        {"threeDSRequestorAuthenticationInd": "03"},
        RECURRING | {"purchaseInstalData"},
        set(),
    ),
    ("AReq", "2.2.0", {"browserJavascriptEnabled": False}, set(), SCREEN),
    ("AReq", "2.1.0", {"browserJavascriptEnabled": False}, set(), set()),
    ("AReq", "2.2.0", {"threeDSRequestorDecReqInd": "Y"}, {"threeDSRequestorDecMaxTime"}, set()),
    ("AReq", None, {"messageCategory": "02"}, set(), SELLER | SUM),
    (
        "AReq",
        None,
        {"messageCategory": "02", "threeDSRequestorAuthenticationInd": "02"},
        RECURRING,
        SELLER,
    ),
    ("AReq", None, {"deviceChannel": "01"}, SDK, BROWSER),
    (
        "AReq",
        None,
        {"deviceChannel": "03"},
        {"threeRIInd"} | RECURRING,
        BROWSER | {"threeDSRequestorAuthenticationInd"},
    ),
    (
        "AReq",
        None,
        {"deviceChannel": "03", "threeRIInd": "02"},
        {"threeRIInd", "purchaseInstalData"} | RECURRING,
        BROWSER | {"threeDSRequestorAuthenticationInd"},
    ),
    *(("ARes", None, {"transStatus": one}, {"authenticationValue"}, IN_CHALLENGE) for one in "YA"),
    *(("ARes", None, {"transStatus": one}, {"transStatusReason"}, IN_CHALLENGE) for one in "NUR"),
    ("ARes", "2.2.0", {"transStatus": "I"}, set(), IN_CHALLENGE),
    ("ARes", "2.2.0", {"transStatus": "D"}, {"acsDecConInd"}, {"acsURL"}),
    (
        "ARes",
        "2.2.0",
        {"transStatus": "D", "acsDecConInd": "Y"},
        {"acsDecConInd", "cardholderInfo"},
        {"acsURL"},
    ),
    ("RReq", None, {"transStatus": "A"}, set(), {"authenticationType"}),
    ("RReq", None, {"transStatus": "N"}, {"transStatusReason"}, {"authenticationValue"}),
    *(
        (
            "RReq",
            None,
            {"transStatus": one},
            {"transStatusReason"},
            {"authenticationValue", "authenticationType"},
        )
        for one in "UR"
    ),
    ("RReq", None, {"messageCategory": "02"}, set(), {"transStatus", "authenticationValue"}),
]


@pytest.mark.parametrize(("message", "only", "changes", "now", "no_longer"), CASES)
@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_needed_follows_from_the_rest_of_the_message(
    message: str,
    only: str | None,
    changes: dict[str, Any],
    now: set[str],
    no_longer: set[str],
    version: str,
) -> None:
    if only not in {None, version}:
        return
    missing = set()
    for row in rows_of(message, version):
        if row.path in ENVELOPE | set(changes) or "." in row.path:
            continue
        content = without({**whole(message, version), **changes}, row.path)
        missing |= {field for field, code in findings(content) if code == "201"}
    needed = {
        row.path
        for row in rows_of(message, version)
        if row.required and "." not in row.path and row.path not in ENVELOPE | set(changes)
    }
    assert missing == (needed | now) - no_longer - set(changes)


def test_a_right_value_of_every_kind_is_none_of_its_wrong_ones() -> None:
    for kind in {row.kind for row in ROWS} - {"type", "version"}:
        assert repr(right(kind)) not in map(repr, wrong(kind))
    assert inner_parents(rows_of("PRes", "2.2.0")) == {"cardRangeData", "messageExtension"}


def test_a_field_that_only_another_calls_for_is_not_needed_without_it() -> None:
    for message, calling, called in (
        ("AReq", "payTokenInd", "payTokenSource"),
        ("AReq", "billAddrState", "billAddrCountry"),
        ("AReq", "shipAddrState", "shipAddrCountry"),
        ("AReq", "whiteListStatus", "whiteListStatusSource"),
        ("ARes", "whiteListStatus", "whiteListStatusSource"),
        ("RReq", "whiteListStatus", "whiteListStatusSource"),
    ):
        content = without(whole(message, "2.2.0"), called)
        assert findings(content) == [(called, "201")]
        assert findings(without(content, calling)) == []


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("4000000000000000", "4000000000000000", True),
        ("4000000000000001", "4000000000000000", False),
        ("400000000000000", "4000000000000001", False),
    ],
)
def test_a_card_range_ends_after_it_starts(start: str, end: str, fits: bool) -> None:
    content = put(whole("PRes", "2.2.0"), "cardRangeData[].startRange", start)
    put(content, "cardRangeData[].endRange", end)
    assert findings(content) == ([] if fits else [("cardRangeData.endRange", "203")])
