"""Opening accounts, giving out cards, booking lines."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fondaco.bank.issuer.models import Account, Booking, Card, Cardholder
from fondaco.bank.issuer.ranges import range_of
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action


@action
def open_cardholder(
    *,
    name: str,
    email: str,
    password_hash: str,
    phone: str,
    country: str,
    kind: str = "person",
    story: str = "",
) -> UUID:
    """A customer of the bank; an e-mail address that is known already keeps its customer."""
    known = Cardholder.objects.filter(email=email.lower()).first()
    if known is not None:
        return known.id
    return Cardholder.objects.create(
        name=name,
        email=email.lower(),
        password=password_hash,
        phone=phone,
        country=country,
        kind=kind,
        story=story,
        joined_at=clock.now(),
    ).id


@action
def open_account(
    *,
    iban: str,
    currency: str,
    kind: str,
    name: str,
    holder_name: str,
    cardholder_id: UUID | None = None,
    credit_limit_minor: int = 0,
    opening_minor: int = 0,
    status: str = "open",
) -> UUID:
    """An account; once for IBAN and currency. ``kind``: current, credit, prepaid, merchant."""
    account, made = Account.objects.get_or_create(
        iban=iban,
        currency=currency,
        defaults={
            "cardholder_id": cardholder_id,
            "kind": kind,
            "name": name,
            "holder_name": holder_name,
            "credit_limit_minor": credit_limit_minor,
            "status": status,
            "opened_at": clock.now(),
        },
    )
    if made and opening_minor:
        book(
            account_id=account.id,
            key=f"opening:{account.id}",
            kind="opening",
            amount_minor=opening_minor,
            text="Opening balance",
            booked_date=clock.today(),
        )
    return account.id


@action
def add_card(
    *,
    account_id: UUID,
    number: str,
    expiry: str,
    security_code: str,
    label: str,
    is_virtual: bool = False,
    single_use: bool = False,
    locks_to_merchant: bool = False,
    locked_merchant: str = "",
    payment_limit_minor: int | None = None,
    month_limit_minor: int | None = None,
    good_until: date | None = None,
) -> UUID:
    """Give out a card whose number lies in one of the bank's ranges; once a number."""
    issued = range_of(number)
    if issued is None:
        raise Refusal("number_out_of_range", "The number lies in none of the bank's ranges.")
    card, _ = Card.objects.get_or_create(
        number=number,
        defaults={
            "account_id": account_id,
            "expiry": expiry,
            "security_code": security_code,
            "brand": issued.brand.value,
            "funding": issued.funding,
            "label": label,
            "is_virtual": is_virtual,
            "single_use": single_use,
            "locks_to_merchant": locks_to_merchant,
            "locked_merchant": locked_merchant,
            "payment_limit_minor": payment_limit_minor,
            "month_limit_minor": month_limit_minor,
            "good_until_date": good_until,
            "made_at": clock.now(),
        },
    )
    return card.id


@dataclass(frozen=True, slots=True)
class Counterparty:
    """The other side of a booked line, as far as it is known."""

    name: str = ""
    iban: str = ""


@action
def book(
    *,
    account_id: UUID,
    key: str,
    kind: str,
    amount_minor: int,
    text: str,
    booked_date: date,
    counterparty: Counterparty = Counterparty(),
    reference: str = "",
    payment_id: UUID | None = None,
    original: tuple[int, str] | None = None,
) -> UUID:
    """Write one line and move the balance with it; once a key.

    Raises :class:`Refusal` ``not_covered`` when what goes out is more than is there.
    """
    account = Account.objects.select_for_update().get(id=account_id)
    known = Booking.objects.filter(key=key).first()
    if known is not None:
        return known.id
    after = account.balance_minor + amount_minor
    short = after < -account.credit_limit_minor and amount_minor < 0
    if short and account.kind != "merchant":
        raise Refusal("not_covered", "The account does not hold enough.")
    account.balance_minor = after
    account.save(update_fields=["balance_minor"])
    return Booking.objects.create(
        account=account,
        payment_id=payment_id,
        key=key,
        kind=kind,
        amount_minor=amount_minor,
        balance_after_minor=after,
        original_minor=original[0] if original else None,
        original_currency=original[1] if original else "",
        text=text[:140],
        counterparty=counterparty.name[:80],
        counterparty_iban=counterparty.iban,
        reference=reference[:64],
        booked_date=booked_date,
        booked_at=clock.now(),
    ).id
