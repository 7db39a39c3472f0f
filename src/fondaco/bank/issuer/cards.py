"""What cardholders do with their cards: virtual ones, freezing, limits, closing."""

import secrets
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.bank.issuer.actions import add_card
from fondaco.bank.issuer.models import Account, Card
from fondaco.bank.issuer.ranges import VIRTUAL_PREFIXES, with_check_digit
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.money.amount import Money
from fondaco.threeds.outcome import Brand

MOST_VIRTUAL_CARDS = 20
VIRTUAL_YEARS = 1


@action
def make_virtual_card(
    *,
    cardholder_id: UUID,
    account_id: UUID,
    label: str,
    brand: Brand,
    single_use: bool,
    locks_to_merchant: bool,
    limit: Money | None,
) -> UUID:
    """A new number on an account, good for a year."""
    account = Account.objects.filter(
        id=account_id, cardholder_id=cardholder_id, status="open"
    ).first()
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
    today = clock.today()
    return add_card(
        account_id=account.id,
        number=_free_number(brand),
        expiry=f"{(today.year + VIRTUAL_YEARS) % 100:02}{today.month:02}",
        security_code=f"{secrets.randbelow(1000):03}",
        label=label,
        is_virtual=True,
        single_use=single_use,
        locks_to_merchant=locks_to_merchant,
        limit_minor=limit.amount_minor if limit is not None else None,
    )


@action
def set_frozen(*, cardholder_id: UUID, card_id: UUID, frozen: bool) -> None:
    """Freeze or unfreeze; a card that is lost, stolen or deleted stays so."""
    card = _own(cardholder_id, card_id)
    if card.status in {"active", "frozen"}:
        card.status = "frozen" if frozen else "active"
        card.save(update_fields=["status"])


@action
def set_limit(*, cardholder_id: UUID, card_id: UUID, limit_minor: int | None) -> None:
    """How much the card may spend: a month for plastic, in all for a virtual card."""
    if limit_minor is not None and limit_minor <= 0:
        raise Refusal(
            "limit_invalid",
            _("A limit is more than nothing."),
            not_done=_("The limit was not changed."),
            next_step=_("Freeze the card if nothing should be spent."),
            field="limit",
            status=400,
        )
    card = _own(cardholder_id, card_id)
    card.limit_minor = limit_minor
    card.save(update_fields=["limit_minor"])


@action
def delete_card(*, cardholder_id: UUID, card_id: UUID) -> None:
    """Close a virtual card for good. What it paid stays on the statement."""
    card = _own(cardholder_id, card_id)
    if not card.is_virtual:
        raise Refusal(
            "not_virtual",
            _("Only a virtual card can be deleted here."),
            next_step=_("Freeze the card instead."),
        )
    card.status = "closed"
    card.save(update_fields=["status"])


def _own(cardholder_id: UUID, card_id: UUID) -> Card:
    card = (
        Card.objects.select_for_update(of=("self",))
        .filter(id=card_id, account__cardholder_id=cardholder_id)
        .first()
    )
    if card is None:
        raise NotFound(_("This card is not one of yours."))
    return card


def _free_number(brand: Brand) -> str:
    prefix = VIRTUAL_PREFIXES[brand]
    while True:
        number = with_check_digit(f"{prefix}{secrets.randbelow(10**7):07}")
        if not Card.objects.filter(number=number).exists():
            return number
