import pytest

from fondaco.threeds.build import (
    build_areq,
    build_ares,
    build_erro,
    build_preq,
    build_pres,
    build_rres,
)
from fondaco.threeds.codes import (
    AuthenticationIndicator,
    ChallengeIndicator,
    ErrorCode,
    ErrorComponent,
    MessageCategory,
    MethodCompletion,
    ResultsStatus,
    TransStatus,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.parties import Browser
from fondaco.threeds.validation import check
from fondaco.threeds.versions import CardRange
from fondaco.threeds.wire import encode, parse
from tests.rules.threeds import examples
from tests.rules.threeds.examples import (
    ACS_TRANS_ID,
    BROWSER,
    CARD,
    DS_TRANS_ID,
    OTHER_ID,
    REQUESTOR,
    SERVER,
    TRANS_ID,
)


@pytest.mark.parametrize("version", ["2.1.0", "2.2.0"])
def test_every_message_of_a_challenge_is_valid_in_its_version(version: str) -> None:
    request = examples.areq(version)
    messages = [
        request,
        examples.routed(version),
        examples.ares(version=version),
        examples.creq(version),
        examples.rreq(version=version),
        build_rres(rreq=examples.rreq(version=version)),
    ]
    for message in messages:
        assert message.version == version
        assert message.text("threeDSServerTransID") == TRANS_ID
        assert check(parse(encode(message)), request=request) == []


def test_a_field_of_a_later_version_is_not_sent_in_an_earlier_one() -> None:
    assert "browserJavascriptEnabled" in examples.areq("2.2.0")
    assert "browserJavascriptEnabled" not in examples.areq("2.1.0")


def test_what_is_authorized_is_what_the_cardholder_will_be_shown() -> None:
    request = examples.areq()
    assert request.text("purchaseAmount") == "1250"
    assert request.text("purchaseCurrency") == "978"
    assert request.text("purchaseExponent") == "2"
    assert request.text("merchantName") == "Ada's Looms"
    assert request.text("threeDSRequestorChallengeInd") == "04"


def test_a_card_is_added_without_a_merchant_or_a_purchase() -> None:
    message = build_areq(
        version="2.2.0",
        trans_id=TRANS_ID,
        server=SERVER,
        requestor=REQUESTOR,
        card=CARD,
        browser=Browser("*/*", "Lynx", "en"),
        notification_url="https://vault.example/3ds/return",
        method_completion=MethodCompletion.COMPLETED,
        category=MessageCategory.NON_PAYMENT,
        indicator=AuthenticationIndicator.ADD_CARD,
    )
    assert "transType" not in message
    assert "purchaseAmount" not in message


def test_a_payment_without_purchase_is_never_sent() -> None:
    with pytest.raises(ProtocolError) as refused:
        build_areq(
            version="2.2.0",
            trans_id=TRANS_ID,
            server=SERVER,
            requestor=REQUESTOR,
            merchant=examples.MERCHANT,
            card=CARD,
            browser=BROWSER,
            notification_url="https://vault.example/3ds/return",
            method_completion=MethodCompletion.COMPLETED,
        )
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert refused.value.detail == ("purchaseAmount,purchaseCurrency,purchaseExponent,purchaseDate")


@pytest.mark.parametrize(
    ("indicator", "version", "taken"),
    [("05", "2.2.0", True), ("05", "2.1.0", False), ("04", "2.1.0", True)],
)
def test_a_challenge_wish_exists_only_in_its_versions(
    indicator: str, version: str, taken: bool
) -> None:
    content = {
        **examples.areq(version),
        "threeDSRequestorChallengeInd": ChallengeIndicator(indicator).value,
    }
    assert (check(content) == []) is taken


def test_a_series_of_payments_says_how_long_and_how_often() -> None:
    series = {"threeDSRequestorAuthenticationInd": "03"}
    missing = {finding.field for finding in check({**examples.areq(), **series})}
    assert missing == {"recurringExpiry", "recurringFrequency", "purchaseInstalData"}
    assert examples.areq(
        **series, recurringExpiry="20271124", recurringFrequency="30", purchaseInstalData="12"
    )


@pytest.mark.parametrize("status", [TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED])
def test_an_authenticated_payment_carries_its_proof(status: TransStatus) -> None:
    assert examples.ares(status)
    with pytest.raises(ProtocolError) as refused:
        build_ares(
            areq=examples.routed(),
            acs_trans_id=ACS_TRANS_ID,
            acs_reference_number="ACS-1",
            status=status,
        )
    assert refused.value.detail == "authenticationValue"


@pytest.mark.parametrize("status", ["N", "U", "R"])
def test_a_refusal_carries_its_reason(status: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        build_ares(
            areq=examples.routed(),
            acs_trans_id=ACS_TRANS_ID,
            acs_reference_number="ACS-1",
            status=TransStatus(status),
        )
    assert refused.value.detail == "transStatusReason"


def test_a_result_answers_with_the_same_identifiers() -> None:
    receipt = build_rres(rreq=examples.rreq(), status=ResultsStatus.CREQ_NOT_SENT)
    assert receipt["acsTransID"] == ACS_TRANS_ID
    assert receipt["dsTransID"] == DS_TRANS_ID
    assert receipt["resultsStatus"] == "02"


def test_many_interactions_still_fit_two_digits() -> None:
    assert examples.rreq()["interactionCounter"] == "01"


def test_card_ranges_are_asked_for_and_listed() -> None:
    request = build_preq(version="2.2.0", trans_id=TRANS_ID, server=SERVER, serial_number="7")
    entry = CardRange("4012000000001000", "4012000000001999", ("2.1.0", "2.2.0"))
    answer = build_pres(
        preq=request,
        ds_trans_id=DS_TRANS_ID,
        ds_versions=("2.1.0", "2.2.0"),
        serial_number="8",
        ranges=[entry],
    )
    assert answer["threeDSServerTransID"] == TRANS_ID
    assert answer["cardRangeData"] == [entry.to_data()]
    unchanged = build_pres(
        preq=request, ds_trans_id=DS_TRANS_ID, ds_versions=("2.1.0", "2.2.0"), serial_number="7"
    )
    assert "cardRangeData" not in unchanged


def test_an_error_answers_with_what_could_be_read() -> None:
    received = {
        "messageType": "AReq",
        "messageVersion": "2.1.0",
        "threeDSServerTransID": TRANS_ID,
        "acsTransID": "no uuid",
        "dsTransID": OTHER_ID,
    }
    error = ProtocolError(ErrorCode.FIELD_MISSING, "acctNumber")
    message = build_erro(error, received, component=ErrorComponent.DIRECTORY)
    assert dict(message) == {
        "messageType": "Erro",
        "messageVersion": "2.1.0",
        "threeDSServerTransID": TRANS_ID,
        "dsTransID": OTHER_ID,
        "errorCode": "201",
        "errorComponent": "D",
        "errorDescription": "A required data element is missing.",
        "errorDetail": "acctNumber",
        "errorMessageType": "AReq",
    }


def test_an_error_can_be_told_whatever_names_a_sender_chose() -> None:
    for raw, code in (
        ('{"\\n": 1, "\\n": 2}', "204"),
        ('{"\\ud800": 1, "\\ud800": 2}', "101"),
        ('{"": 1, "": 2}', "204"),
    ):
        with pytest.raises(ProtocolError) as refused:
            parse(raw)
        message = build_erro(refused.value, component=ErrorComponent.ACS)
        assert message["errorCode"] == code
        assert encode(message)


@pytest.mark.parametrize(
    "received", [None, {}, {"messageType": 5, "messageVersion": ["x"], "dsTransID": {}}]
)
def test_an_error_answers_even_what_could_not_be_read(received: dict[str, object] | None) -> None:
    error = ProtocolError(ErrorCode.MESSAGE_INVALID, "not JSON", component=ErrorComponent.DIRECTORY)
    message = build_erro(error, received, component=ErrorComponent.ACS)
    assert message["messageVersion"] == "2.2.0"
    assert message["errorComponent"] == "D"
    assert "errorMessageType" not in message
