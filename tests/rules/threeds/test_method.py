import pytest

from fondaco.threeds.codes import ErrorCode, MethodCompletion
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.method import (
    MethodRequest,
    build_method_callback,
    build_method_request,
    completion,
    read_method_callback,
    read_method_request,
)
from fondaco.threeds.wire import encode_form
from tests.rules.threeds.examples import TRANS_ID

REQUEST = MethodRequest(TRANS_ID, "https://vault.example/3ds/method")


def test_what_the_page_posts_is_what_the_acs_reads() -> None:
    text = build_method_request(REQUEST)
    assert "=" not in text
    assert read_method_request(text) == REQUEST
    assert read_method_request(text + "=" * (-len(text) % 4)) == REQUEST


def test_the_callback_names_its_transaction() -> None:
    assert read_method_callback(build_method_callback(TRANS_ID)) == TRANS_ID


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        ({}, ErrorCode.FIELD_MISSING, "threeDSServerTransID"),
        ({"threeDSServerTransID": 5}, ErrorCode.FORMAT_INVALID, "threeDSServerTransID"),
        ({"threeDSServerTransID": "x"}, ErrorCode.FORMAT_INVALID, "threeDSServerTransID"),
    ],
)
def test_a_callback_that_names_none_is_refused(
    content: dict[str, object], code: ErrorCode, detail: str
) -> None:
    with pytest.raises(ProtocolError) as refused:
        read_method_callback(encode_form(content))
    assert (refused.value.code, refused.value.detail) == (code, detail)


def test_a_request_without_an_address_to_call_back_is_refused() -> None:
    with pytest.raises(ProtocolError) as refused:
        read_method_request(build_method_request(MethodRequest(TRANS_ID, "javascript:alert(1)")))
    assert refused.value.detail == "threeDSMethodNotificationURL"


@pytest.mark.parametrize(
    ("offered", "called_back", "expected"),
    [(False, False, "U"), (False, True, "U"), (True, False, "N"), (True, True, "Y")],
)
def test_the_request_says_how_the_method_went(
    offered: bool, called_back: bool, expected: str
) -> None:
    assert completion(offered=offered, called_back=called_back) is MethodCompletion(expected)
