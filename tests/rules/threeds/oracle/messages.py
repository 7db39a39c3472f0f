"""Whole messages made from the sheet: every field there, every value right."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

from tests.rules.threeds.oracle.kinds import right
from tests.rules.threeds.oracle.sheet import ROWS, Row

# Values that make the whole message one payment in a browser with a challenge.
CHOSEN: dict[str, dict[str, object]] = {
    "AReq": {
        "deviceChannel": "02",
        "messageCategory": "01",
        "threeDSRequestorDecReqInd": "N",
        "browserJavascriptEnabled": True,
    },
    "ARes": {"transStatus": "C"},
    "CReq": {},
    "CRes": {},
    "RReq": {"messageCategory": "01", "transStatus": "Y"},
    "RRes": {},
    "PReq": {},
    "PRes": {
        "cardRangeData[].startRange": "4000000000000000",
        "cardRangeData[].endRange": "4999999999999999",
    },
    "Erro": {},
}


MODEST = 300


def _holder(message: dict[str, object], path: str) -> tuple[dict[str, object], str]:
    """The object that holds the last part of a path, made on the way, and that part."""
    *outer, name = path.split(".")
    target: Any = message
    for part in outer:
        many = part.endswith("[]")
        key = part.removesuffix("[]")
        if many and not (isinstance(target.get(key), list) and isinstance(target[key][0], dict)):
            target[key] = [{}]
        elif not many and not isinstance(target.get(key), dict):
            target[key] = {}
        target = target[key][0] if many else target[key]
    return target, name


def rows_of(message: str, version: str) -> list[Row]:
    """The sheet's rows of one message in one version."""
    return [row for row in ROWS if (row.message, row.version) == (message, version)]


def inner_parents(rows: list[Row]) -> set[str]:
    """Paths that only hold other fields, so that they need no value of their own."""
    return {row.path.rpartition(".")[0].removesuffix("[]") for row in rows if "." in row.path}


def whole(message: str, version: str, *, longest: bool = False) -> dict[str, object]:
    """A message with every field of its version, each with a right value; ``longest`` lets the few
    that may be very long be so."""
    rows = rows_of(message, version)
    parents = inner_parents(rows)
    content: dict[str, object] = {}
    for row in rows:
        if row.path not in parents:
            value = CHOSEN[message].get(row.path, _plain(row))
            if isinstance(value, str) and len(value) > MODEST and not longest:
                value = value[:MODEST]
            put(content, row.path, deepcopy(value))
    return content


def _plain(row: Row) -> object:
    if row.kind == "type":
        return row.message
    return row.version if row.kind == "version" else right(row.kind)


def put(message: dict[str, object], path: str, value: object) -> dict[str, object]:
    """The same message with a value at a path (in the first entry of a list)."""
    target, name = _holder(message, path)
    target[name] = value
    return message


def without(message: dict[str, object], path: str) -> dict[str, object]:
    """The same message without a field."""
    target, name = _holder(message, path)
    del target[name]
    return message


def paths(fields: Any, prefix: str = "") -> Iterator[str]:
    """The paths of a table under test, in the sheet's form."""
    for field in fields:
        yield prefix + field.name
        inner, mark = getattr(field.format, "item", field.format), ""
        if inner is not field.format:
            mark = "[]"
        if hasattr(inner, "fields"):
            yield from paths(inner.fields, f"{prefix}{field.name}{mark}.")


def as_object(value: object) -> dict[str, object]:
    """A value that is known to be a JSON object."""
    return cast("dict[str, object]", value)
