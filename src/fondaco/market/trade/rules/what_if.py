"""What other numbers would have changed of orders that are past. Pure.

Each effect works out one thing of an order (its fee, the end of its cover, whether it would have
been cancelled) under two policies, by the same rules that run the orders; where the two answers
differ, the order would have gone otherwise. People's own acts are taken as they were: nobody
knows whether a seller with less time would have hurried.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from fondaco.kernel.text import marked as _
from fondaco.market.trade.lifecycle import ACCEPT_BY, SCAN_BY, SHIP_BY, State, due_at
from fondaco.market.trade.rules import cover
from fondaco.market.trade.rules.fees import Charged, fee
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_values import differences
from fondaco.money.split import basis_points

EXAMPLES = 5

Answer = int | bool | datetime | None
"""An amount in minor units, a yes or no, or a moment; None where the question has no answer."""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """What the rules ask of a past order. ``released_minor`` left escrow, ``fee_minor`` was
    charged; ``tracked_at`` is when the first tracking number was given. ``payment`` is the
    reference of the payment that the order was part of."""

    id: UUID
    reference: str
    payment: str
    seller_id: UUID
    tier: str
    currency: str
    country: str
    total_minor: int
    fee_minor: int
    released_minor: int
    state: str
    reason: str
    paid_at: datetime
    accepted_at: datetime | None
    tracked_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    released_at: datetime | None
    promised_until: date
    lines: tuple[Charged, ...]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Effect(Generic[T]):
    """One question put to each past thing, and the numbers of the policy that its answer
    follows; ``yes`` is what a yes means."""

    title: str
    numbers: tuple[str, ...]
    answer: Callable[[T, Policy, datetime], Answer]
    yes: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a past thing is called. ``page`` is what its page is found by."""

    reference: str
    page: str
    seller_id: UUID
    currency: str


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that would have gone otherwise."""

    thing: Named
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many things an effect would have touched, of how many sellers. ``amounts`` is by how
    much by currency, minor units; ``days`` the mean shift of moments; ``now_yes`` and ``now_no``
    count answers that turn."""

    title: str
    yes: str
    count: int
    sellers: int
    amounts: Mapping[str, int]
    days: float | None
    now_yes: int
    now_no: int
    examples: tuple[Example, ...]


def compare(
    effects: Iterable[Effect[T]],
    things: Sequence[T],
    *,
    before: Policy,
    after: Policy,
    now: datetime,
    named: Callable[[T], Named],
) -> tuple[Outcome, ...]:
    """The effects that change any of ``things``, in their order; those whose numbers are the
    same in both policies are not asked."""
    differ = {each.number.name for each in differences(before, after)}
    found = []
    for effect in effects:
        if differ.isdisjoint(effect.numbers):
            continue
        changed = []
        for thing in things:
            old, new = effect.answer(thing, before, now), effect.answer(thing, after, now)
            if old != new:
                changed.append(Example(named(thing), old, new))
        if changed:
            found.append(_outcome(effect, changed))
    return tuple(found)


def _outcome(effect: Effect[T], changed: Sequence[Example]) -> Outcome:
    amounts: Counter[str] = Counter()
    shifts: list[timedelta] = []
    turned: Counter[bool] = Counter()
    for each in changed:
        old, new = each.before, each.after
        if isinstance(old, bool) or isinstance(new, bool):
            turned[bool(new)] += 1
        elif isinstance(old, datetime) and isinstance(new, datetime):
            shifts.append(new - old)
        elif isinstance(old, int) and isinstance(new, int):
            amounts[each.thing.currency] += new - old
    days = sum(shifts, timedelta()) / timedelta(days=1) / len(shifts) if shifts else None
    return Outcome(
        title=effect.title,
        yes=effect.yes,
        count=len(changed),
        sellers=len({each.thing.seller_id for each in changed}),
        amounts=dict(sorted(amounts.items())),
        days=round(days, 1) if days is not None else None,
        now_yes=turned[True],
        now_no=turned[False],
        examples=tuple(changed[:EXAMPLES]),
    )


FEE_GIVEN_BACK = frozenset({"cancelled", "refunded"})
"""A full refund gives the fee back, whatever it was."""


def _fee(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    if order.state in FEE_GIVEN_BACK:
        return 0
    return sum(fee(order.lines, tier=order.tier, currency=order.currency, policy=policy))


def _reserve(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    if not order.released_minor:
        return None
    kept = max(order.released_minor - order.fee_minor, 0)
    return basis_points(kept, policy.tier(order.tier).reserve_bps)


def _reserve_until(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    if order.released_at is None:
        return None
    return order.released_at + timedelta(days=policy.tier(order.tier).reserve_days)


def _release(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    if order.confirmed_at and policy.tier(order.tier).released_on_confirmation:
        return order.confirmed_at
    arrived = order.delivered_at or order.confirmed_at
    return arrived + timedelta(days=policy.complete_days) if arrived else None


def _cover_end(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    if order.delivered_at:
        return cover.proven_end(order.delivered_at, policy)
    return cover.unproven_end(order.promised_until, policy)


def _not_accepted(order: PastOrder, policy: Policy, now: datetime) -> Answer:
    due = due_at(ACCEPT_BY, order.paid_at, policy, order.country)
    return _missed(order, order.accepted_at, "not_accepted", due, now)


def _not_shipped(order: PastOrder, policy: Policy, now: datetime) -> Answer:
    due = due_at(SHIP_BY, order.paid_at, policy, order.country)
    return _missed(order, order.tracked_at, "not_shipped", due, now)


def _not_scanned(order: PastOrder, policy: Policy, now: datetime) -> Answer:
    if order.tracked_at is None:
        return None
    shipped_by = due_at(SHIP_BY, order.paid_at, policy, order.country)
    due = due_at(SCAN_BY, shipped_by, policy, order.country)
    return _missed(order, order.shipped_at, "not_scanned", due, now)


def _missed(
    order: PastOrder, done_at: datetime | None, reason: str, due: datetime, now: datetime
) -> Answer:
    """Whether the deadline would have struck: before it was done, before the clock struck in
    fact, or before now. None where the order ended otherwise."""
    if done_at is not None:
        return done_at > due
    if order.reason == reason and order.cancelled_at is not None:
        return order.cancelled_at >= due
    if order.state in {State.PAID, State.ACCEPTED}:
        return now >= due
    return None


def _signature(order: PastOrder, policy: Policy, _now: datetime) -> Answer:
    return policy.needs_signature(order.total_minor, order.currency)


ORDER_EFFECTS: tuple[Effect[PastOrder], ...] = (
    Effect(
        _("Fee"),
        ("fee_bps", "fee_fixed", "category_fee_bps", "tier.fee_discount_bps"),
        _fee,
    ),
    Effect(_("Kept in reserve by the tier's share"), ("tier.reserve_bps",), _reserve),
    Effect(_("Reserve paid out"), ("tier.reserve_days",), _reserve_until),
    Effect(_("Money released"), ("complete_days", "tier.released_on_confirmation"), _release),
    Effect(_("End of cover"), ("cover_days", "cover_unproven_days"), _cover_end),
    Effect(
        _("Not accepted in time"),
        ("accept_business_days",),
        _not_accepted,
        _("cancelled and refunded"),
    ),
    Effect(
        _("Not shipped in time"),
        ("ship_business_days",),
        _not_shipped,
        _("cancelled and refunded"),
    ),
    Effect(
        _("Not scanned in time"),
        ("unscanned_days", "ship_business_days"),
        _not_scanned,
        _("refunded"),
    ),
    Effect(_("Signature on delivery"), ("signature_over",), _signature, _("needed")),
)


def of_orders(
    orders: Sequence[PastOrder], *, before: Policy, after: Policy, now: datetime
) -> tuple[Outcome, ...]:
    """What ``after`` instead of ``before`` would have changed of these orders."""
    return compare(
        ORDER_EFFECTS,
        orders,
        before=before,
        after=after,
        now=now,
        named=lambda each: Named(each.reference, each.payment, each.seller_id, each.currency),
    )
