import pytest

from fondaco.threeds.validation import check
from tests.rules.threeds.examples import sample

ERRO = sample("flow__testplatform__frictionless__depressivecase__default-handle__erro-ds")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("errorCode", "400"),
        ("errorCode", 404),
        ("errorComponent", "X"),
        ("errorDetail", "x" * 2049),
        ("errorMessageType", "XReq"),
        ("acsTransID", "x"),
    ],
)
def test_an_error_message_is_judged_like_any_other(field: str, value: object) -> None:
    assert [finding.field for finding in check({**ERRO, field: value})] == [field]


@pytest.mark.parametrize(
    "field", ["errorCode", "errorComponent", "errorDescription", "errorDetail"]
)
def test_an_error_message_says_what_and_who(field: str) -> None:
    message = {name: value for name, value in ERRO.items() if name != field}
    assert [finding.code.value for finding in check(message)] == ["201"]
