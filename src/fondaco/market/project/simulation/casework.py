"""Cases as they are played: whenever one moves, whoever it waits for thinks, and acts in time."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from fondaco.kernel.outbox import Event
from fondaco.market.cases import appeal, evidence, mediate, offer, queries, return_goods
from fondaco.market.cases.counter import KnownParcel
from fondaco.market.cases.values import CaseView
from fondaco.market.project.simulation import evidence as shown
from fondaco.market.project.simulation import mediation, parcels, reactions, showing
from fondaco.market.project.simulation.counter import SimulatedCounter, number
from fondaco.market.project.simulation.parcels import CARRIER
from fondaco.market.project.simulation.reactions import Facts, Move
from fondaco.market.project.simulation.world import Track, World

DENIAL = "What I sent is what the listing says; I packed it with care and see it otherwise."
APPEAL = "The decision does not weigh what the evidence plainly shows."
HOUSE = frozenset({"mediation", "appeal", "card_fraud"})
REOPENABLE = "not_returned"


def turn(world: World, news: Event) -> None:
    """A case was opened, moved, decided or closed: plan what comes next of it."""
    track = world.tracks[UUID(str(news.data["order_id"]))]
    state, case_id = str(news.data["state"]), news.subject_id
    if news.name != "case.moved":
        world.counts[f"cases_{news.name.partition('.')[2]}"] += 1
    mediation.note(world, case_id, news.name, state)
    if news.name == "case.opened":
        world.case_reasons[str(news.data["reason"])] += 1
    if news.name == "case.closed":
        _closed(world, track, case_id, str(news.data["outcome"]))
        return
    if state in HOUSE:
        mediation.turn(world, track, case_id, state)
        return
    view = queries.case(case_id, side="mediator")
    if view.state != state:
        return
    for side in _sides(view):
        _plan(world, track, view, side)


def _sides(view: CaseView) -> tuple[str, ...]:
    if view.state == "decided":
        # Carried out after a return, it is what it is; only a fresh decision is appealed.
        return ("buyer", "seller") if view.appeal is None else ()
    if view.state == "return_ship" and (view.parcel is None or not view.parcel.tracking_number):
        return ()
    return (view.waits_for,) if view.waits_for in {"buyer", "seller"} else ()


def _plan(world: World, track: Track, view: CaseView, side: str) -> None:
    facts = _facts(track, view)
    think = reactions.buyer_move if side == "buyer" else reactions.seller_move
    move = think(world.dice, track.plan, facts)
    if move is not None:
        world.after(move.after, act, track, view.id, side, move, _stamp(view))


def _facts(track: Track, view: CaseView) -> Facts:
    standing = view.standing_offer
    share = 100 * standing.amount_minor // view.left_minor if standing and view.left_minor else 0
    lost_by = ""
    if view.decisions:
        lost_by = "buyer" if view.decisions[-1].kind == "nothing" else "seller"
    return Facts(
        state=view.state,
        reason=view.reason,
        offer_kind=standing.kind if standing else "",
        offer_share=share,
        returned=track.returned,
        lost_by=lost_by,
    )


def _stamp(view: CaseView) -> tuple[str, int, int]:
    return view.state, len(view.offers), len(view.decisions)


def _closed(world: World, track: Track, case_id: UUID, outcome: str) -> None:
    track.case_outcomes.append(outcome)
    if outcome == "replaced":
        track.agreed = True
    if outcome == REOPENABLE:
        move = reactions.buyer_move(
            world.dice, track.plan, Facts("closed", "", "", 0, track.returned, "")
        )
        if move is not None:
            world.after(move.after, act, track, case_id, "buyer", move, ("closed", 0, 0))


def act(
    world: World, track: Track, case_id: UUID, side: str, move: Move, stamp: tuple[str, int, int]
) -> None:
    """Carry a move out, unless the case has moved on since it was thought of."""
    view = queries.case(case_id, side=side)
    if _stamp(view)[0] != stamp[0] or (stamp[0] != "closed" and _stamp(view) != stamp):
        return
    world.counts["case_moves"] += 1
    MOVES[move.what](world, track, view, side, move)


def _member(track: Track, side: str) -> UUID:
    return track.buyer_id if side == "buyer" else track.shop.owner_id


def _key(view: CaseView, what: str) -> str:
    return f"{what}:{len(view.steps)}"


def _deny(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    """The seller sees it otherwise, and shows what they have."""
    _show(world, track, view, side, move)
    offer.make_offer(
        case_id=view.id,
        side=side,
        member_id=_member(track, side),
        kind="nothing",
        text=DENIAL,
        key=_key(view, "deny"),
    )


def _show(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    """Add what the side can show, if that is anything."""
    dice, plan = world.dice, track.plan
    if side == "buyer":
        drafts = shown.pieces(showing.BUYER_WORDS, showing.by_buyer(dice, plan, view.reason))
    elif view.reason == "counterfeit":
        drafts = [shown.invoice()] if showing.invoice(dice, plan) else []
    else:
        drafts = shown.pieces(showing.SELLER_WORDS, showing.by_seller(dice, plan))
    if drafts:
        evidence.add(
            case_id=view.id,
            side=side,
            member_id=_member(track, side),
            drafts=drafts,
            key=_key(view, f"show:{side}"),
        )


def _grant(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    offer.grant(case_id=view.id, member_id=track.shop.owner_id, key=_key(view, "grant"))


def _offer(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    offer.make_offer(
        case_id=view.id,
        side=side,
        member_id=_member(track, side),
        kind=move.kind,
        amount_minor=max(1, view.left_minor * move.share // 100),
        text="I am sorry for the trouble.",
        key=_key(view, "offer"),
    )


def _accept(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    standing = view.standing_offer
    if standing is None:
        return
    # Whoever proposed a part, or took it, is content with it.
    track.agreed = track.agreed or standing.kind == "part_refund"
    offer.accept(
        case_id=view.id,
        side=side,
        member_id=_member(track, side),
        offer_id=standing.id,
        key=_key(view, "accept"),
    )


def _withdraw(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    offer.withdraw(case_id=view.id, member_id=track.buyer_id, key=_key(view, "withdraw"))


def _mediate(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    mediate.ask(
        case_id=view.id,
        side=side,
        member_id=_member(track, side),
        text="",
        key=_key(view, "mediate"),
    )


def _appeal(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    appeal.appeal(
        case_id=view.id,
        side=side,
        member_id=_member(track, side),
        text=APPEAL,
        key=_key(view, "appeal"),
    )
    world.counts["appeals"] += 1


def _reopen(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    return_goods.reopen(case_id=view.id, member_id=track.buyer_id, key=_key(view, "reopen"))


def _label(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    parcel, place = number("SL", str(view.id)), track.plan.seller.place
    SimulatedCounter.bought[parcel] = KnownParcel(place.postcode, place.country, False)
    return_goods.give_label(
        case_id=view.id,
        member_id=track.shop.owner_id,
        carrier=CARRIER,
        tracking_number=parcel,
        key=_key(view, "label"),
    )


def _send_back(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    """The goods, or a box without them, go to the carrier; now and then one is lost."""
    if view.parcel is None:
        return
    parcel = view.parcel.tracking_number
    _scan(world, track, parcel, "accepted", move.kind)
    if world.dice.randrange(100) >= 2:
        later = timedelta(hours=world.dice.randrange(30, 130))
        world.after(later, _scan, track, parcel, "delivered", move.kind)


def _scan(world: World, track: Track, parcel: str, kind: str, what: str) -> None:
    plan = track.plan
    grams = parcels.grams_of(track)
    # A cheat puts a brick into every second box.
    if what == "empty" and (plan.number % 2 or not plan.buyer_cheats):
        grams = parcels.PACKAGING_GRAMS
    if kind == "delivered":
        track.returned = what
    place = plan.seller.place if kind == "delivered" else plan.buyer.place
    where = (place.postcode, place.country)
    parcels.scan_again(world, parcel, kind, where, grams, f"{parcel}:{kind}")


def _accept_goods(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    return_goods.accept_goods(
        case_id=view.id, member_id=track.shop.owner_id, key=_key(view, "goods")
    )


def _object(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    shows = showing.of_opening(world.dice, is_empty=track.returned == "empty")
    return_goods.object_to_goods(
        case_id=view.id,
        member_id=track.shop.owner_id,
        text="What came back is not what I had sent.",
        evidence=shown.pieces(showing.OPENED_WORDS, shows),
        key=_key(view, "object"),
    )


def _send_replacement(world: World, track: Track, view: CaseView, side: str, move: Move) -> None:
    parcel = number("RP", str(view.id))
    return_goods.send_replacement(
        case_id=view.id,
        member_id=track.shop.owner_id,
        carrier=CARRIER,
        tracking_number=parcel,
        key=_key(view, "replacement"),
    )
    world.after(timedelta(hours=8), _scan_replacement, track, parcel, "accepted")
    later = timedelta(hours=world.dice.randrange(40, 130))
    world.after(later, _scan_replacement, track, parcel, "delivered")


def _scan_replacement(world: World, track: Track, parcel: str, kind: str) -> None:
    place = track.plan.buyer.place if kind == "delivered" else track.plan.seller.place
    where = (place.postcode, place.country)
    parcels.scan_again(world, parcel, kind, where, parcels.grams_of(track), f"{parcel}:{kind}")


MOVES: dict[str, Callable[[World, Track, CaseView, str, Move], None]] = {
    "deny": _deny,
    "show": _show,
    "grant": _grant,
    "offer": _offer,
    "counter": _offer,
    "accept": _accept,
    "withdraw": _withdraw,
    "mediate": _mediate,
    "appeal": _appeal,
    "reopen": _reopen,
    "label": _label,
    "send_back": _send_back,
    "accept_goods": _accept_goods,
    "object": _object,
    "send_replacement": _send_replacement,
}
