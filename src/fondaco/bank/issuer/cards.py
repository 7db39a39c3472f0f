"""What cardholders do with their cards: virtual ones, freezing, limits, locks, losing, deleting."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.bank.faults.triggers import PLAIN, trigger_of
from fondaco.bank.issuer.actions import add_card
from fondaco.bank.issuer.models import Account, Card
from fondaco.bank.issuer.ranges import VIRTUAL_PREFIXES, with_check_digit
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.threeds.outcome import Brand

MOST_VIRTUAL_CARDS = 20
MOST_DAYS = 365
PLASTIC_YEARS = 4
LONGEST_MERCHANT = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """What a card may spend, in its account's minor units; None is no limit of its own."""

    payment_minor: int | None = None
    month_minor: int | None = None


@dataclass(frozen=True, slots=True)
class VirtualCard:
    """How a virtual card is to be. ``merchant`` locks it to that one, ``locks`` alone to the
    first one it pays; it pays through ``days`` days from today."""

    label: str
    brand: Brand = Brand.VISA
    single_use: bool = False
    locks: bool = False
    merchant: str = ""
    limits: Limits = Limits()
    days: int = MOST_DAYS


@action
def make_virtual_card(*, cardholder_id: UUID, account_id: UUID, wish: VirtualCard) -> UUID:
    """A new number on an account."""
    account = (
        Account.objects.select_for_update()
        .filter(id=account_id, cardholder_id=cardholder_id, status="open")
        .first()
    )
    if account is None:
        raise NotFound(_("This account is not one of yours."))
    open_cards = Card.objects.filter(account=account, is_virtual=True).exclude(status="closed")
    if open_cards.count() >= MOST_VIRTUAL_CARDS:
        raise Refusal(
            "too_many_cards",
            _("This account has twenty virtual cards already."),
            not_done=_("No card was made."),
            next_step=_("Delete one you no longer use."),
        )
    if not 1 <= wish.days <= MOST_DAYS:
        raise Refusal(
            "days_invalid",
            _("A virtual card is good for 1 to 365 days."),
            not_done=_("No card was made."),
            next_step=_("Write a number of days."),
            field="days",
            status=400,
        )
    _check_limits(wish.limits)
    last_day = clock.today() + timedelta(days=wish.days)
    return add_card(
        account_id=account.id,
        number=_free_number(VIRTUAL_PREFIXES[wish.brand]),
        expiry=_expiry(last_day),
        security_code=f"{secrets.randbelow(1000):03}",
        label=wish.label,
        is_virtual=True,
        single_use=wish.single_use,
        locks_to_merchant=wish.locks or bool(wish.merchant),
        locked_merchant=wish.merchant[:LONGEST_MERCHANT],
        payment_limit_minor=wish.limits.payment_minor,
        month_limit_minor=wish.limits.month_minor,
        good_until=last_day,
    )


@action
def set_frozen(*, cardholder_id: UUID, card_id: UUID, frozen: bool) -> None:
    """Freeze or unfreeze; a card that is lost, stolen or deleted stays so."""
    card = _own(cardholder_id, card_id)
    if card.status in {"active", "frozen"}:
        card.status = "frozen" if frozen else "active"
        card.save(update_fields=["status"])


@action
def set_limits(*, cardholder_id: UUID, card_id: UUID, limits: Limits) -> None:
    """How much the card may spend in one payment and in a month."""
    _check_limits(limits)
    card = _own(cardholder_id, card_id)
    card.payment_limit_minor = limits.payment_minor
    card.month_limit_minor = limits.month_minor
    card.save(update_fields=["payment_limit_minor", "month_limit_minor"])


@action
def set_lock(*, cardholder_id: UUID, card_id: UUID, locks: bool, merchant: str) -> None:
    """Lock a virtual card to the named merchant, or the first one it pays; or unlock it."""
    card = _own(cardholder_id, card_id)
    if not card.is_virtual:
        raise Refusal(
            "not_virtual",
            _("Only a virtual card can be locked to a shop."),
            not_done=_("Nothing was changed."),
            next_step=_("Make a virtual card for this shop."),
        )
    card.locks_to_merchant = locks
    card.locked_merchant = merchant[:LONGEST_MERCHANT] if locks else ""
    card.save(update_fields=["locks_to_merchant", "locked_merchant"])


@action
def delete_card(*, cardholder_id: UUID, card_id: UUID) -> None:
    """Close a virtual card for good. What it paid stays on the statement."""
    card = _own(cardholder_id, card_id)
    if not card.is_virtual:
        raise Refusal(
            "not_virtual",
            _("Only a virtual card can be deleted here."),
            not_done=_("Nothing was changed."),
            next_step=_("Freeze the card, or report it lost."),
        )
    card.status = "closed"
    card.save(update_fields=["status"])


@action
def report_lost(*, cardholder_id: UUID, card_id: UUID, stolen: bool) -> UUID:
    """End a plastic card that is out of its cardholder's hands; returns the one that replaces it.

    Doing it again changes nothing and returns the card itself.
    """
    card = _own(cardholder_id, card_id)
    if card.is_virtual:
        raise Refusal(
            "not_plastic",
            _("A virtual card cannot get lost."),
            not_done=_("Nothing was changed."),
            next_step=_("Delete it if somebody may know its number."),
        )
    if card.status in {"lost", "stolen", "closed"}:
        return card.id
    card.status = "stolen" if stolen else "lost"
    card.save(update_fields=["status"])
    today = clock.today()
    amex = card.brand == Brand.AMEX.value
    return add_card(
        account_id=card.account_id,
        number=_free_number(card.number[:8]),
        expiry=_expiry(date(today.year + PLASTIC_YEARS, today.month, 1)),
        security_code=f"{secrets.randbelow(10_000):04}"
        if amex
        else f"{secrets.randbelow(1000):03}",
        label=card.label,
        payment_limit_minor=card.payment_limit_minor,
        month_limit_minor=card.month_limit_minor,
    )


def _check_limits(limits: Limits) -> None:
    for field, minor in (
        ("payment_limit", limits.payment_minor),
        ("month_limit", limits.month_minor),
    ):
        if minor is not None and minor <= 0:
            raise Refusal(
                "limit_invalid",
                _("A limit is more than nothing."),
                not_done=_("The limit was not changed."),
                next_step=_("Freeze the card if nothing should be spent."),
                field=field,
                status=400,
            )


def _own(cardholder_id: UUID, card_id: UUID) -> Card:
    card = (
        Card.objects.select_for_update(of=("self",))
        .filter(id=card_id, account__cardholder_id=cardholder_id)
        .first()
    )
    if card is None:
        raise NotFound(_("This card is not one of yours."))
    return card


def _expiry(day: date) -> str:
    return f"{day.year % 100:02}{day.month:02}"


def _free_number(prefix: str) -> str:
    """An unused number with this prefix that triggers nothing, as long as its network's are."""
    digits = 14 if prefix.startswith("3") else 15
    free = digits - len(prefix)
    while True:
        number = with_check_digit(f"{prefix}{secrets.randbelow(10**free):0{free}}")
        if trigger_of(number) is PLAIN and not Card.objects.filter(number=number).exists():
            return number
