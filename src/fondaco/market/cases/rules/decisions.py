"""What a mediator may decide, in which words it is given, and who pays return postage."""

from dataclasses import dataclass
from enum import StrEnum

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.cases.rules.reasons import SELLER_PAYS_POSTAGE, Reason

SHORTEST_TEXT = 40
LONGEST_TEXT = 4_000


class Kind(StrEnum):
    """What is decided; ``uphold`` only on appeal."""

    REFUND = "refund"
    RETURN = "return"
    NOTHING = "nothing"
    UPHOLD = "uphold"


REASON_CODES: dict[str, str] = {
    "no_proof_of_delivery": _("The carrier has no proof that the goods reached the buyer."),
    "delivery_proven": _("The carrier proves that the goods were delivered to the address."),
    "differs_from_listing": _("What arrived differs from the listing as it was bought."),
    "as_described": _("What arrived is what the listing as bought described."),
    "defect_shown": _("The evidence shows a defect that was there on arrival."),
    "defect_not_shown": _("The evidence does not show the defect that was claimed."),
    "damaged_on_the_way": _("The goods were damaged before the buyer had them."),
    "authenticity_not_shown": _("The seller did not show where the goods come from."),
    "authenticity_shown": _("The seller showed where the goods come from."),
    "parts_missing": _("Part of what was bought was not in the parcel."),
    "seller_agreed": _("The seller had agreed to this."),
    "buyer_did_not_show": _("The buyer did not send what was asked for."),
    "seller_did_not_show": _("The seller did not send what was asked for."),
    "return_incomplete": _("What came back is not what was sent, or not whole."),
    "return_in_order": _("What came back is what was sent."),
    "shared": _("Both sides bear a part, as the text explains."),
}
"""Reason codes and their sentence; the mediator's own text follows it."""


def contradicted(reason_code: str, *, is_delivery_proven: bool) -> str:
    """What the carrier's scans say against this reason, as a sentence; empty when nothing."""
    if reason_code == "no_proof_of_delivery" and is_delivery_proven:
        return _("The carrier's scans prove this delivery.")
    if reason_code == "delivery_proven" and not is_delivery_proven:
        return _("The carrier's scans do not prove this delivery.")
    return ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as a mediator writes it; ``amount_minor`` counts for a refund only."""

    kind: Kind
    amount_minor: int
    reason_code: str
    text: str


def checked(draft: Draft, *, left_minor: int, paid_back_minor: int, on_appeal: bool) -> Draft:
    """The draft with its amount set; refuses what cannot be carried out or is not explained.

    ``left_minor`` is what may still be refunded, ``paid_back_minor`` what this case gave back
    already: on appeal the amount is the buyer's in all, so both together are its cap.
    """
    if draft.reason_code not in REASON_CODES:
        raise _refused("reason_code", _("Choose the reason that carries the decision."))
    if not SHORTEST_TEXT <= len(draft.text.strip()) <= LONGEST_TEXT:
        raise _refused("text", _("Say which evidence counted and why, in 40 to 4,000 characters."))
    if draft.kind is (Kind.RETURN if on_appeal else Kind.UPHOLD):
        raise _refused("kind", _("This cannot be decided at this point."))
    amount = draft.amount_minor
    cap = left_minor + (paid_back_minor if on_appeal else 0)
    if draft.kind is Kind.RETURN:
        amount = left_minor
    elif draft.kind in {Kind.NOTHING, Kind.UPHOLD}:
        amount = 0
    elif not 0 < amount <= cap:
        raise _refused(
            "amount", _("The amount must be above zero and not more than is left of what was paid.")
        )
    return Draft(draft.kind, amount, draft.reason_code, draft.text.strip())


def _refused(field: str, what: str) -> Refusal:
    return Refusal(
        "decision_invalid",
        what,
        not_done=_("Nothing was decided and no money moved."),
        next_step=_("Correct it and decide again."),
        field=field,
        status=422,
    )


def postage_by(reason: Reason, *, label_by: str) -> str:
    """Who pays return postage: ``seller`` where it is never the buyer's, else who made the
    label, or the buyer without one."""
    if reason in SELLER_PAYS_POSTAGE:
        return "seller"
    return label_by or "buyer"


def agree(first: Kind, first_minor: int, second: Kind, second_minor: int) -> bool:
    """Whether two mediators decided alike: the same kind, and refunds within a tenth."""
    if first is not second:
        return False
    return abs(first_minor - second_minor) * 10 <= max(first_minor, second_minor)
