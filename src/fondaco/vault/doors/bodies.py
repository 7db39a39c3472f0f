"""Reading members of a JSON body: a value of the right kind, or a refusal naming it. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from fondaco.kernel.errors import Refusal
from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.money.currency import CURRENCIES


def faulty(name: str, what: str) -> Refusal:
    """A member that is missing or of the wrong kind."""
    return Refusal(
        "field_invalid", f"{name}: {what}", not_done="Nothing was done.", field=name, status=422
    )


def text(body: Mapping[str, Any], name: str, *, longest: int, default: str | None = None) -> str:
    """A string of 1 to ``longest`` printable characters; with ``default`` it may be left out."""
    value = body.get(name)
    if value is None or value == "":
        if default is not None:
            return default
        raise faulty(name, "is missing")
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise faulty(name, f"is no text of at most {longest} characters")
    return value


def prose(body: Mapping[str, Any], name: str, *, longest: int) -> str:
    """A text of several lines; left out is an empty one."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise faulty(name, f"is no text of at most {longest} characters")
    plain = value.replace("\n", "").replace("\r", "").replace("\t", "")
    if plain and not plain.isprintable():
        raise faulty(name, "has characters that can't be shown")
    return value


def objects(body: Mapping[str, Any], name: str, *, most: int) -> list[Mapping[str, Any]]:
    """A list of 1 to ``most`` JSON objects."""
    value = body.get(name)
    if not isinstance(value, list) or not 0 < len(value) <= most:
        raise faulty(name, f"is no list of 1 to {most} objects")
    if not all(isinstance(entry, dict) for entry in value):
        raise faulty(name, "has something in it that is no object")
    return value


def choice(
    body: Mapping[str, Any], name: str, among: Collection[str], default: str | None = None
) -> str:
    """One of the listed strings."""
    value = text(body, name, longest=80, default=default)
    if value not in among:
        raise faulty(name, "is none of " + ", ".join(sorted(among)))
    return value


def amount(body: Mapping[str, Any], name: str = "amount_minor") -> int:
    """A whole positive number of minor units."""
    value = body.get(name)
    if type(value) is not int or not 0 < value <= MAX_AMOUNT_MINOR:
        raise faulty(name, "is no whole positive number of minor units")
    return value


def currency(body: Mapping[str, Any]) -> str:
    """An ISO 4217 code that Fondaco can hold."""
    return choice(body, "currency", CURRENCIES)


def whole(body: Mapping[str, Any], name: str, *, low: int, high: int) -> int | None:
    """A whole number, as JSON number or as digits; None when it is left out."""
    value = body.get(name)
    if value is None or value == "":
        return None
    try:
        number = int(value) if not isinstance(value, bool | float) else None
    except (TypeError, ValueError):
        number = None
    if number is None or not low <= number <= high:
        raise faulty(name, f"is no whole number from {low} to {high}")
    return number


def flag(body: Mapping[str, Any], name: str) -> bool:
    """JSON true or false; left out is false."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise faulty(name, "is neither true nor false")
    return value


def identifier(body: Mapping[str, Any], name: str) -> UUID:
    """A UUID."""
    try:
        return UUID(str(body.get(name)))
    except ValueError:
        raise faulty(name, "is no id") from None


def moment(body: Mapping[str, Any], name: str) -> datetime:
    """An ISO 8601 time with its offset."""
    try:
        value = datetime.fromisoformat(str(body.get(name)))
    except ValueError:
        raise faulty(name, "is no ISO 8601 time") from None
    if value.tzinfo is None:
        raise faulty(name, "has no time zone")
    return value


def part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A JSON object; left out is an empty one."""
    value = body.get(name, {})
    if not isinstance(value, dict):
        raise faulty(name, "is no JSON object")
    return value
