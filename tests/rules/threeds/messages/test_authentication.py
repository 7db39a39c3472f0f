import pytest

from fondaco.threeds.codes import TransStatus
from fondaco.threeds.validation import check
from tests.rules.threeds.examples import areq, ares


def faults(message: dict[str, object], request: dict[str, object] | None = None) -> dict[str, str]:
    found = check(message, request=request or {})
    return {finding.field: finding.code.value for finding in found}


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("acctNumber", "4" * 13, "4" * 20),
        ("purchaseAmount", "0" * 48, "12.50"),
        ("purchaseInstalData", "012", "1"),
        ("purchaseDate", "20240229120000", "20230229120000"),
        ("browserTZ", "-0", "+12345"),
        ("browserLanguage", "zh-Hant", "zh_TW"),
        ("browserColorDepth", "48", "30"),
        ("browserIP", "2001:db8::1", "2001:db8"),
        ("browserJavaEnabled", False, "false"),
        ("notificationURL", "https://a.example/" + "x" * 238, "https://a.example/" + "x" * 239),
        ("cardholderName", "Ada Lovelace", "Zoë"),
        ("threeDSRequestorChallengeInd", "82", "10"),
        ("threeDSRequestorDecMaxTime", "10080", "10081"),
        ("transType", "28", "02"),
        ("acctType", "03", "3"),
        ("mcc", "5999", "599"),
        ("payTokenSource", "01", "03"),
    ],
)
def test_a_request_takes_one_value_and_not_the_other(field: str, good: object, bad: object) -> None:
    assert faults({**areq(), field: good}) == {}
    assert faults({**areq(), field: bad}) == {field: "203"}


@pytest.mark.parametrize(
    ("version", "scripted", "required"),
    [("2.2.0", True, True), ("2.2.0", False, False), ("2.1.0", False, True)],
)
def test_what_only_a_script_can_tell_is_required_from_browsers_that_run_one(
    version: str, scripted: bool, required: bool
) -> None:
    message = {**areq(version), "browserJavascriptEnabled": scripted}
    told = {"browserJavaEnabled", "browserColorDepth", "browserScreenHeight"}
    told |= {"browserScreenWidth", "browserTZ"}
    for name in told:
        del message[name]
    assert set(faults(message)) == (told if required else set())


def test_a_token_is_never_told_to_be_none() -> None:
    message = {**areq(), "payTokenSource": "01", "payTokenInd": False}
    assert faults(message) == {"payTokenInd": "203"}


def test_a_state_needs_its_country() -> None:
    assert faults({**areq(), "billAddrState": "NW"}) == {"billAddrCountry": "201"}


def test_parts_of_a_request_are_judged_inside() -> None:
    message = {
        **areq(),
        "mobilePhone": {"cc": "49"},
        "acctInfo": {"chAccAgeInd": "06", "chAccDate": "20240230"},
        "merchantRiskIndicator": {"giftCardCurr": "999", "giftCardCount": "1"},
    }
    assert faults(message) == {
        "mobilePhone.subscriber": "201",
        "acctInfo.chAccAgeInd": "203",
        "acctInfo.chAccDate": "203",
        "merchantRiskIndicator.giftCardCurr": "304",
        "merchantRiskIndicator.giftCardCount": "203",
    }


def test_an_app_needs_its_sdk_and_no_browser() -> None:
    message = {**areq(), "deviceChannel": "01"}
    missing = faults(message)
    assert set(missing.values()) == {"201"}
    assert {"sdkTransID", "sdkAppID", "sdkEphemPubKey", "deviceRenderOptions"} <= set(missing)
    del message["notificationURL"]
    assert faults(message) == missing


@pytest.mark.parametrize("status", ["D", "I"])
def test_two_statuses_exist_only_since_2_2_0(status: str) -> None:
    message = {**ares(TransStatus.AUTHENTICATED, "2.1.0"), "transStatus": status}
    assert faults(message)["transStatus"] == "203"
    later = {**ares(TransStatus.AUTHENTICATED), "transStatus": status}
    assert "transStatus" not in faults(later)


def test_a_challenge_needs_its_address_type_and_mandate() -> None:
    message = dict(ares())
    for name in ("acsURL", "authenticationType", "acsChallengeMandated"):
        assert faults({key: value for key, value in message.items() if key != name}) == {
            name: "201"
        }


def test_an_answer_is_judged_by_its_request() -> None:
    message = dict(ares(TransStatus.AUTHENTICATED))
    del message["authenticationValue"]
    assert faults(message) == {"authenticationValue": "201"}
    assert faults(message, {"messageCategory": "02"}) == {}


@pytest.mark.parametrize(
    ("version", "reason", "taken"), [("2.1.0", "22", False), ("2.2.0", "22", True)]
)
def test_a_reason_exists_only_in_its_versions(version: str, reason: str, taken: bool) -> None:
    message = {**ares(TransStatus.DENIED, version), "transStatusReason": reason}
    assert (faults(message) == {}) is taken
