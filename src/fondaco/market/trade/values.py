"""What leaves the trade room: frozen values. Amounts in minor units, times UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fondaco.market.members.rules import PostalAddress


@dataclass(frozen=True, slots=True)
class CartOwner:
    """A member, or a browser by its cart key; exactly one of them."""

    member_id: UUID | None = None
    session_key: str = ""

    def __post_init__(self) -> None:
        if bool(self.member_id) == bool(self.session_key):
            raise ValueError("a cart belongs to a member or to a browser")


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """A way of shipping. ``price_minor`` is for the subtotal asked about; ``list_price_minor``
    is before any free shipping. ``countries`` are ISO codes or ``("*",)``."""

    id: UUID
    name: str
    carrier: str
    price_minor: int
    currency: str
    window_days: tuple[int, int]
    countries: tuple[str, ...]
    list_price_minor: int
    free_from_minor: int | None


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line of a cart as it could be bought now; ``problem`` is a code, "" when there is none.

    Codes: ``gone``, ``sold_out``, ``too_many``, ``price_up``, ``price_down``. The last two do
    not stop a purchase.
    """

    variant_id: UUID
    listing_id: UUID | None
    slug: str
    title: str
    option_text: str
    picture_sha256: str
    quantity: int
    available: int
    unit_price_minor: int
    price_seen_minor: int
    total_minor: int
    problem: str


@dataclass(frozen=True, slots=True)
class CartGroup:
    """The lines of one seller, with the ways they ship to the given country."""

    seller_id: UUID
    seller_name: str
    seller_slug: str
    seller_country: str
    is_trader: bool
    currency: str
    lines: tuple[CartLineView, ...]
    shipping: tuple[ShippingOption, ...]
    subtotal_minor: int


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart; ``gone`` are lines whose variant no longer exists."""

    groups: tuple[CartGroup, ...]
    gone: tuple[CartLineView, ...]
    count: int
    currencies: tuple[str, ...]

    @property
    def is_buyable(self) -> bool:
        """Whether nothing stops a checkout."""
        stopping = {"gone", "sold_out", "too_many"}
        return (
            bool(self.groups)
            and not self.gone
            and len(self.currencies) == 1
            and not any(line.problem in stopping for group in self.groups for line in group.lines)
        )


@dataclass(frozen=True, slots=True)
class CheckoutOrder:
    """One seller's part of a checkout."""

    id: UUID
    reference: str
    seller_id: UUID
    goods_minor: int
    shipping_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """One act of paying. ``state``: open, paid or lapsed. ``awaits_transfer``: the buyer chose to
    send the money, so it is waited for longer."""

    id: UUID
    member_id: UUID
    intent_id: UUID
    state: str
    total_minor: int
    currency: str
    address: PostalAddress
    orders: tuple[CheckoutOrder, ...]
    opened_at: datetime
    lapses_at: datetime
    awaits_transfer: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of an order. ``state``: open, shipped, delivered, released or refunded."""

    id: UUID
    listing_id: UUID
    version_id: UUID
    variant_id: UUID
    snapshot: Mapping[str, Any]
    title: str
    quantity: int
    unit_price_minor: int
    total_minor: int
    state: str
    held: bool
    refunded_minor: int
    sku: str = ""
    shipping_minor: int = 0
    refunded_shipping_minor: int = 0
    delivered_at: datetime | None = None

    @property
    def refundable_minor(self) -> int:
        """Goods not refunded so far."""
        return self.total_minor - self.refunded_minor


@dataclass(frozen=True, slots=True)
class ScanView:
    """One scan of a carrier."""

    kind: str
    at: datetime
    postcode: str
    country: str
    signed_by: str
    weight_grams: int | None = None


@dataclass(frozen=True, slots=True)
class ShipmentView:
    """A parcel; ``missing`` are codes of what keeps its delivery from being proven."""

    id: UUID
    carrier: str
    carrier_name: str
    tracking_number: str
    tracking_url: str
    recorded_at: datetime
    first_scan_at: datetime | None
    delivered_at: datetime | None
    returned_at: datetime | None
    is_proven: bool
    signed_by: str
    missing: tuple[str, ...]
    quantities: Mapping[UUID, int]
    scans: tuple[ScanView, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundPart:
    """One refund of an order and the id under which payments knows it, unless all of it paid
    what the buyer owed (``owed_minor``)."""

    id: UUID
    amount_minor: int
    cause_kind: str
    cause_id: UUID
    made_at: datetime
    owed_minor: int = 0


@dataclass(frozen=True, slots=True)
class HoldView:
    """An open hold and the lines under it."""

    id: UUID
    reason: str
    cause_id: UUID
    line_ids: tuple[UUID, ...]
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """A withdrawal; ``state``: declared, sent, refunded or lapsed."""

    id: UUID
    state: str
    declared_at: datetime
    send_by: datetime
    refund_by: datetime
    sent_at: datetime | None
    return_carrier: str
    return_number: str


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """More time that the seller asked for; ``is_agreed`` is None while nobody answered."""

    days: int
    asked_at: datetime
    is_agreed: bool | None


@dataclass(frozen=True, slots=True)
class OrderView:
    """A seller order as everybody may rely on it. ``holder`` says who holds the money now;
    ``released_minor`` is before the fee, ``seller_minor`` what the seller has of it."""

    id: UUID
    reference: str
    checkout_id: UUID
    intent_id: UUID
    buyer_id: UUID
    seller_id: UUID
    state: str
    reason: str
    currency: str
    lines: tuple[LineView, ...]
    goods_minor: int
    shipping_minor: int
    total_minor: int
    fee_minor: int
    address: PostalAddress
    shipping_option: Mapping[str, Any]
    tier: str
    seller_country: str
    placed_at: datetime
    paid_at: datetime | None
    accepted_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    confirmed_at: datetime | None
    promised_from: date
    promised_until: date
    completed_at: datetime | None
    released_at: datetime | None
    cancelled_at: datetime | None
    cover_until: datetime | None
    releasable_at: datetime | None
    due_at: datetime | None
    deadlines: Mapping[str, datetime]
    shipments: tuple[ShipmentView, ...]
    refunds: tuple[RefundPart, ...]
    holds: tuple[HoldView, ...]
    withdrawal: WithdrawalView | None
    extension: ExtensionView | None
    policy_version: int
    holder: str
    escrow_minor: int
    released_minor: int
    refunded_minor: int
    seller_minor: int = 0


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order in a list."""

    id: UUID
    reference: str
    buyer_id: UUID
    seller_id: UUID
    state: str
    currency: str
    total_minor: int
    refunded_minor: int
    placed_at: datetime
    paid_at: datetime | None
    delivered_at: datetime | None
    promised_until: date
    due_at: datetime | None
    titles: tuple[str, ...]
    things: int
    picture_sha256: str
    has_tracking: bool
    destination: str = ""

    @property
    def more(self) -> int:
        """How many lines beside the first."""
        return max(len(self.titles) - 1, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    items: tuple[Any, ...]
    page: int
    has_next: bool
    counts: Mapping[str, int] = field(default_factory=dict)
