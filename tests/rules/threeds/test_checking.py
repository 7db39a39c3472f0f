import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.checking import RECEIVERS, judge
from fondaco.threeds.codes import ErrorCode, MessageType
from fondaco.threeds.iso import MERCHANT_CATEGORIES
from fondaco.threeds.validation import validate
from fondaco.threeds.wire import MAX_BYTES, encode
from tests.rules.threeds.examples import OTHER_ID, areq, ares, rreq, sample


def test_a_valid_message_gets_no_erro() -> None:
    verdict = judge(encode(areq()))
    assert verdict.valid
    assert (verdict.message_type, verdict.version) == (MessageType.AREQ, "2.2.0")
    assert (verdict.error, verdict.erro, verdict.findings) == (None, None, ())


def test_the_erro_is_a_whole_message_from_the_receiver() -> None:
    content = {name: value for name, value in areq().items() if name != "mcc"}
    verdict = judge(encode(content))
    assert verdict.erro is not None
    assert validate(verdict.erro, expected={MessageType.ERRO})
    assert verdict.erro.text("errorComponent") == RECEIVERS[MessageType.AREQ].value
    assert verdict.erro.text("errorMessageType") == "AReq"
    assert verdict.erro.text("threeDSServerTransID") == areq().text("threeDSServerTransID")
    assert verdict.erro.text("errorDetail") == "mcc"


def test_an_erro_is_not_answered_with_an_erro() -> None:
    verdict = judge(b'{"messageType": "Erro", "messageVersion": "2.2.0"}')
    assert not verdict.valid
    assert verdict.erro is None


@pytest.mark.parametrize(
    ("raw", "code", "detail"),
    [
        (b"", "101", "the message is not JSON"),
        (b"[]", "101", "the message is not a JSON object"),
        (b"\xff", "101", "the message is not JSON"),
        (b"{}", "101", "messageType"),
        (b'{"messageType":"AReq","messageType":"AReq"}', "204", "messageType"),
        (b'{"a":{"b":1,"b":2},"a":3}', "204", "b,a"),
        (b'{"a":{"b":1,"b":2},"c":NaN}', "101", "the message is not JSON"),
        (b'{"a":NaN,"a":1}', "101", "the message is not JSON"),
        (b'{"a":1,"a":' + b"[" * 21 + b"]" * 21 + b"}", "101", "the message is nested too deeply"),
        (
            b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            "101",
            "the message is nested too deeply",
        ),
        (b"[" * 100_000, "101", "the message is nested too deeply"),
        (b'{"messageType":"AReq"}', "201", "messageVersion"),
        (b'{"messageType":"AReq","messageVersion":"2.3.1"}', "102", "2.1.0,2.2.0"),
    ],
)
def test_what_is_hardly_a_message_is_refused_as_a_whole(raw: bytes, code: str, detail: str) -> None:
    verdict = judge(raw)
    assert verdict.error is not None
    assert (verdict.error.code.value, verdict.error.detail) == (code, detail)


def test_only_a_list_of_ranges_may_be_large() -> None:
    pres = sample("visa__3DSS-220-001__pres")
    ranges = pres["cardRangeData"]
    assert isinstance(ranges, list)
    large = {**pres, "cardRangeData": ranges * (MAX_BYTES // 200)}
    assert len(encode(large)) > MAX_BYTES
    assert judge(encode(large)).valid
    verdict = judge(encode({**areq(), "future": "x" * MAX_BYTES}))
    assert verdict.error is not None
    assert (verdict.error.code.value, verdict.error.detail) == ("101", "the message is too large")


def test_an_answer_of_another_transaction_is_refused() -> None:
    verdict = judge(encode({**ares(), "threeDSServerTransID": OTHER_ID}), request=areq())
    assert verdict.error is not None
    assert (verdict.error.code.value, verdict.error.detail) == ("301", "threeDSServerTransID")


def test_a_fault_inside_is_said_before_one_against_the_transaction_and_both_are_found() -> None:
    content = {**rreq(), "acsTransID": OTHER_ID, "messageCategory": "02", "transStatus": "C"}
    verdict = judge(encode(content), request=ares())
    assert verdict.error is not None
    assert verdict.error.code is ErrorCode.FORMAT_INVALID
    assert {(one.field, one.code.value) for one in verdict.findings} == {
        ("transStatus", "203"),
        ("acsTransID", "301"),
    }


@pytest.mark.parametrize(
    ("category", "code"), [("5999", None), ("0000", "306"), ("599", "203"), ("", "201")]
)
def test_a_category_that_the_scheme_does_not_use_is_told_from_a_malformed_one(
    category: str, code: str | None
) -> None:
    verdict = judge(encode({**areq(), "mcc": category}), merchant_categories=MERCHANT_CATEGORIES)
    assert [one.code.value for one in verdict.findings] == ([] if code is None else [code])


def test_without_a_list_any_four_digits_are_a_category() -> None:
    assert judge(encode({**areq(), "mcc": "0000"})).valid


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_there_is_a_verdict(raw: bytes) -> None:
    verdict = judge(raw, request=areq())
    assert verdict.valid is False
    assert verdict.error is not None


@given(
    st.sampled_from(sorted(areq())),
    JSON,
)
def test_an_erro_repeats_no_value_of_the_message(field: str, value: object) -> None:
    content = {**areq(), field: value, "cardholderName": "Grace Brewster Hopper"}
    verdict = judge(encode(content))
    if verdict.erro is not None:
        told = json.dumps(dict(verdict.erro))
        assert areq().text("acctNumber") not in told
        assert "Hopper" not in told
