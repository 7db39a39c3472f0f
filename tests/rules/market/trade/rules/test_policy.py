"""A policy is whole, has no impossible number, and survives being stored."""

import json
from importlib import import_module
from typing import Any

import pytest

from fondaco.market.trade.rules.policy import BadPolicy, Policy, from_dict


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
        {name: value for name, value in body().items() if name != "cover_days"},
        body(tiers={"trusted": body()["tiers"]["trusted"]}),
        body(tiers={"new": body()["tiers"]["new"] | {"reserve_bps": 10_001}}),
        body(tiers={"new": body()["tiers"]["new"] | {"fee_discount_bps": 501}}),
        body(tiers={"new": {"fee_discount_bps": 0}}),
        body(cases={"offer_days": 7}),
    ],
)
def test_a_policy_that_is_not_whole_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(BadPolicy):
        from_dict(2, broken)


def test_an_unknown_tier_counts_as_new() -> None:
    assert Policy().tier("unheard of") == Policy().tier("new")


def test_a_signature_is_needed_over_the_threshold_and_in_unknown_currencies() -> None:
    policy = Policy()
    assert not policy.needs_signature(25_000, "EUR")
    assert policy.needs_signature(25_001, "EUR")
    assert policy.needs_signature(1, "KWD")
