"""What leaves the members room: frozen values. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from fondaco.market.members.rules import PostalAddress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person as other rooms see them. ``country`` may be empty; times are UTC."""

    id: UUID
    email: str
    display_name: str
    country: str
    language: str
    currency: str
    joined_at: datetime
    frozen_at: datetime | None
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class StaffView:
    """Whom a member works for: ``role`` owner, manager or packer."""

    seller_id: UUID
    role: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of a seller's staff, with what the staff page shows."""

    member_id: UUID
    display_name: str
    email: str
    role: str
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation to work for a seller."""

    id: UUID
    seller_id: UUID
    seller_name: str
    email: str
    role: str
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class SellerView:
    """A seller: ``kind`` trader|private, ``status`` applied|verified|refused|frozen, ``tier``
    new|established|trusted; ``reason`` is why they are refused or frozen, else empty."""

    id: UUID
    slug: str
    name: str
    legal_name: str
    kind: str
    country: str
    city: str
    story: str
    status: str
    tier: str
    applied_at: datetime
    verified_at: datetime | None
    register_number: str
    contact_email: str
    contact_phone: str
    address: PostalAddress
    verified_facts: tuple[str, ...]
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of sellers, members or activity, with whether there is another."""

    items: tuple[T, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class PayoutAccount:
    """Where a seller is paid; not before ``held_until`` (business time, UTC) if that is set."""

    iban: str
    bic: str
    holder_name: str
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class SavedAddress:
    id: UUID
    address: PostalAddress
    is_default: bool


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One row of the activity page: ``kind`` names the sentence, ``details`` fill it."""

    id: UUID
    at: datetime
    kind: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SignInView:
    """An open session of a member."""

    id: UUID
    device: str
    ip: str
    method: str
    started_at: datetime
    is_this_one: bool
