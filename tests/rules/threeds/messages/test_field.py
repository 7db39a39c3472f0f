import pytest

from fondaco.threeds.codes import ErrorCode
from fondaco.threeds.errors import Finding
from fondaco.threeds.messages.field import (
    V220,
    Field,
    Part,
    Rule,
    Situation,
    always,
    both,
    either,
    examine,
    in_app,
    in_browser,
    never,
    payment,
    when,
    with_field,
)
from fondaco.threeds.messages.formats import YES_NO


@pytest.mark.parametrize(
    ("rule", "message", "request_", "required"),
    [
        (always, {}, {}, True),
        (never, {}, {}, False),
        (when("a", "1", "2"), {"a": "2"}, {}, True),
        (when("a", "1", "2"), {"a": "3"}, {}, False),
        (when("a", "1"), {}, {"a": "1"}, True),
        (when("a", "1"), {"a": "2"}, {"a": "1"}, False),
        (with_field("a"), {"a": ""}, {}, True),
        (with_field("a"), {}, {"a": "1"}, False),
        (both(always, never), {}, {}, False),
        (either(always, never), {}, {}, True),
        (payment, {}, {}, True),
        (payment, {}, {"messageCategory": "02"}, False),
        (in_browser, {}, {}, True),
        (in_app, {}, {"deviceChannel": "01"}, True),
    ],
)
def test_a_rule_looks_at_the_message_then_its_request_then_what_is_assumed(
    rule: Rule, message: dict[str, object], request_: dict[str, object], required: bool
) -> None:
    assert rule(Situation(message, request_)) is required


FIELDS = (
    Field("must", YES_NO, always),
    Field("may", YES_NO),
    Field("later", YES_NO, always, (V220,)),
    Field("part", Part((Field("inner", YES_NO, always),))),
)


@pytest.mark.parametrize(
    ("message", "version", "expected"),
    [
        ({"must": "Y", "later": "N"}, "2.2.0", []),
        ({"must": "Y", "later": "junk"}, "2.1.0", []),
        ({"must": "Y"}, "2.2.0", [("later", "201")]),
        ({"must": "", "may": ""}, "2.1.0", [("must", "201"), ("may", "203")]),
        ({"must": "Y", "may": None}, "2.1.0", [("may", "203")]),
        ({"must": "Y", "part": {}}, "2.1.0", [("part.inner", "201")]),
        ({"must": "Y", "part": {"inner": 1}}, "2.1.0", [("part.inner", "203")]),
        ({"must": "Y", "part": "x"}, "2.1.0", [("part", "203")]),
        ({"must": "Y", "part": {"inner": "Y", "new": 1}}, "2.1.0", []),
    ],
)
def test_a_message_is_examined_row_by_row(
    message: dict[str, object], version: str, expected: list[tuple[str, str]]
) -> None:
    assert list(examine(FIELDS, Situation(message), version)) == [
        Finding(name, ErrorCode(code)) for name, code in expected
    ]
