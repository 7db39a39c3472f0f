"""Mediators at work: they read what the case shows, ask, decide, sign for each other."""

from datetime import timedelta
from uuid import UUID

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import decide, mediate, queries
from fondaco.market.cases.values import CaseView
from fondaco.market.project.simulation import mediating, showing
from fondaco.market.project.simulation.mediating import TEXTS, Seen, Verdict
from fondaco.market.project.simulation.world import Track, World
from fondaco.market.trade import queries as trade

NEVER_DECIDES_IN_100 = 5
ASKS_IN_100 = 12
QUESTION = "Please show what was in the parcel, with its label."


def note(world: World, case_id: UUID, name: str, state: str) -> None:
    """Keep when a case came to a mediator, and how long it took to be decided there."""
    for cases, holds in (
        (world.open_cases, name != "case.closed"),
        (world.mediating, name != "case.closed" and state in {"mediation", "appeal"}),
    ):
        (cases.add if holds else cases.discard)(case_id)
    if state == "mediation" and case_id not in world.begun:
        world.begun[case_id] = world.now
        world.mediation_days[(world.now - world.begins_at).days] += 1
    if name in {"case.decided", "case.closed"} and case_id in world.begun:
        if case_id not in world.decided:
            took = world.now - world.begun[case_id]
            world.mediation_hours.append(int(took.total_seconds()) // 3_600)
        world.decided.add(case_id)


def turn(world: World, track: Track, case_id: UUID, state: str) -> None:
    """A case waits for the house."""
    dice = world.dice
    if state == "card_fraud":
        if dice.random() < 0.5:
            world.after(timedelta(hours=dice.randrange(4, 60)), resolve, case_id)
        return
    if dice.randrange(100) < NEVER_DECIDES_IN_100:
        return
    stage = len(queries.case(case_id, side="mediator").steps)
    if state == "mediation" and dice.randrange(100) < ASKS_IN_100:
        world.after(timedelta(hours=dice.randrange(5, 60)), ask, case_id, stage)
        return
    world.after(timedelta(hours=dice.randrange(8, 150)), judge, track, case_id, stage)


def ask(world: World, case_id: UUID, stage: int) -> None:
    """Let a side show more, before deciding."""
    view = queries.case(case_id, side="mediator")
    if view.state != "mediation" or view.mediator_id is None:
        return
    side = world.dice.choice(("buyer", "seller"))
    mediate.ask_evidence(
        case_id=case_id,
        mediator_id=view.mediator_id,
        side=side,
        text=QUESTION,
        key=f"ask:{stage}",
    )


def judge(world: World, track: Track, case_id: UUID, stage: int) -> None:
    """Decide by what is on the table; a large amount waits for a second signature."""
    view = queries.case(case_id, side="mediator")
    if view.state not in {"mediation", "appeal"} or view.proposal is not None:
        return
    if view.mediator_id is None:
        _take(world, view)
        view = queries.case(case_id, side="mediator")
        if view.mediator_id is None:
            return
    found = mediating.verdict(world.dice, seen(view))
    kind, amount = _kind(view, found)
    answer = decide.decide(
        case_id=case_id,
        mediator_id=view.mediator_id,
        kind=kind,
        amount_minor=amount,
        reason_code=found.reason_code,
        text=TEXTS[found.is_for_buyer],
        evidence_ids=[piece.id for piece in view.evidence],
        key=f"decide:{stage}",
    )
    track.was_decided = True
    world.counts[f"decisions_{view.state}"] += 1
    if answer == "proposed":
        world.counts["second_signatures"] += 1
        world.after(timedelta(hours=world.dice.randrange(2, 40)), sign, case_id)


def _kind(view: CaseView, found: Verdict) -> tuple[str, int]:
    if view.state == "appeal":
        first = view.decisions[-1]
        if found.is_for_buyer == (first.kind != "nothing"):
            return "uphold", 0
        return ("refund", view.left_minor + view.refunded_minor) if found.is_for_buyer else (
            "nothing", 0)  # fmt: skip
    is_back = view.parcel is not None and view.parcel.arrived_at is not None
    if found.kind == "return" and is_back:
        return "refund", view.left_minor
    return found.kind, view.left_minor if found.kind == "refund" else 0


def _take(world: World, view: CaseView) -> None:
    """Nobody could be drawn: somebody without a tie takes it."""
    for mediator_id in world.mediators:
        try:
            mediate.take(case_id=view.id, mediator_id=mediator_id)
        except Refusal:
            continue
        return
    world.counts["cases_without_mediator"] += 1


def sign(world: World, case_id: UUID) -> None:
    """The second signature, by whoever has no tie."""
    view = queries.case(case_id, side="mediator")
    if view.proposal is None:
        return
    for mediator_id in world.mediators:
        try:
            decide.confirm(
                case_id=case_id,
                proposal_id=view.proposal.id,
                mediator_id=mediator_id,
                key=f"sign:{view.proposal.id}",
            )
        except Refusal:
            continue
        return
    world.counts["proposals_unsigned"] += 1


def resolve(world: World, case_id: UUID) -> None:
    """The house settles “payment not mine” before its time, by two where much is at stake."""
    for mediator_id in world.mediators[:2]:
        key = f"resolve:{mediator_id}"
        if mediate.resolve_card_fraud(case_id=case_id, member_id=mediator_id, key=key) == "settled":
            return


def seen(view: CaseView) -> Seen:
    """The case as a mediator sees it, and the carrier's proof on the order's page."""
    order = trade.order(view.order_id)
    weights = [int(line.snapshot.get("weight_grams") or 0) * line.quantity for line in order.lines]
    parcel, share = view.parcel, None
    if parcel is not None and parcel.kind == "return" and parcel.arrived_at is not None:
        share = 100 * (parcel.weight_grams or 0) // max(1, sum(weights))
    said = {side: [each.text for each in view.evidence if each.side == side] for side in _SIDES}
    return Seen(
        reason=view.reason,
        is_delivery_proven=bool(order.shipments)
        and all(each.is_proven for each in order.shipments),
        buyer_shows=showing.read(said["buyer"]),
        seller_shows=showing.read(each for each in said["seller"] if each not in _OPENED),
        has_invoice=any(each.kind == "invoice" and each.side == "seller" for each in view.evidence),
        seller_answered=any(each.role == "seller" for each in view.steps),
        weight_share=share,
        opening_shows=showing.read(each for each in said["seller"] if each in _OPENED),
    )


_SIDES = ("buyer", "seller")
_OPENED = frozenset(showing.OPENED_WORDS.values())
