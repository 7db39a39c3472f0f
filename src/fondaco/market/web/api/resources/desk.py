"""What the house's own people see and do: sellers, an order's money, the books' totals."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.queries import Movement as LedgerMovement
from fondaco.market.members import queries as members
from fondaco.market.members import selling
from fondaco.market.members.rules import VERIFIABLE_FACTS
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.resources.shop import Shop, shop_shape
from fondaco.market.web.api.who import IN_PERSON, MEMBER, actor_of

router = Resource()


class Shops(Schema):
    """A page of sellers, those waiting longest first."""

    items: list[Shop]
    next_cursor: str | None


class Verification(Schema):
    """What was checked of a seller."""

    facts: list[Annotated[str, Field(json_schema_extra={"enum": list(VERIFIABLE_FACTS)})]] = Field(
        min_length=1, max_length=len(VERIFIABLE_FACTS)
    )


class Movement(Schema):
    """Money from one ledger account to another, for a cause. Accounts are named by their kind;
    owned ones also by their owner (an order, a seller, a refund, a payout)."""

    entry_id: UUID
    cause_kind: str
    cause_id: UUID
    posted_at: datetime
    from_kind: str
    from_owner: str
    to_kind: str
    to_owner: str
    amount_minor: int
    currency: str


class Movements(Schema):
    """All that ever moved for an order, oldest first, and what is in its escrow now."""

    order_id: UUID
    escrow_minor: int
    currency: str
    items: list[Movement]


class Totals(Schema):
    """A kind of account with its balance, all owners together."""

    kind: str
    currency: str
    balance_minor: int


class Books(Schema):
    """The ledger's accounts; of each currency they sum to zero. ``findings`` are what an audit
    of books and orders found wrong: empty when every cent is where it should be."""

    items: list[Totals]
    findings: list[str]


@router.read("/desk/sellers", Shops, auth=MEMBER)
def list_sellers_by_status(
    request: HttpRequest,
    status: Annotated[
        Literal["applied", "verified", "refused", "frozen"], Query("applied")
    ] = "applied",
    cursor: Cursor = "",
) -> Shops:
    """Sellers in one state."""
    found = members.sellers_by_status(status, page_of(cursor))
    return Shops(
        items=[shop_shape(each) for each in found.items],
        next_cursor=next_cursor(found.page, found.has_next),
    )


@router.write("POST", "/desk/sellers/{uuid:seller_id}/verification", Shop, auth=IN_PERSON)
def verify_seller(request: HttpRequest, seller_id: UUID, verification: Verification) -> Shop:
    """These facts have been checked: the seller may sell."""
    selling.verify_seller(
        seller_id=seller_id, actor=actor_of(request, "admin"), facts=verification.facts
    )
    return shop_shape(members.seller(seller_id))


@router.read("/desk/orders/{uuid:order_id}/movements", Movements, auth=MEMBER)
def list_order_movements(request: HttpRequest, order_id: UUID) -> Movements:
    """What moved in the ledger for an order: its escrow, and its refunds on their way."""
    order = trade.order(order_id)
    found = {_identity(each): each for each in ledger.movements(owner=str(order_id))}
    for parts in payments.refunds_of([order.intent_id]).values():
        own = {part.id for part in order.refunds}
        for refund in parts:
            if refund.id in own or refund.cause_id in own:
                for each in ledger.movements(owner=str(refund.id)):
                    found.setdefault(_identity(each), each)
    items = sorted(found.values(), key=lambda each: (each.posted_at, each.entry_id))
    return Movements(
        order_id=order_id,
        escrow_minor=order.escrow_minor,
        currency=order.currency,
        items=[_movement(each) for each in items],
    )


def _identity(movement: LedgerMovement) -> tuple[object, ...]:
    """What makes a movement the same one, read from two sides."""
    return movement.entry_id, movement.from_account, movement.to_account, movement.amount_minor


def _movement(row: LedgerMovement) -> Movement:
    return Movement(
        entry_id=row.entry_id,
        cause_kind=row.cause_kind,
        cause_id=row.cause_id,
        posted_at=row.posted_at,
        from_kind=row.from_account.kind.value,
        from_owner=row.from_account.owner,
        to_kind=row.to_account.kind.value,
        to_owner=row.to_account.owner,
        amount_minor=row.amount_minor,
        currency=row.from_account.currency,
    )


@router.read("/desk/books", Books, auth=MEMBER)
def get_books(request: HttpRequest) -> Books:
    """The trial balance, and an audit of it."""
    totals: dict[tuple[str, str], int] = {}
    for kind, currency, balance in ledger.trial_balance():
        place = (kind.value, currency)
        totals[place] = totals.get(place, 0) + balance
    findings = [*ledger.audit(), *trade.money_audit()]
    return Books(
        items=[
            Totals(kind=kind, currency=currency, balance_minor=balance)
            for (kind, currency), balance in sorted(totals.items())
        ],
        findings=[f"{each.what}: {each.subject}" for each in findings],
    )
