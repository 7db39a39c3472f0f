"""A policy is whole, has no impossible number, and survives being stored."""

import ast
import json
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fondaco.market.trade.rules.policy import BadPolicy, CaseTerms, Policy, Tier, from_dict


def body(**changes: Any) -> dict[str, Any]:
    return Policy().as_dict() | changes


def test_a_stored_policy_is_read_back_the_same() -> None:
    assert from_dict(3, json.loads(json.dumps(Policy().as_dict()))) == Policy(version=3)


def test_the_first_version_is_what_fondaco_comes_with() -> None:
    first = import_module("fondaco.market.trade.migrations.0002_first_policy").FIRST
    assert from_dict(1, first) == Policy(version=1)


@pytest.mark.parametrize(
    "broken",
    [
        body(cover_days=-1),
        body(surprise=1),
        body(tiers={"trusted": body()["tiers"]["trusted"]}),
        body(tiers={"new": body()["tiers"]["new"] | {"reserve_bps": 10_001}}),
        body(tiers={"new": body()["tiers"]["new"] | {"fee_discount_bps": 501}}),
        body(tiers={"new": {"fee_discount_bps": 0}}),
        body(cases={"coffee_days": 7}),
        body(cases=[]),
        body(cover_days="soon"),
    ],
)
def test_a_policy_that_is_not_whole_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(BadPolicy):
        from_dict(2, broken)


def test_a_version_stored_before_a_number_existed_has_its_default() -> None:
    old = {name: value for name, value in body().items() if name != "extension_days"}
    old["cases"] = {"offer_days": 9}
    policy = from_dict(2, old)
    assert policy.extension_days == Policy().extension_days
    assert policy.cases == CaseTerms(offer_days=9)


def test_every_number_of_a_policy_is_read_somewhere() -> None:
    rooms = Path(__file__).parents[5] / "src" / "fondaco" / "market"
    own = rooms / "trade" / "rules" / "policy.py"
    read = {"version"} | _names(own, attributes_only=True)
    for path in rooms.rglob("*.py"):
        if "migrations" not in path.parts and path != own:
            read |= _names(path)
    for path in rooms.rglob("*.html"):
        read |= set(re.findall(r"policy\.(?:cases\.)?(\w+)", path.read_text(encoding="utf-8")))
    numbers = {each.name for terms in (Policy, CaseTerms, Tier) for each in fields(terms)}
    assert numbers - read == set()


def _names(path: Path, *, attributes_only: bool = False) -> set[str]:
    """Attributes that a file reads, and strings, since the tables name durations as text."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not attributes_only:
            found.add(node.value)
    return found


def test_an_unknown_tier_counts_as_new() -> None:
    assert Policy().tier("unheard of") == Policy().tier("new")


def test_a_signature_is_needed_over_the_threshold_and_in_unknown_currencies() -> None:
    policy = Policy()
    assert not policy.needs_signature(25_000, "EUR")
    assert policy.needs_signature(25_001, "EUR")
    assert policy.needs_signature(1, "KWD")


def test_every_currency_that_the_terms_know_has_a_small_claim_and_two_signatures() -> None:
    terms = Policy().cases
    for currency, signed in Policy().signature_over.items():
        assert 0 < terms.small_claim[currency] < signed < terms.two_signatures_over[currency]
    assert set(Policy().fee_fixed) <= set(terms.small_claim)
