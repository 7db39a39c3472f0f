"""What a cardholder's pages show of cards; numbers are masked but for one asked for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from fondaco.bank.issuer.models import Card, CardPayment
from fondaco.bank.issuer.rules import is_expired
from fondaco.kernel import clock

LIVE = ("held", "captured", "booked")
"""States of a payment that the card has made."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as its cardholder sees it; the number is masked. ``spent_minor`` is this month's."""

    id: UUID
    account_id: UUID
    account_name: str
    currency: str
    label: str
    brand: str
    funding: str
    last_four: str
    expiry: str
    status: str
    is_virtual: bool
    single_use: bool
    locks_to_merchant: bool
    locked_merchant: str
    payment_limit_minor: int | None
    month_limit_minor: int | None
    spent_minor: int
    good_until: date | None
    used: bool
    expired: bool
    holder_name: str

    @property
    def expires(self) -> str:
        """``MM/YY``, as it stands on a card."""
        return f"{self.expiry[2:]}/{self.expiry[:2]}"

    @property
    def standing(self) -> str:
        """What may be said of it in one word: its status, or why an active card pays nothing."""
        if self.status != "active":
            return self.status
        if self.single_use and self.used:
            return "used"
        return "expired" if self.expired else "active"


def cards_of(cardholder_id: UUID) -> list[CardView]:
    """The cardholder's cards but for deleted ones, plastic first."""
    rows = (
        _own(cardholder_id).exclude(status="closed", is_virtual=True).order_by("is_virtual", "id")
    )
    return [_view(row) for row in rows]


def deleted_cards_of(cardholder_id: UUID) -> list[CardView]:
    """Virtual cards that were deleted, the last one first."""
    return [
        _view(row)
        for row in _own(cardholder_id).filter(status="closed", is_virtual=True).order_by("-id")[:20]
    ]


def card_of(cardholder_id: UUID, card_id: UUID) -> CardView | None:
    """One card, if it is theirs."""
    row = _own(cardholder_id).filter(id=card_id).first()
    return _view(row) if row is not None else None


def card_secrets(cardholder_id: UUID, card_id: UUID) -> tuple[str, str] | None:
    """Number and security code, for the cardholder's own eyes only."""
    row = _own(cardholder_id).filter(id=card_id).first()
    return (row.number, row.security_code) if row is not None else None


def _own(cardholder_id: UUID) -> QuerySet[Card]:
    today = clock.today()
    this_month = Q(
        payments__state__in=LIVE,
        payments__authorized_at__year=today.year,
        payments__authorized_at__month=today.month,
    )
    return (
        Card.objects.filter(account__cardholder_id=cardholder_id)
        .select_related("account")
        .annotate(
            spent=Sum("payments__billed_minor", filter=this_month),
            paid=Exists(CardPayment.objects.filter(card=OuterRef("pk"), state__in=LIVE)),
        )
    )


def _view(row: Card) -> CardView:
    today = clock.today()
    outlived = row.good_until_date is not None and today > row.good_until_date
    return CardView(
        id=row.id,
        account_id=row.account_id,
        account_name=row.account.name,
        currency=row.account.currency,
        label=row.label,
        brand=row.brand,
        funding=row.funding,
        last_four=row.number[-4:],
        expiry=row.expiry,
        status=row.status,
        is_virtual=row.is_virtual,
        single_use=row.single_use,
        locks_to_merchant=row.locks_to_merchant,
        locked_merchant=row.locked_merchant,
        payment_limit_minor=row.payment_limit_minor,
        month_limit_minor=row.month_limit_minor,
        spent_minor=getattr(row, "spent", 0) or 0,
        good_until=row.good_until_date,
        used=bool(getattr(row, "paid", False)),
        expired=outlived or is_expired(row.expiry, today),
        holder_name=row.account.holder_name,
    )


@dataclass(frozen=True, slots=True)
class NetworkDetails:
    """A card's number and expiry (YYMM), for rooms that speak for the issuer to networks."""

    number: str
    expiry: str
    brand: str

    def __repr__(self) -> str:
        return f"NetworkDetails({self.brand})"


def details_for_network(card_id: UUID, cardholder_id: UUID | None = None) -> NetworkDetails | None:
    """The card's details; with ``cardholder_id`` only if it is theirs."""
    rows = Card.objects.filter(id=card_id)
    if cardholder_id is not None:
        rows = rows.filter(account__cardholder_id=cardholder_id)
    row = rows.first()
    return NetworkDetails(row.number, row.expiry, row.brand) if row is not None else None
