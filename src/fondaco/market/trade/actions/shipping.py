"""How a seller ships: their options, replaced as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.rules.shipping import EVERYWHERE
from fondaco.money.currency import CURRENCIES

MAX_OPTIONS = 20


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """One way of shipping. ``window_days``: first and last business day after payment;
    ``countries``: ISO 3166 alpha-2 codes, or ``("*",)``; ``id`` keeps an option's identity."""

    name: str
    carrier: str
    price_minor: int
    currency: str
    window_days: tuple[int, int]
    countries: tuple[str, ...]
    free_from_minor: int | None = None
    id: UUID | None = None


@action
def set_shipping_options(
    *, seller_id: UUID, options: Sequence[OptionDraft], actor: audit.Actor | None = None
) -> list[UUID]:
    """Replace all options of a seller; returns their ids in order. Those left out are retired."""
    if len(options) > MAX_OPTIONS:
        raise _invalid(
            _("A seller has at most %(most)d ways of shipping.") % {"most": MAX_OPTIONS}, "options"
        )
    for option in options:
        _check(option)
    rows = models.ShippingOption.objects.select_for_update().filter(
        seller_id=seller_id, retired_at=None
    )
    existing = {row.id: row for row in rows.order_by("id")}
    kept: list[UUID] = []
    for position, draft in enumerate(options):
        row = existing.get(draft.id) if draft.id else None
        row = row or models.ShippingOption(seller_id=seller_id)
        row.position, row.name, row.carrier = position, draft.name.strip(), draft.carrier
        row.currency, row.price_minor = draft.currency, draft.price_minor
        row.free_from_minor = draft.free_from_minor
        row.first_days, row.last_days = draft.window_days
        row.countries = sorted({country.upper() for country in draft.countries})
        row.save()
        kept.append(row.id)
    models.ShippingOption.objects.filter(id__in=existing.keys() - set(kept)).update(
        retired_at=clock.now()
    )
    audit.record(
        actor=actor or audit.Actor("seller", seller_id),
        act="seller.shipping",
        subject_kind="seller",
        subject_id=seller_id,
        options=[
            {"carrier": each.carrier, "price_minor": each.price_minor, "currency": each.currency}
            for each in options
        ],
    )
    return kept


def _check(option: OptionDraft) -> None:
    first, last = option.window_days
    if not 1 <= len(option.name.strip()) <= 80:
        raise _invalid(_("A way of shipping needs a name of at most 80 characters."), "name")
    if not option.carrier.strip() or len(option.carrier) > 40:
        raise _invalid(_("Say which carrier takes the parcel."), "carrier")
    if option.currency not in CURRENCIES:
        raise _invalid(_("This currency is not known here."), "currency")
    if not 0 <= option.price_minor <= 10_000_000:
        raise _invalid(_("The price of shipping is not an amount we can charge."), "price")
    if option.free_from_minor is not None and option.free_from_minor < 0:
        raise _invalid(_("The value from which shipping is free is not an amount."), "free_from")
    if not 1 <= first <= last <= 60:
        raise _invalid(
            _("The delivery window is two numbers of business days, 1 to 60, in order."), "window"
        )
    if not option.countries or not all(_is_place(country) for country in option.countries):
        raise _invalid(_("Name the countries by their two-letter codes."), "countries")


def _is_place(country: str) -> bool:
    return country == EVERYWHERE or (len(country) == 2 and country.isascii() and country.isalpha())


def _invalid(what: str, field: str) -> Refusal:
    return Refusal(
        "shipping_option_invalid",
        what,
        not_done=_("Your shipping options were not changed."),
        next_step=_("Correct it and save again."),
        field=field,
        status=422,
    )
