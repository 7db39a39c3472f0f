"""A simulated mediator decides by what is on the table, and knows nothing else."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from fondaco.market.project.simulation import mediating
from fondaco.market.project.simulation.mediating import ERRS_IN_100, Seen, Verdict
from fondaco.market.project.simulation.showing import BUYER_WORDS, OPENED_WORDS, Strength, read

CLAIM = Seen(
    reason="damaged",
    is_delivery_proven=True,
    buyer_shows=Strength.CLEAR,
    seller_shows=Strength.NOTHING,
    has_invoice=False,
    seller_answered=True,
    weight_share=None,
    opening_shows=Strength.NOTHING,
)


def usual(seen: Seen) -> Verdict:
    """What is decided when the mediator does not err."""
    dice = Random(1)
    return Counter(mediating.verdict(dice, seen) for _each in range(99)).most_common(1)[0][0]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "return"),
        ({"reason": "missing_parts"}, "refund"),
        ({"buyer_shows": Strength.NOTHING}, "nothing"),
        ({"buyer_shows": Strength.VAGUE, "seller_shows": Strength.CLEAR}, "nothing"),
        ({"buyer_shows": Strength.VAGUE, "seller_answered": False}, "return"),
        ({"reason": "not_received"}, "nothing"),
        ({"reason": "not_received", "is_delivery_proven": False}, "refund"),
        ({"reason": "counterfeit"}, "refund"),
        ({"reason": "counterfeit", "has_invoice": True}, "nothing"),
        ({"weight_share": 8}, "nothing"),
        ({"weight_share": 103}, "refund"),
        (
            {
                "weight_share": 103,
                "buyer_shows": Strength.VAGUE,
                "opening_shows": Strength.CLEAR,
            },
            "nothing",
        ),
    ],
)
def test_the_evidence_decides(change: dict[str, object], kind: str) -> None:
    assert usual(replace(CLAIM, **change)).kind == kind  # type: ignore[arg-type]


def test_now_and_then_a_mediator_errs() -> None:
    dice = Random(4)
    found = Counter(mediating.verdict(dice, CLAIM).is_for_buyer for _each in range(5_000))
    assert 0.5 * ERRS_IN_100 < 100 * found[False] / 5_000 < 2 * ERRS_IN_100


def test_pictures_are_read_by_what_they_show() -> None:
    assert read([]) is Strength.NOTHING
    assert read(["Some words of somebody."]) is Strength.NOTHING
    assert read([BUYER_WORDS[Strength.VAGUE], OPENED_WORDS[Strength.CLEAR]]) is Strength.CLEAR
