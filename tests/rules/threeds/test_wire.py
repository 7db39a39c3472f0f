import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.wire import (
    MAX_BYTES,
    encode,
    encode_form,
    from_base64url,
    parse,
    parse_form,
    to_base64url,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_an_object_survives_writing_and_reading(message: dict[str, object]) -> None:
    assert parse(encode(message)) == message
    assert parse_form(encode_form(message)) == message


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'"AReq"',
        b"null",
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 1} {}',
        b"\xff\xfe{}",
        b'{"a": "' + b"x" * MAX_BYTES + b'"}',
        b'{"a":' * 30 + b"1" + b"}" * 30,
        b'{"a":' + b"[" * 100_000,
    ],
)
def test_what_is_no_sensible_json_object_is_refused_as_no_message(raw: bytes) -> None:
    with pytest.raises(ProtocolError) as refused:
        parse(raw)
    assert refused.value.code is ErrorCode.MESSAGE_INVALID


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ('{"a": 1, "a": 1}', "a"),
        ('{"x": {"b": 1, "c": 2, "b": 3, "c": 4}}', "b,c"),
        ('{"x": [{"d": null, "d": null}]}', "d"),
    ],
)
def test_a_name_that_stands_twice_is_refused_by_name(raw: str, names: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        parse(raw)
    assert refused.value.code is ErrorCode.FIELD_DUPLICATE
    assert refused.value.detail == names


@given(st.binary(max_size=60))
def test_base64url_is_written_without_padding_and_read_with_or_without(data: bytes) -> None:
    text = to_base64url(data)
    assert "=" not in text
    if data:
        assert from_base64url(text) == data
        assert from_base64url(urlsafe_b64encode(data).decode()) == data


@pytest.mark.parametrize("text", ["", "===", "ab+/", "a b c", "abcde", "é", "ab\ncd"])
def test_other_text_than_base64url_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        from_base64url(text)
    assert refused.value.code is ErrorCode.FORMAT_INVALID


def test_letters_of_any_script_are_written_as_they_are() -> None:
    message = {"merchantName": "Café 東京"}
    assert "東京".encode() in encode(message)
    assert json.loads(encode(message)) == message
