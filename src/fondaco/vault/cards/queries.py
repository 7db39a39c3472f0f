"""Reading cards: what may be shown of them. Numbers are read by ``cards.charge`` only."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from fondaco.kernel import rows
from fondaco.kernel.errors import NotFound
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.moments import first_id


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as anyone but an acquirer may know it. Never its number."""

    id: UUID
    token: str
    brand: str
    first_six: str
    last_four: str
    expiry_month: int
    expiry_year: int
    funding: str
    issuer_country: str
    fingerprint: str
    code_state: str
    wallet: str
    device_number: bool
    stored_at: datetime
    frozen_at: datetime | None
    forgotten_at: datetime | None

    @property
    def expiry(self) -> str:
        """``MM/YY``."""
        return f"{self.expiry_month:02}/{self.expiry_year % 100:02}"


def view_of(card: Card) -> CardView:
    """The row as a value."""
    return CardView(
        id=card.id,
        token=card.token,
        brand=card.brand,
        first_six=card.first_six,
        last_four=card.last_four,
        expiry_month=card.expiry_month,
        expiry_year=card.expiry_year,
        funding=card.funding,
        issuer_country=card.issuer_country,
        fingerprint=card.fingerprint,
        code_state=card.code_state,
        wallet=card.wallet,
        device_number=card.device_number,
        stored_at=card.stored_at,
        frozen_at=card.frozen_at,
        forgotten_at=card.forgotten_at,
    )


def card(*, tenant: str, token: str) -> CardView:
    """The card behind a token of this tenant; raises :class:`NotFound`."""
    found = rows.one(Card, tenant=tenant, token=token)
    if found is None:
        raise NotFound("No card has this token.", code="card_unknown")
    return view_of(found)


def rows_by_data_key() -> dict[UUID, int]:
    """How many cards and security codes each data key seals."""
    total: Counter[UUID] = Counter()
    for sealed in (Card.objects.filter(sealed__isnull=False), SecurityCode.objects.all()):
        counted = sealed.order_by().values_list("data_key_id").annotate(rows=Count("pk"))
        total.update(dict(counted))
    return dict(total)


def stored_since(since: datetime) -> int:
    """How many cards were stored from then on (security time)."""
    return Card.objects.filter(id__gte=first_id(since)).count()


def ids_of_number(*, tenant: str, fingerprint: str) -> list[UUID]:
    """Ids of the cards that hold the number with this fingerprint, under whatever token."""
    found = Card.objects.filter(tenant=tenant, fingerprint=fingerprint)
    return list(found.values_list("id", flat=True)[:200])
