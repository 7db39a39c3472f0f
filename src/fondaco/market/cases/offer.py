"""Proposals inside a case, and what either side can do at any time: grant, withdraw.

Accepting carries a proposal out at once, in the same transaction.
"""

from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import money
from fondaco.market.cases.models import Case, Offer
from fondaco.market.cases.moving import Act, check_side, done_before, lock_case, step
from fondaco.market.cases.rules import amounts
from fondaco.market.cases.rules.offers import WANTED, Kind, tied_to_review
from fondaco.market.cases.rules.words import Event, Role
from fondaco.market.trust.rules.screening import screen

LONGEST_TEXT = 2_000
_OUTSIDE = frozenset({"iban", "wallet", "pay_outside"})
"""What a message is only warned of; in an offer it would lead the money past the case."""
_AGREE = {
    Kind.FULL_REFUND: Event.AGREE_REFUND,
    Kind.PART_REFUND: Event.AGREE_REFUND,
    Kind.RETURN_REFUND: Event.AGREE_RETURN,
    Kind.REPLACEMENT: Event.AGREE_REPLACEMENT,
}


def standing_offer(case: Case) -> Offer | None:
    """The latest proposal."""
    return Offer.objects.filter(case=case).order_by("-position").first()


@action
def make_offer(
    *,
    case_id: UUID,
    side: str,
    member_id: UUID,
    kind: str,
    amount_minor: int = 0,
    text: str = "",
    key: str,
) -> None:
    """The side that is waited for proposes something: the seller answers with an offer, the
    buyer counters it. ``nothing`` (seller only) needs a text that says why.

    The same key again changes nothing. Refuses amounts above what is left, and words that tie
    an offer to a review or lead outside.
    """
    case = lock_case(case_id)
    check_side(case, side, member_id)
    if done_before(case, key):
        return
    role = Role(side)
    chosen = _kind(kind, role)
    cleaned = _text(chosen, text)
    amount = amounts.checked(chosen, amount_minor, money.left_minor(case))
    last = standing_offer(case)
    act = Act(key, member_id, cleaned, chosen, amount)
    step(case, Event.OFFER, role, act)
    Offer.objects.create(
        case=case,
        position=last.position + 1 if last else 1,
        side=role,
        author_id=member_id,
        kind=chosen,
        amount_minor=amount,
        text=cleaned,
        made_at=clock.now(),
    )


@action
def accept(*, case_id: UUID, side: str, member_id: UUID, offer_id: UUID, key: str) -> None:
    """Accept the other side's standing proposal: money moves, or the return begins, at once.

    ``offer_id`` names what was read, so that nobody accepts something they have not seen. The
    same key again changes nothing.
    """
    case = lock_case(case_id)
    check_side(case, side, member_id)
    if done_before(case, key):
        return
    offer = standing_offer(case)
    if offer is None or offer.id != offer_id or offer.side == side or offer.kind == Kind.NOTHING:
        raise Refusal(
            "offer_gone",
            _("This proposal does not stand any more."),
            not_done=_("Nothing was accepted and no money moved."),
            next_step=_("Open the case again and read the latest one."),
        )
    case.agreed_minor = offer.amount_minor or None
    act = Act(key, member_id, "", offer.kind, offer.amount_minor)
    step(case, _AGREE[Kind(offer.kind)], Role(side), act)


@action
def grant(*, case_id: UUID, member_id: UUID, key: str) -> None:
    """The seller refunds in full, whatever was proposed. The same key again changes nothing."""
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if not done_before(case, key):
        amount = money.left_minor(case)
        step(case, Event.GRANT, Role.SELLER, Act(key, member_id, amount_minor=amount))


@action
def withdraw(*, case_id: UUID, member_id: UUID, key: str) -> None:
    """The buyer ends the case: the hold is lifted. The same key again changes nothing."""
    case = lock_case(case_id)
    check_side(case, Role.BUYER, member_id)
    if not done_before(case, key):
        step(case, Event.WITHDRAW, Role.BUYER, Act(key, member_id))


def _kind(kind: str, role: Role) -> Kind:
    allowed = (*WANTED, Kind.NOTHING) if role is Role.SELLER else WANTED
    if kind not in allowed:
        raise Refusal(
            "offer_kind",
            _("Choose what you propose."),
            not_done=_("The proposal was not made."),
            field="kind",
            status=422,
        )
    return Kind(kind)


def _text(kind: Kind, text: str) -> str:
    cleaned = text.strip()[:LONGEST_TEXT]
    if kind is Kind.NOTHING and not cleaned:
        raise Refusal(
            "offer_text",
            _("Say why you see it otherwise: the buyer and a mediator will read it."),
            not_done=_("The answer was not sent."),
            field="text",
            status=422,
        )
    if tied_to_review(cleaned):
        raise Refusal(
            "offer_tied_to_review",
            _("An offer may not be tied to a review or a rating."),
            not_done=_("The proposal was not made."),
            next_step=_("Make the same offer without speaking of reviews."),
            field="text",
            status=422,
        )
    screened = screen(cleaned)
    if screened.verdict == "refuse" or not _OUTSIDE.isdisjoint(screened.kinds()):
        raise Refusal(
            "offer_text_screened",
            _("These words ask for card data, codes or a payment outside Fondaco."),
            not_done=_("The proposal was not made."),
            next_step=_("Refunds go through the case only. Take that part out."),
            field="text",
            status=422,
        )
    return cleaned
