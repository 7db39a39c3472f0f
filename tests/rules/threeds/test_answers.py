import pytest

from fondaco.threeds.answers import FOLLOWERS, IDENTIFIERS, belongs
from fondaco.threeds.build import build_erro, build_preq, build_pres, build_rres
from fondaco.threeds.codes import ErrorCode, ErrorComponent, MessageType
from fondaco.threeds.errors import Finding, ProtocolError
from fondaco.threeds.validation import Message
from tests.rules.threeds.examples import (
    DS_TRANS_ID,
    OTHER_ID,
    SERVER,
    TRANS_ID,
    areq,
    ares,
    creq,
    cres,
    rreq,
)

PREQ = build_preq(version="2.2.0", trans_id=TRANS_ID, server=SERVER)
PRES = build_pres(preq=PREQ, ds_trans_id=DS_TRANS_ID, ds_versions=("2.1.0", "2.2.0"))
ERRO = build_erro(
    ProtocolError(ErrorCode.FIELD_MISSING, "mcc"), areq(), component=ErrorComponent.DIRECTORY
)
ONE_OF_EACH: dict[MessageType, Message] = {
    MessageType.PREQ: PREQ,
    MessageType.PRES: PRES,
    MessageType.AREQ: areq(),
    MessageType.ARES: ares(),
    MessageType.CREQ: creq(),
    MessageType.CRES: cres(),
    MessageType.RREQ: rreq(),
    MessageType.RRES: build_rres(rreq=rreq()),
    MessageType.ERRO: ERRO,
}
PAIRS = [(before, after) for before, those in FOLLOWERS.items() for after in sorted(those)]


def test_every_request_has_its_own_answer_and_an_erro_has_none() -> None:
    for kind, answer in (("PReq", "PRes"), ("AReq", "ARes"), ("CReq", "CRes"), ("RReq", "RRes")):
        assert {answer, "Erro"} <= FOLLOWERS[MessageType(kind)]
        assert kind not in FOLLOWERS[MessageType(answer)]
    assert not FOLLOWERS[MessageType.ERRO]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_message_belongs_to_those_before_it(before: MessageType, after: MessageType) -> None:
    assert list(belongs(ONE_OF_EACH[after], ONE_OF_EACH[before])) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [(one, two) for one in MessageType for two in MessageType if (one, two) not in PAIRS],
)
def test_a_type_that_cannot_follow_is_refused(before: MessageType, after: MessageType) -> None:
    found = list(belongs(ONE_OF_EACH[after], ONE_OF_EACH[before]))
    assert found == [Finding("messageType", ErrorCode.MESSAGE_INVALID)]


@pytest.mark.parametrize(("before", "after"), PAIRS)
@pytest.mark.parametrize("name", IDENTIFIERS)
def test_an_identifier_that_differs_is_unknown_by_its_name(
    before: MessageType, after: MessageType, name: str
) -> None:
    request, message = ONE_OF_EACH[before], ONE_OF_EACH[after]
    expected = [Finding(name, ErrorCode.TRANSACTION_UNKNOWN)] if name in request else []
    assert list(belongs({**message, name: OTHER_ID}, request)) == expected


def test_identifiers_are_compared_without_regard_to_case() -> None:
    assert list(belongs({**ares(), "threeDSServerTransID": TRANS_ID.upper()}, areq())) == []


def test_another_version_or_category_does_not_fit_the_transaction() -> None:
    for changed, name in (
        ({"messageVersion": "2.1.0"}, "messageVersion"),
        ({"messageCategory": "02"}, "messageCategory"),
    ):
        found = list(belongs({**rreq(), **changed}, areq()))
        assert found == [Finding(name, ErrorCode.TRANSACTION_DATA_INVALID)]


def test_an_erro_may_speak_another_version() -> None:
    assert list(belongs({**ERRO, "messageVersion": "2.1.0"}, areq())) == []


@pytest.mark.parametrize("odd", [None, 5, [], {}, "x"])
def test_what_is_no_message_is_compared_with_nothing(odd: object) -> None:
    assert list(belongs({"messageType": odd}, areq())) == []
    assert list(belongs(ares(), {"messageType": odd})) == []
    assert list(belongs({**ares(), "threeDSServerTransID": odd}, areq())) in (
        [],
        [Finding("threeDSServerTransID", ErrorCode.TRANSACTION_UNKNOWN)],
    )
