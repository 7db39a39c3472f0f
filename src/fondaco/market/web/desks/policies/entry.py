"""The form of a policy, made from the one table of numbers: what it shows, what it reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from fondaco.market.trade.rules.policy import BadPolicy, Policy, from_dict
from fondaco.market.trade.rules.policy_checks import at_bounds, problems
from fondaco.market.trade.rules.policy_numbers import BY_NAME, NUMBERS, Group, Number, Unit
from fondaco.market.trade.rules.policy_values import part_of, parts
from fondaco.market.web.desks.policies.words import (
    GROUPS,
    UNIT_NAMES,
    bounds_words,
    categories,
    part_words,
    problem_words,
)
from fondaco.market.web.shell.choices import currencies
from fondaco.money.amount import BadAmount, Money, parse_amount

SHARES = frozenset({Unit.SHARE, Unit.SHARES_BY_CATEGORY})
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Input:
    """One box of the form. ``kind`` is ``text``, ``tick`` or ``list``."""

    name: str
    label: str
    kind: str
    value: str
    unit: str
    error: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One number with its boxes: one, or one for each tier, currency or category."""

    number: Number
    title: str
    meaning: str
    bounds: str
    inputs: tuple[Input, ...]

    @property
    def filled(self) -> int:
        """How many boxes hold something."""
        return sum(bool(each.value) for each in self.inputs)

    @property
    def is_long(self) -> bool:
        """Whether it has so many boxes that they are folded away, unless one is wrong."""
        return self.number.is_map

    @property
    def has_error(self) -> bool:
        """Whether one of its boxes is wrong."""
        return any(each.error for each in self.inputs)


def sheet(
    policy: Policy, given: Mapping[str, str] | None, errors: Mapping[str, str]
) -> list[tuple[str, list[Asked]]]:
    """The form's groups with their numbers; what was typed stands again where it was refused."""
    names = categories()
    groups: dict[Group, list[Asked]] = {group: [] for group in Group}
    for number in NUMBERS:
        boxes = []
        for part in _offered(number, policy, names):
            name = box_name(number, part)
            value = _shown(number, part_of(policy, number, part), part)
            boxes.append(
                Input(
                    name=name,
                    label=part_words(number, part, names) if part else "",
                    kind=_kind(number),
                    value=given.get(name, "") if given is not None else value,
                    unit=part
                    if number.unit is Unit.AMOUNTS
                    else str(UNIT_NAMES.get(number.unit, "")),
                    error=errors.get(name, ""),
                )
            )
        groups[number.group].append(
            Asked(number, _(number.title), _(number.meaning), bounds_words(number), tuple(boxes))
        )
    return [(str(GROUPS[group]), asked) for group, asked in groups.items()]


def box_name(number: Number, part: str) -> str:
    """The name of a box: ``cover_days``, ``fee_fixed:EUR``, ``tier.reserve_bps:new``."""
    return f"{number.name}:{part}" if part else number.name


def read(given: Mapping[str, str], base: Policy) -> tuple[dict[str, Any], dict[str, str]]:
    """What was typed as a policy's body, and what is wrong with it by box."""
    names = categories()
    body, errors = base.as_dict(), {}
    for number in NUMBERS:
        values: dict[str, Any] = {}
        for part in _offered(number, base, names):
            name = box_name(number, part)
            try:
                value = _typed(number, given.get(name, "").strip(), part)
            except ValueError as error:
                errors[name] = str(error)
                continue
            if value is None:
                continue
            problem = at_bounds(number, part, value)
            if problem is not None:
                errors[name] = problem_words(problem, number)
            values[part] = value
        _put(body, number, values)
    return body, errors or _judged(body, base)


def _judged(body: Mapping[str, Any], base: Policy) -> dict[str, str]:
    try:
        policy = from_dict(base.version + 1, body)
    except BadPolicy as error:
        return {"": str(error)}
    return {
        box_name(BY_NAME[each.name], each.part): problem_words(each, BY_NAME[each.name])
        for each in reversed(problems(policy))
    }


def _offered(number: Number, policy: Policy, names: Mapping[str, str]) -> Sequence[str]:
    held = parts(number, policy)
    if number.unit is Unit.AMOUNTS:
        return tuple(dict.fromkeys((*currencies(), *held)))
    if number.unit in {Unit.SHARES_BY_CATEGORY, Unit.EXCEPTIONS}:
        return tuple(dict.fromkeys((*names, *held)))
    return held


def _kind(number: Number) -> str:
    return {Unit.YES_NO: "tick", Unit.COUNTRIES: "list"}.get(number.unit, "text")


def _shown(number: Number, value: Any, part: str) -> str:
    if value is None:
        return ""
    if number.unit in SHARES:
        return (
            f"{Decimal(value) / 100:f}".rstrip("0").rstrip(".")
            if value % 100
            else str(value // 100)
        )
    if number.unit is Unit.AMOUNTS:
        return str(Money(value, part).to_decimal())
    if number.unit is Unit.COUNTRIES:
        return " ".join(value)
    if number.unit is Unit.YES_NO:
        return "on" if value else ""
    return str(value)


def _typed(number: Number, text: str, part: str) -> Any:
    """The value typed into one box; None where a part was left empty. Raises ``ValueError``."""
    if number.unit is Unit.YES_NO:
        return text == "on"
    if number.unit is Unit.COUNTRIES:
        return tuple(dict.fromkeys(text[: 3 * LONGEST].replace(",", " ").upper().split()))
    if not text and number.is_map:
        return None
    if number.unit is Unit.EXCEPTIONS:
        return text.lower()[:1] if len(text) == 1 else "?"
    if number.unit is Unit.AMOUNTS:
        try:
            return parse_amount(text.replace(",", "."), part).amount_minor
        except BadAmount:
            raise ValueError(_("An amount such as 12.50.")) from None
    if number.unit in SHARES:
        return _bps(text)
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise ValueError(_("A whole number."))
    return int(text)


def _bps(text: str) -> int:
    try:
        bps = Decimal(text.replace(",", ".")) * 100
    except InvalidOperation:
        raise ValueError(_("A percentage such as 5 or 2.5.")) from None
    if not bps.is_finite() or bps != bps.to_integral_value() or not 0 <= bps <= 10**6:
        raise ValueError(_("A percentage with two decimals at most, never negative."))
    return int(bps)


def _put(body: dict[str, Any], number: Number, values: dict[str, Any]) -> None:
    owner, _dot, attribute = number.name.rpartition(".")
    if owner == "tier":
        for tier, value in values.items():
            body["tiers"][tier][attribute] = value
        return
    held = body["cases"] if owner == "cases" else body
    if number.is_map:
        held[attribute] = values
    elif "" in values:
        held[attribute] = values[""]
