"""The card network and the acquirer: chargebacks, their decisions, refunds that settle late."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from fondaco.kernel.outbox import Event
from fondaco.market.cases import not_mine
from fondaco.market.payments import acquirer_news
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.project.simulation.plans import Goods
from fondaco.market.project.simulation.world import Track, World

CODES = {
    "fraud": "10.4",
    "not_received": "13.1",
    "not_as_described": "13.3",
    "damaged": "13.3",
    "wrong_item": "13.3",
    "missing_parts": "13.3",
    "counterfeit": "13.4",
}
ANSWER_WITHIN = timedelta(days=20)
NEVER_DECIDED_IN_100 = 4
WON_IN_100 = {"fraud": 85, "not_received": 75, "other": 40}
"""How often the seller's side wins against a cardholder who has it, with an answer sent in time."""
WON_WRONGLY_IN_100 = 15


def charge_back(world: World, track: Track) -> None:
    """The cardholder goes to the bank; some tell us first that it was not them."""
    if track.plan.reason == "fraud" and world.dice.random() < 0.4:
        not_mine.report(intent_id=track.intent_id, member_id=track.buyer_id, session_key="")
        world.counts["payments_not_mine"] += 1
        world.after(timedelta(days=world.dice.randrange(6, 20)), open_chargeback, track)
        return
    open_chargeback(world, track)


def open_chargeback(world: World, track: Track) -> None:
    """The acquirer tells of it."""
    plan = track.plan
    case_id = f"NW{plan.number:08d}"
    key = cast(ScriptedGateway, gateway()).capture_key(track.card)
    if not key:
        return
    world.counts["chargebacks"] += 1
    acquirer_news.receive(
        event_id=f"{case_id}:opened",
        kind="chargeback.opened",
        body={
            "chargeback_id": case_id,
            "capture_key": key,
            "reason_code": CODES.get(plan.reason, "13.3"),
            "amount_minor": track.total_minor,
            "answer_until_at": (world.now + ANSWER_WITHIN).isoformat(),
        },
    )
    if world.dice.randrange(100) >= NEVER_DECIDED_IN_100:
        world.after(timedelta(days=world.dice.randrange(25, 90)), decided, track, case_id)


def decided(world: World, track: Track, case_id: str) -> None:
    """The network decides by what was sent to it, mostly rightly."""
    won = world.dice.randrange(100) < _chance(track, case_id)
    world.counts["chargebacks_won" if won else "chargebacks_lost"] += 1
    kind = "chargeback.won" if won else "chargeback.lost"
    acquirer_news.receive(event_id=f"{case_id}:decided", kind=kind, body={"chargeback_id": case_id})


def _chance(track: Track, case_id: str) -> int:
    """Of a hundred such disputes, how many the seller's side wins."""
    if case_id not in cast(ScriptedGateway, gateway()).evidence:
        return 0
    if track.plan.goods is not Goods.RIGHT:
        return WON_WRONGLY_IN_100
    reason = track.plan.reason
    if reason == "not_received" and not track.plan.is_provable:
        return WON_WRONGLY_IN_100
    return WON_IN_100.get(reason, WON_IN_100["other"])


def refund_sent(world: World, news: Event) -> None:
    """A refund that was only accepted settles some days later; a few are refused after all."""
    if news.data.get("route") == "card":
        refund_id = news.subject_id
        if payments.refund(refund_id).state == "sent":
            world.after(timedelta(days=world.dice.randrange(1, 7)), settle_refund, refund_id)


def settle_refund(world: World, refund_id: UUID) -> None:
    """The acquirer tells how the refund ended."""
    refused = world.dice.randrange(100) < 4
    kind = "refund.refused" if refused else "refund.settled"
    acquirer_news.receive(
        event_id=f"{refund_id}:{kind}",
        kind=kind,
        body={"refund_key": f"{refund_id}:refund", "response_code": "14" if refused else "00"},
    )
