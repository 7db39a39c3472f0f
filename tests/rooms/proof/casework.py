"""Every event of a case as a verb of the real room, by whoever tries it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

from fondaco.market.cases import (
    appeal,
    decide,
    evidence,
    mediate,
    moving,
    offer,
    return_goods,
)
from fondaco.market.cases import open as opening
from fondaco.market.cases.lifecycle import find
from fondaco.market.cases.models import Case, Proposal
from fondaco.market.cases.rules.standing import facts_of
from fondaco.market.cases.rules.words import Event, Role
from fondaco.market.trade.actions import deliver
from fondaco.market.trade.values import OrderView
from tests.rooms.cases import story
from tests.rooms.proof.world import Act, World

PEOPLE = (Role.BUYER, Role.SELLER, Role.MEDIATOR, Role.PLATFORM, Role.CARRIER)
WANTED = ("full_refund", "part_refund", "return_refund", "replacement")
REASONS = ("not_received", "not_as_described", "poor_quality", "counterfeit", "damaged",
           "wrong_item", "missing_parts", "refund_not_paid", "payment_not_mine")  # fmt: skip
KINDS = {Event.DECIDE_REFUND: "refund", Event.DECIDE_RETURN: "return",
         Event.DECIDE_NOTHING: "nothing", Event.UPHOLD: "uphold"}  # fmt: skip

BUYERS = {"postcode": "28013", "country": "ES"}
SHOPS = {"postcode": "35121", "country": "IT"}


def opened(world: World, order: OrderView, number: int, wanted: int) -> Act:
    """The buyer opens a case about the first line, or about everything."""
    lines = order.lines if number % 2 else order.lines[:1]
    return partial(
        opening.open_case,
        order_id=order.id,
        line_ids=[line.id for line in lines],
        reason=REASONS[number % len(REASONS)],
        statement=story.STATEMENT,
        wanted=WANTED[wanted],
        wanted_minor=700 if WANTED[wanted] == "part_refund" else 0,
        member_id=order.buyer_id,
        key=uuid4().hex,
    )


def open_to(case: Case) -> list[tuple[Event, Role]]:
    """What the table lets people and the carrier do now, in a fixed order."""
    facts = facts_of(moving.standing_of(case, moving.money.left_minor(case)), moving.terms_of(case))
    return [
        (event, role)
        for event in Event
        for role in PEOPLE
        if find(moving.State(case.state), event, role, facts) is not None
    ]


def person(world: World, case: Case, role: Role) -> UUID:
    """Who has this role in this case."""
    return {
        Role.BUYER: case.buyer_id,
        Role.SELLER: world.cast.shop(case.seller_id).owner_id,
        Role.MEDIATOR: case.mediator_id or world.cast.judges[0],
    }.get(role) or next(each for each in world.cast.judges if each != case.mediator_id)


def act(world: World, case: Case, event: Event, role: Role, number: int = 0) -> Act | None:
    """This event on this case by the person of this role; None where there is no door."""
    making = DOORS.get(event)
    return None if making is None else making(world, case, role, number)


def _side(world: World, case: Case, role: Role) -> dict[str, object]:
    return {
        "case_id": case.id,
        "side": str(role),
        "member_id": person(world, case, role),
        "key": uuid4().hex,
    }


def _member(world: World, case: Case, role: Role) -> dict[str, object]:
    return {"case_id": case.id, "member_id": person(world, case, role), "key": uuid4().hex}


def _mediator(world: World, case: Case, role: Role) -> dict[str, object]:
    return {"case_id": case.id, "mediator_id": person(world, case, role), "key": uuid4().hex}


def _offer(world: World, case: Case, role: Role, number: int) -> Act:
    kind = WANTED[number % 4]
    amount = 400 if kind == "part_refund" else 0
    given = _side(world, case, role)
    return partial(offer.make_offer, **given, kind=kind, amount_minor=amount, text="Sorry.")


def _accept(world: World, case: Case, role: Role, _number: int) -> Act | None:
    last = offer.standing_offer(case)
    if last is None:
        return None
    return partial(offer.accept, **_side(world, case, role), offer_id=last.id)


def _decide(kind: str) -> Callable[[World, Case, Role, int], Act]:
    def making(world: World, case: Case, role: Role, number: int) -> Act:
        amount = (case.amount_minor, 300, 5)[number % 3] if kind == "refund" else 0
        return partial(
            decide.decide,
            **_mediator(world, case, role),
            kind=kind,
            amount_minor=amount,
            reason_code="shared",
            text=story.TEXT,
        )

    return making


def _propose(world: World, case: Case, role: Role, number: int) -> Act | None:
    if role is Role.PLATFORM:
        return partial(mediate.resolve_card_fraud, **_member(world, case, role))
    waiting = Proposal.objects.filter(case=case).first()
    if waiting is None:
        return _decide("refund")(world, case, role, number)
    second = world.cast.judges[number % len(world.cast.judges)]
    return partial(
        decide.confirm,
        case_id=case.id,
        proposal_id=waiting.id,
        mediator_id=second,
        key=uuid4().hex,
    )


def _scan(kind: str) -> Callable[[World, Case, Role, int], Act | None]:
    def making(world: World, case: Case, _role: Role, _number: int) -> Act | None:
        parcel = case.replacement_number or case.return_number
        if not parcel:
            return None
        event_id, at = world.number("case-scan"), world.now
        # A replacement goes from the shop to the buyer, a return the other way.
        to_buyer = bool(case.replacement_number)
        where = BUYERS if (kind == "delivered") is to_buyer else SHOPS

        def told() -> None:
            given = {
                "carrier": "practice",
                "tracking_number": parcel,
                "kind": kind,
                "at": at,
                "weight_grams": 900,
            }
            deliver.record_scan(event_id=event_id, signed_by="M. Ruiz", **given, **where)
            return_goods.record_return_scan(event_id=event_id, **given)

        return told

    return making


def _parcel(verb: Callable[..., None]) -> Callable[[World, Case, Role, int], Act]:
    def making(world: World, case: Case, role: Role, _number: int) -> Act:
        number = world.number("LB") + "IT"
        given = _member(world, case, role)
        return partial(verb, **given, carrier="practice", tracking_number=number)

    return making


def _label_made(world: World, case: Case, _role: Role, _number: int) -> Act:
    number = world.number("RT") + "IT"
    return partial(
        return_goods.record_label, case_id=case.id, carrier="practice", tracking_number=number
    )


def _object(world: World, case: Case, role: Role, _number: int) -> Act:
    given = _member(world, case, role)
    return partial(
        return_goods.object_to_goods, **given, text="The box was empty.", evidence=[SHOWN()]
    )


def SHOWN() -> evidence.Draft:  # noqa: N802 a constant that is made when it is first needed
    """A picture of the opened parcel, stored once."""
    if not _shown:
        _shown.append(story.shown())
    return _shown[0]


_shown: list[evidence.Draft] = []


def _ask(world: World, case: Case, role: Role, number: int) -> Act:
    side = "buyer" if number % 2 else "seller"
    given = _mediator(world, case, role)
    return partial(mediate.ask_evidence, **given, side=side, text="Show the box.")


def _answer(world: World, case: Case, role: Role, _number: int) -> Act:
    drafts = [evidence.Draft(kind="statement", text="Here it is.")]
    return partial(evidence.add, **_side(world, case, role), drafts=drafts)


DOORS: dict[Event, Callable[[World, Case, Role, int], Act | None]] = {
    Event.OFFER: _offer,
    Event.AGREE_REFUND: _accept,
    Event.AGREE_RETURN: _accept,
    Event.AGREE_REPLACEMENT: _accept,
    Event.GRANT: lambda w, c, r, n: partial(offer.grant, **_member(w, c, r)),
    Event.WITHDRAW: lambda w, c, r, n: partial(offer.withdraw, **_member(w, c, r)),
    Event.MEDIATE: lambda w, c, r, n: partial(mediate.ask, **_side(w, c, r)),
    Event.REPLACEMENT_SENT: _parcel(return_goods.send_replacement),
    Event.REPLACEMENT_SCANNED: _scan("accepted"),
    Event.REPLACEMENT_DELIVERED: _scan("delivered"),
    Event.LABEL: _parcel(return_goods.give_label),
    Event.LABEL_MADE: _label_made,
    Event.EXTEND: lambda w, c, r, n: partial(return_goods.extend, **_member(w, c, r)),
    Event.SCANNED: _scan("accepted"),
    Event.ARRIVED: _scan("delivered"),
    Event.ACCEPT_GOODS: lambda w, c, r, n: partial(return_goods.accept_goods, **_member(w, c, r)),
    Event.OBJECT: _object,
    Event.ASK_EVIDENCE: _ask,
    Event.ANSWER_EVIDENCE: _answer,
    Event.PROPOSE: _propose,
    **{event: _decide(kind) for event, kind in KINDS.items()},
    Event.RECUSE: lambda w, c, r, n: partial(
        mediate.recuse, **_mediator(w, c, r), reason="I know them."
    ),
    Event.APPEAL: lambda w, c, r, n: partial(
        appeal.appeal, **_side(w, c, r), text="The second picture was overlooked."
    ),
    Event.RESOLVE: lambda w, c, r, n: partial(mediate.resolve_card_fraud, **_member(w, c, r)),
    Event.REOPEN: lambda w, c, r, n: partial(return_goods.reopen, **_member(w, c, r)),
}
"""The events that somebody's verb makes; the others are the clock's, the network's and trade's."""
