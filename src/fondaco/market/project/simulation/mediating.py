"""What a mediator decides, from what the case shows and nothing else. Pure."""

from dataclasses import dataclass
from random import Random

from fondaco.market.project.simulation.showing import Strength

ERRS_IN_100 = 4
"""How many of a hundred decisions go the other way than the evidence points."""
REASONS_WITHOUT_RETURN = frozenset({"not_received", "refund_not_paid"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies on the mediator's table. ``weight_share`` is the return's weight, of the goods'
    weight, in per cent; None where nothing came back."""

    reason: str
    is_delivery_proven: bool
    buyer_shows: Strength
    seller_shows: Strength
    has_invoice: bool
    seller_answered: bool
    weight_share: int | None
    opening_shows: Strength


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind``: refund, return or nothing; with the reason code that carries it."""

    kind: str
    reason_code: str

    @property
    def is_for_buyer(self) -> bool:
        return self.kind != "nothing"


TEXTS = {
    True: "The evidence of the buyer and what the carrier tells outweigh what the seller showed.",
    False: "What the seller and the carrier show speaks against what the buyer says happened.",
}


def verdict(dice: Random, seen: Seen) -> Verdict:
    """The decision; now and then a mediator errs."""
    right = _by_evidence(seen)
    if dice.randrange(100) >= ERRS_IN_100:
        return right
    if right.is_for_buyer:
        return Verdict("nothing", "defect_not_shown")
    return Verdict("refund", "shared")


def _by_evidence(seen: Seen) -> Verdict:
    if seen.weight_share is not None:
        return _after_return(seen)
    if seen.reason in REASONS_WITHOUT_RETURN:
        if seen.is_delivery_proven:
            return Verdict("nothing", "delivery_proven")
        return Verdict("refund", "no_proof_of_delivery")
    if seen.reason == "counterfeit":
        if seen.has_invoice:
            return Verdict("nothing", "authenticity_shown")
        return Verdict("refund", "authenticity_not_shown")
    return _by_pictures(seen)


def _after_return(seen: Seen) -> Verdict:
    """The carrier weighed what came back: that is harder to forge than a picture."""
    assert seen.weight_share is not None  # noqa: S101 - asked by the caller
    if seen.weight_share < 50:
        return Verdict("nothing", "return_incomplete")
    if seen.opening_shows is Strength.CLEAR and seen.buyer_shows is not Strength.CLEAR:
        return Verdict("nothing", "return_incomplete")
    return Verdict("refund", "return_in_order")


def _by_pictures(seen: Seen) -> Verdict:
    code = "parts_missing" if seen.reason == "missing_parts" else "defect_shown"
    if seen.buyer_shows is Strength.NOTHING:
        return Verdict("nothing", "buyer_did_not_show")
    if seen.buyer_shows is Strength.CLEAR:
        # Nothing goes back where nothing was sent.
        return Verdict("refund" if seen.reason == "missing_parts" else "return", code)
    if seen.seller_shows is Strength.CLEAR:
        return Verdict("nothing", "as_described")
    if not seen.seller_answered or seen.seller_shows is Strength.NOTHING:
        return Verdict("return", "seller_did_not_show")
    return Verdict("nothing", "defect_not_shown")
