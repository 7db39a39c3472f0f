"""The other parcel is not as described: case, offer, silence, mediation, decision, refund."""

import io
from typing import Any
from uuid import UUID

from fondaco.api_client.api.cases import (
    add_evidence,
    decide_case,
    get_case,
    list_mediation_queue,
    list_shop_cases,
    make_offer,
    open_case,
)
from fondaco.api_client.api.orders import get_order
from fondaco.api_client.models.add_evidence_form import AddEvidenceForm
from fondaco.api_client.models.new_case import NewCase
from fondaco.api_client.models.new_case_reason import NewCaseReason
from fondaco.api_client.models.new_case_wanted import NewCaseWanted
from fondaco.api_client.models.new_decision import NewDecision
from fondaco.api_client.models.new_decision_kind import NewDecisionKind
from fondaco.api_client.models.new_decision_reason_code import NewDecisionReasonCode
from fondaco.api_client.models.new_offer import NewOffer
from fondaco.api_client.models.new_offer_kind import NewOfferKind
from fondaco.api_client.types import File
from fondaco.cli.walkthrough import goods
from fondaco.cli.walkthrough.people import Person
from fondaco.cli.walkthrough.step_4_shipping import wait_for_state
from fondaco.cli.walkthrough.story import (
    ADDRESS,
    CARD_ACCOUNT,
    Story,
    check_moved,
    check_nothing_else,
)
from fondaco.cli.walkthrough.telling import NotAsItShould, expect, money, same

REASONS = (
    "The listing as it was bought says solid brass. The pictures show painted steel with rust at"
    " the foot. The seller was asked and did not answer. The buyer gets everything back."
)


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("The other parcel: not as described")
    _deliver(story)
    case_id = _open(story)
    _bargain(story, case_id)
    _fall_silent(story, case_id)
    _decide(story, case_id)
    _refund(story, case_id)
    _close(story, case_id)


def _deliver(story: Story) -> None:
    for kind in ("in_transit", "out_for_delivery"):
        story.carrier.scan(story.bad_number, kind)
    story.carrier.scan(
        story.bad_number, "delivered", postcode=ADDRESS["postcode"], signed_by="M. Ruiz"
    )
    order = wait_for_state(story, story.bad_order_id, "delivered")
    story.say(f"{order.reference} is delivered at last: the lamp is steel with brass paint")


def _open(story: Story) -> UUID:
    order = story.buyer.api.read(get_order, story.bad_order_id)
    opened = story.buyer.api.write(
        open_case,
        story.bad_order_id,
        body=NewCase(
            line_ids=[line.line_id for line in order.lines],
            reason=NewCaseReason.NOT_AS_DESCRIBED,
            statement="The lamp is painted steel, not solid brass, and it rusts at the foot.",
            wanted=NewCaseWanted.FULL_REFUND,
        ),
    )
    case_id: UUID = opened.case_id
    shots = [
        File(io.BytesIO(goods.picture((214, 206, 190), (120, 96, 70))), "foot.png", "image/png"),
        File(io.BytesIO(goods.picture((206, 200, 188), (96, 90, 84))), "scratch.png", "image/png"),
    ]
    case = story.buyer.api.write(
        add_evidence, case_id, body=AddEvidenceForm(text="Rust, and steel.", pictures=shots)
    )
    same(sum(each.has_picture for each in case.evidence), 2, "pictures in the case")
    held = story.buyer.api.read(get_order, story.bad_order_id)
    expect(held.is_held, "the money of the thing in question is not held")
    expect(case.due_at is not None, "the case waits for nobody")
    story.say(
        f"she opens case {case.reference} with {len(shots)} pictures; the money is held, the"
        f" seller has until {case.due_at:%d %b}: {case.then}"
    )
    return case_id


def _bargain(story: Story, case_id: UUID) -> None:
    due = story.newcomer.api.read(list_shop_cases).items
    expect(any(each.case_id == case_id for each in due), "the seller does not see the case")
    story.newcomer.api.write(
        make_offer,
        case_id,
        body=NewOffer(
            kind=NewOfferKind.PART_REFUND, amount_minor=500, text="Five euro, for the trouble."
        ),
    )
    countered = story.buyer.api.write(
        make_offer,
        case_id,
        body=NewOffer(kind=NewOfferKind.FULL_REFUND, text="It is another lamp. All of it, please."),
    )
    same(countered.state, "counter", "the case's state")
    story.say(f"{story.newcomer.name} offers EUR 5.00; the buyer wants all of it")


def _fall_silent(story: Story, case_id: UUID) -> None:
    case = story.buyer.api.read(get_case, case_id)
    story.say(f"the seller falls silent; on {case.due_at:%d %b}: {case.then}")
    story.world.move_to(case.due_at)
    _wait_for(story, case_id, "mediation")
    story.say("nobody had to press a button: the case is with a mediator")


def _wait_for(story: Story, case_id: UUID, *states: str) -> Any:
    def look() -> Any:
        case = story.buyer.api.read(get_case, case_id)
        return case if case.state in states else None

    return story.world.wait_for(f"the case to be {' or '.join(states)}", look)


def _mediator_of(story: Story, case_id: UUID) -> Person:
    for mediator in story.mediators:
        mediator.sign_in()
        mediator.make_key("account:read", "cases:read", "desk:read", "desk:write")
        mine = mediator.api.read(list_mediation_queue).items
        if any(each.case_id == case_id for each in mine):
            return mediator
    raise NotAsItShould("no mediator has the case")


def _decide(story: Story, case_id: UUID) -> None:
    mediator = _mediator_of(story, case_id)
    case = mediator.api.read(get_case, case_id)
    expect(bool(case.evidence), "the mediator does not see the evidence")
    decided = mediator.api.write(
        decide_case,
        case_id,
        body=NewDecision(
            kind=NewDecisionKind.REFUND,
            amount_minor=case.amount_minor,
            reason_code=NewDecisionReasonCode.DIFFERS_FROM_LISTING,
            text=REASONS,
            evidence_ids=[each.evidence_id for each in case.evidence],
        ),
    )
    same(decided.state, "decided", "the case's state")
    decision = decided.decisions[0]
    story.say(
        f"{mediator.name} (mediator) weighs {len(case.evidence)} pieces of evidence and decides:"
        f" {money(decision.amount_minor, 'EUR')} back. “{decision.reason}”"
    )


def _refund(story: Story, case_id: UUID) -> None:
    order = wait_for_state(story, story.bad_order_id, "refunded")
    same(order.refunded_minor, order.total_minor, "what was refunded")
    settled = story.world.wait_days("the refund to be settled", lambda: _settled(story, case_id))
    fresh = story.tell_money(story.bad_order_id, order.reference)
    check_moved(fresh, "escrow", "refund_in_transit", order.total_minor)
    check_moved(fresh, "refund_in_transit", "acquirer_receivable", order.total_minor)
    check_nothing_else(
        fresh, ("escrow", "refund_in_transit"), ("refund_in_transit", "acquirer_receivable")
    )
    story.say(f"the refund goes to the card she paid with ({settled.network_reference})")
    amount = money(order.total_minor, "EUR").split()[1]
    line = story.cardholder.wait_for_line(CARD_ACCOUNT, story.descriptor, f"+€{amount}")
    story.say(f"on her statement at the bank: {line[:90]}")


def _settled(story: Story, case_id: UUID) -> Any:
    case = story.buyer.api.read(get_case, case_id)
    return next((each for each in case.refunds if each.state == "settled"), None)


def _close(story: Story, case_id: UUID) -> None:
    case = story.buyer.api.read(get_case, case_id)
    story.world.move_to(case.due_at)
    closed = _wait_for(story, case_id, "closed")
    story.say(f"nobody appeals: the case is closed ({closed.outcome.replace('_', ' ')})")
