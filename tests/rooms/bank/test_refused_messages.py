"""Messages that the directory server or the ACS does not take, and what they are answered with."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.bank.acs.models import Authentication
from fondaco.bank.directory.models import MessageRecord
from fondaco.bank.directory.relay import deliver_result
from fondaco.threeds.build import build_creq, build_erro, build_rreq
from fondaco.threeds.codes import (
    AuthenticationMethod,
    ChallengeWindow,
    ErrorCode,
    ErrorComponent,
    MessageCategory,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import encode_form
from tests.rooms.bank.conftest import Peer, Results
from tests.rooms.bank.paying import areq, latest_code, open_page, preq, send

pytestmark = pytest.mark.usefixtures("bank")


@pytest.mark.parametrize("version", ["2.1.0", "2.2.0"])
@pytest.mark.parametrize(
    ("changes", "code", "detail", "component"),
    [
        ({"messageVersion": "2.3.1"}, "102", "2.1.0,2.2.0", "D"),
        ({"messageType": "XReq"}, "101", "messageType", "D"),
        ({"purchaseAmount": ""}, "201", "purchaseAmount", "D"),
        ({"purchaseAmount": "83.90"}, "203", "purchaseAmount", "D"),
        ({"purchaseCurrency": "999"}, "304", "purchaseCurrency", "D"),
        ({"merchantCountryCode": "000"}, "304", "merchantCountryCode", "D"),
        ({"acctNumber": "6011000990139424"}, "305", "acctNumber", "D"),
        ({"purchaseExponent": "3"}, "305", "purchaseCurrency", "A"),
        ({"purchaseCurrency": "004"}, "304", "purchaseCurrency", "D"),
        ({"purchaseAmount": "0"}, "305", "purchaseAmount", "A"),
        ({"purchaseAmount": "1" * 48}, "305", "purchaseAmount", "A"),
        ({"messageCategory": "02"}, "305", "messageCategory", "A"),
        (
            {
                "messageExtension": [
                    {"name": "n", "id": "A1-n", "criticalityIndicator": True, "data": {"a": "b"}}
                ]
            },
            "202",
            "A1-n",
            "D",
        ),
    ],
)
def test_a_request_is_refused_for_what_is_wrong_with_it(
    vault: Peer, version: str, changes: dict[str, Any], code: str, detail: str, component: str
) -> None:
    asked = areq(version=version)
    erro = validate(vault.post("/ds/messages", {**asked, **changes}))
    assert erro.text("messageType") == "Erro"
    assert (erro.text("errorCode"), erro.text("errorDetail")) == (code, detail)
    assert erro.text("errorComponent") == component
    assert erro.text("threeDSServerTransID") == asked.text("threeDSServerTransID")
    assert not Authentication.objects.exists()


def test_what_is_no_request_is_not_taken_by_the_directory(vault: Peer) -> None:
    ares = send(vault, areq())
    creq = build_creq(ares=ares, window=ChallengeWindow.FULL_SCREEN)
    erro = build_erro(
        ProtocolError(ErrorCode.FIELD_MISSING, "mcc"), ares, component=ErrorComponent.SERVER
    )
    for message in (ares, creq, erro):
        answer = validate(vault.post("/ds/messages", dict(message)))
        assert (answer.text("errorCode"), answer.text("errorDetail")) == ("101", "messageType")


def test_an_unknown_card_number_is_written_down_masked_even_when_refused(vault: Peer) -> None:
    send(vault, areq("6011000990139424"))
    assert "6011000990139424" not in str(list(MessageRecord.objects.values_list("content")))


def creq_answer(page: Client, creq: dict[str, object]) -> tuple[int, str, str]:
    """How the ACS's page answers a CReq: status, and the Erro it wrote down."""
    status = page.post("/acs/challenge", {"creq": encode_form(creq)}).status_code
    erro = MessageRecord.objects.filter(message_type="Erro").order_by("-id").first()
    content = erro.content if erro is not None else {}
    return status, content.get("errorCode", ""), content.get("errorDetail", "")


@pytest.mark.parametrize("version", ["2.1.0", "2.2.0"])
@pytest.mark.parametrize(
    ("changes", "code", "detail"),
    [
        ({"acsTransID": str(uuid4())}, "301", "acsTransID"),
        ({"threeDSServerTransID": str(uuid4())}, "301", "threeDSServerTransID"),
        ({"challengeWindowSize": "06"}, "203", "challengeWindowSize"),
        ({"challengeWindowSize": ""}, "201", "challengeWindowSize"),
        ({"messageType": "CRes", "transStatus": "Y"}, "101", "messageType"),
        ({"messageVersion": "1.0.2"}, "102", "2.1.0,2.2.0"),
    ],
)
def test_a_challenge_is_not_opened_by_a_message_that_does_not_fit(
    vault: Peer, page: Client, version: str, changes: dict[str, Any], code: str, detail: str
) -> None:
    ares = send(vault, areq(version=version))
    creq = {**build_creq(ares=ares, window=ChallengeWindow.SMALL), **changes}
    assert creq_answer(page, creq) == (400, code, detail)
    assert Authentication.objects.get().sends == 0


def test_a_challenge_is_not_opened_in_another_version(vault: Peer, page: Client) -> None:
    ares = send(vault, areq(version="2.1.0"))
    creq = {**build_creq(ares=ares, window=ChallengeWindow.SMALL), "messageVersion": "2.2.0"}
    assert creq_answer(page, creq) == (400, "305", "messageVersion")


def test_a_payment_without_a_challenge_has_no_page(vault: Peer, page: Client) -> None:
    ares = send(vault, areq("4000000100000100"))
    assert ares.text("transStatus") == "Y"
    creq = build_creq(ares=ares, window=ChallengeWindow.SMALL)
    assert creq_answer(page, dict(creq))[:2] == (400, "301")


def test_a_challenge_that_is_over_is_not_opened_again(
    vault: Peer, page: Client, results: Results
) -> None:
    ares = send(vault, areq())
    open_page(page, ares).press(code=latest_code(page))
    creq = build_creq(ares=ares, window=ChallengeWindow.SMALL)
    status, code, _ = creq_answer(page, dict(creq))
    assert (status, code) == (400, "305")
    assert len(results.received) == 1


def test_a_result_without_its_method_does_not_pass_the_directory(
    vault: Peer, results: Results
) -> None:
    rreq = build_rreq(
        ares=send(vault, areq()),
        category=MessageCategory.PAYMENT,
        status=TransStatus.DENIED,
        interactions=1,
        reason=TransStatusReason.AUTHENTICATION_FAILED,
    )
    with pytest.raises(ProtocolError) as refused:
        deliver_result(rreq)
    assert (refused.value.code.value, refused.value.detail) == ("201", "authenticationMethod")
    assert not results.received
    method = AuthenticationMethod.SMS_ONE_TIME_CODE.value
    deliver_result(Message({**rreq, "authenticationMethod": method}))
    assert len(results.received) == 1


def test_a_list_is_asked_for_in_either_version(vault: Peer) -> None:
    for version in ("2.1.0", "2.2.0"):
        pres = send(vault, preq(version=version))
        assert (pres.text("messageType"), pres.version) == ("PRes", version)
