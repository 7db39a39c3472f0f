"""The life of a seller order, as one table.

Its own rules: a row says in which state, on which event, by whom, what comes next. A row may
set deadlines; a deadline names the event that happens if everybody stays silent, so it makes
sense only in states where that event has a row, and moving to another state cancels it. Every
state that is not final has at least one such default, so no order waits for ever. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fondaco.kernel.calendar import add_business_days
from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.trade.rules.policy import Policy


class State(StrEnum):
    """Where a seller order stands."""

    PLACED = "placed"
    PAID = "paid"
    ACCEPTED = "accepted"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"


FINAL = frozenset({State.COMPLETED, State.CANCELLED, State.REFUNDED, State.PARTLY_REFUNDED})
"""Nobody is waited for; a case may still refund within cover."""


class Role(StrEnum):
    """Who makes an event happen."""

    BUYER = "buyer"
    SELLER = "seller"
    CARRIER = "carrier"
    CLOCK = "clock"
    PAYMENTS = "payments"
    CASES = "cases"


class Event(StrEnum):
    """What can happen to a seller order."""

    CAPTURED = "captured"
    ABANDONED = "abandoned"
    LAPSED = "lapsed"
    ACCEPT = "accept"
    TRACKED = "tracked"
    EXTEND = "extend"
    DECLINE = "decline"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    NOT_ACCEPTED = "not_accepted"
    NOT_SHIPPED = "not_shipped"
    SCAN_AWAITED = "scan_awaited"
    UNSCANNED = "unscanned"
    SCANNED = "scanned"
    PROVEN = "proven"
    CONFIRM = "confirm"
    CONFIRM_AND_RELEASE = "confirm_and_release"
    RELEASE_DUE = "release_due"
    PART_RELEASED = "part_released"
    COVER_OVER = "cover_over"
    REMINDED = "reminded"
    SILENCE = "silence"
    REFUND_PART = "refund_part"
    REFUND_ALL = "refund_all"
    TAKEN_BACK_PART = "taken_back_part"
    TAKEN_BACK_ALL = "taken_back_all"


class Effect(StrEnum):
    """What a verb does together with the move, in the same transaction."""

    TAKE_STOCK = "take_stock"
    FREE_STOCK = "free_stock"
    RESTOCK = "restock"
    CANCEL_INTENT = "cancel_intent"
    REFUND = "refund"
    RELEASE = "release"
    REMIND = "remind"


class Unit(StrEnum):
    """How a duration is counted."""

    MINUTES = "minutes"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its kind, the policy's number, from which moment it counts, its default."""

    kind: str
    duration: str
    unit: Unit
    counted_from: str
    default: Event


LAPSE = Due("trade.lapse", "checkout_lapse_minutes", Unit.MINUTES, "placed", Event.LAPSED)
ACCEPT_BY = Due(
    "trade.accept", "accept_business_days", Unit.BUSINESS_DAYS, "paid", Event.NOT_ACCEPTED
)
SHIP_BY = Due("trade.ship", "ship_business_days", Unit.BUSINESS_DAYS, "paid", Event.NOT_SHIPPED)
SCAN_BY = Due("trade.scan", "unscanned_days", Unit.DAYS, "the shipping deadline", Event.UNSCANNED)
RELEASE_AT = Due("trade.release", "complete_days", Unit.DAYS, "delivered", Event.RELEASE_DUE)
TRY_AGAIN = Due("trade.release", "blocked_retry_days", Unit.DAYS, "the last try", Event.RELEASE_DUE)
COVER_END = Due(
    "trade.cover", "cover_unproven_days", Unit.DAYS, "the last promised day", Event.COVER_OVER
)
REMIND_AT = Due(
    "trade.remind", "reminder_every_days", Unit.DAYS, "the last reminder", Event.REMINDED
)

DUES = (LAPSE, ACCEPT_BY, SHIP_BY, SCAN_BY, RELEASE_AT, COVER_END, REMIND_AT)
"""Every deadline kind; LAPSE is one for the whole checkout, the others are the order's."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``when`` says in words which of two events of one cause it is."""

    state: State
    event: Event
    role: Role
    next: State
    sets: tuple[Due, ...] = ()
    effects: tuple[Effect, ...] = ()
    when: str = ""


_S, _E, _R, _F = State, Event, Role, Effect
_BACK = (_F.REFUND, _F.RESTOCK)

TABLE: tuple[Row, ...] = (
    Row(_S.PLACED, _E.CAPTURED, _R.PAYMENTS, _S.PAID, (ACCEPT_BY, SHIP_BY), (_F.TAKE_STOCK,)),
    Row(_S.PLACED, _E.LAPSED, _R.CLOCK, _S.CANCELLED, (), (_F.CANCEL_INTENT, _F.FREE_STOCK)),
    Row(_S.PLACED, _E.ABANDONED, _R.BUYER, _S.CANCELLED, (), (_F.CANCEL_INTENT, _F.FREE_STOCK)),
    Row(_S.PLACED, _E.ABANDONED, _R.PAYMENTS, _S.CANCELLED, (), (_F.FREE_STOCK,)),
    Row(
        _S.CANCELLED,
        _E.CAPTURED,
        _R.PAYMENTS,
        _S.CANCELLED,
        (),
        (_F.REFUND,),
        when="money came after the checkout had lapsed",
    ),
    Row(_S.PAID, _E.ACCEPT, _R.SELLER, _S.ACCEPTED),
    Row(_S.PAID, _E.DECLINE, _R.SELLER, _S.CANCELLED, (), _BACK),
    Row(_S.PAID, _E.CANCEL, _R.BUYER, _S.CANCELLED, (), _BACK),
    *(
        Row(
            state,
            _E.WITHDRAW,
            _R.BUYER,
            _S.CANCELLED,
            (),
            _BACK,
            when="the law gives the right, and no parcel was handed over",
        )
        for state in (_S.PAID, _S.ACCEPTED)
    ),
    Row(_S.PAID, _E.NOT_ACCEPTED, _R.CLOCK, _S.CANCELLED, (), _BACK),
    Row(_S.PAID, _E.NOT_SHIPPED, _R.CLOCK, _S.CANCELLED, (), _BACK),
    Row(_S.ACCEPTED, _E.DECLINE, _R.SELLER, _S.CANCELLED, (), _BACK),
    Row(_S.ACCEPTED, _E.TRACKED, _R.SELLER, _S.ACCEPTED),
    Row(
        _S.ACCEPTED,
        _E.NOT_SHIPPED,
        _R.CLOCK,
        _S.CANCELLED,
        (),
        _BACK,
        when="no tracking number was given",
    ),
    Row(
        _S.ACCEPTED,
        _E.SCAN_AWAITED,
        _R.CLOCK,
        _S.ACCEPTED,
        (SCAN_BY,),
        when="a tracking number was given, but the carrier has not scanned all of it",
    ),
    Row(
        _S.ACCEPTED,
        _E.UNSCANNED,
        _R.CLOCK,
        _S.REFUNDED,
        (),
        _BACK,
        when="the carrier has scanned nothing",
    ),
    Row(
        _S.ACCEPTED,
        _E.SCANNED,
        _R.CARRIER,
        _S.SHIPPED,
        (COVER_END,),
        when="every line's parcels were scanned",
    ),
    Row(
        _S.ACCEPTED,
        _E.SCANNED,
        _R.CLOCK,
        _S.SHIPPED,
        (COVER_END,),
        _BACK,
        when="the lines never scanned were refunded, the others are on their way",
    ),
    Row(_S.SHIPPED, _E.PROVEN, _R.CARRIER, _S.DELIVERED, (RELEASE_AT,)),
    Row(_S.SHIPPED, _E.CONFIRM, _R.BUYER, _S.DELIVERED, (RELEASE_AT,)),
    Row(_S.SHIPPED, _E.COVER_OVER, _R.CLOCK, _S.SHIPPED, (REMIND_AT,), (_F.REMIND,)),
    Row(_S.SHIPPED, _E.REMINDED, _R.CLOCK, _S.SHIPPED, (REMIND_AT,), (_F.REMIND,)),
    Row(
        _S.SHIPPED,
        _E.SILENCE,
        _R.CLOCK,
        _S.COMPLETED,
        (),
        (_F.RELEASE,),
        when="after the last reminder, and nothing is held",
    ),
    Row(
        _S.SHIPPED,
        _E.PART_RELEASED,
        _R.CLOCK,
        _S.SHIPPED,
        (REMIND_AT,),
        (_F.RELEASE,),
        when="some lines are held, or the payment is disputed",
    ),
    Row(_S.DELIVERED, _E.PROVEN, _R.CARRIER, _S.DELIVERED, when="after the buyer confirmed"),
    Row(_S.DELIVERED, _E.CONFIRM, _R.BUYER, _S.DELIVERED),
    Row(
        _S.DELIVERED,
        _E.CONFIRM_AND_RELEASE,
        _R.BUYER,
        _S.COMPLETED,
        (),
        (_F.RELEASE,),
        when="the seller's tier is released on confirmation, and nothing is held",
    ),
    Row(
        _S.DELIVERED,
        _E.RELEASE_DUE,
        _R.CLOCK,
        _S.COMPLETED,
        (),
        (_F.RELEASE,),
        when="nothing is held",
    ),
    Row(
        _S.DELIVERED,
        _E.PART_RELEASED,
        _R.CLOCK,
        _S.DELIVERED,
        (TRY_AGAIN,),
        (_F.RELEASE,),
        when="some lines are held, or the payment is disputed",
    ),
    *(
        Row(
            state,
            _E.EXTEND,
            _R.BUYER,
            state,
            when="the seller has asked for more time; what was due and cover move with it",
        )
        for state in (_S.PAID, _S.ACCEPTED, _S.SHIPPED)
    ),
    *(
        Row(state, _E.REFUND_PART, _R.CASES, state)
        for state in (_S.PAID, _S.ACCEPTED, _S.SHIPPED, _S.DELIVERED, _S.PARTLY_REFUNDED)
    ),
    Row(_S.COMPLETED, _E.REFUND_PART, _R.CASES, _S.PARTLY_REFUNDED),
    *(
        Row(state, _E.REFUND_ALL, _R.CASES, _S.REFUNDED)
        for state in (
            _S.PAID,
            _S.ACCEPTED,
            _S.SHIPPED,
            _S.DELIVERED,
            _S.COMPLETED,
            _S.PARTLY_REFUNDED,
        )
    ),
    Row(
        _S.REFUNDED,
        _E.TAKEN_BACK_PART,
        _R.CASES,
        _S.PARTLY_REFUNDED,
        when="an appeal took a part of the refund back",
    ),
    *(
        Row(
            state,
            _E.TAKEN_BACK_ALL,
            _R.CASES,
            _S.COMPLETED,
            when="an appeal took all of the refund back",
        )
        for state in (_S.REFUNDED, _S.PARTLY_REFUNDED)
    ),
)


def find(state: State, event: Event, role: Role) -> Row | None:
    """The row for this event by this role in this state, if there is one."""
    for row in TABLE:
        if (row.state, row.event, row.role) == (state, event, role):
            return row
    return None


def decide(state: State, event: Event, role: Role) -> Row:
    """The row, or a refusal in words: the order's state does not allow it, or not to them."""
    row = find(state, event, role)
    if row is None:
        raise Refusal(
            "order_state",
            _("The order has moved on, so this is no longer possible."),
            not_done=_("Nothing was changed."),
            next_step=_("Open the order again to see where it stands now."),
            details={"state": state.value, "event": event.value, "role": role.value},
        )
    return row


def may(state: State, event: Event, role: Role) -> bool:
    """Whether the table has a row: what pages ask before they show a button."""
    return find(state, event, role) is not None


def keeps(state: State) -> frozenset[str]:
    """The deadline kinds that still make sense in ``state``; a move cancels the others."""
    defaults = {row.event for row in TABLE if row.state is state and row.role is Role.CLOCK}
    return frozenset(due.kind for due in DUES if due.default in defaults)


def due_at(due: Due, counted_from: datetime, policy: Policy, country: str) -> datetime:
    """When ``due`` fires, UTC; business days are those of ``country``, the seller's."""
    number: int = getattr(policy, due.duration)
    if due.unit is Unit.BUSINESS_DAYS:
        return add_business_days(counted_from, number, country)
    return counted_from + timedelta(**{due.unit.value: number})


def mermaid(rows: Iterable[Row] = TABLE) -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", "    [*] --> placed"]
    for row in rows:
        words = f"{row.event} by {row.role}".replace("_", " ")
        lines.append(f"    {row.state} --> {row.next}: {words}")
    lines += [f"    {state} --> [*]" for state in State if state in FINAL]
    return "\n".join(lines) + "\n"


def table(rows: Iterable[Row] = TABLE) -> str:
    """The table as Markdown, for the documentation."""
    lines = [
        "| state | event | who | next | deadlines set | effects | when |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        sets = ", ".join(
            f"{due.default}: {due.duration} from {due.counted_from}".replace("_", " ")
            for due in row.sets
        )
        effects = ", ".join(row.effects).replace("_", " ")
        event = row.event.replace("_", " ")
        lines.append(
            f"| {row.state} | {event} | {row.role} | {row.next} | {sets} | {effects} | {row.when} |"
        )
    return "\n".join(lines) + "\n"
