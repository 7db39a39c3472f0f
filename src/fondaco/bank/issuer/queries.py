"""What other rooms and pages may know of cardholders, accounts and cards."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from fondaco.bank.issuer.models import Account, Booking, Card, Cardholder, CardPayment
from fondaco.bank.issuer.rates import rate_text

PAGE = 40


@dataclass(frozen=True, slots=True)
class CardForAuthentication:
    """A card as the ACS needs it: never its number or security code."""

    id: UUID
    brand: str
    status: str
    expiry: str
    last_four: str
    phone: str
    payments_before: int


def card_for_authentication(number: str) -> CardForAuthentication | None:
    """The card with this number, or None."""
    return _for_authentication(Card.objects.filter(number=number))


def card_by_id_for_authentication(card_id: UUID) -> CardForAuthentication | None:
    """The card with this id, or None."""
    return _for_authentication(Card.objects.filter(id=card_id))


def _for_authentication(rows: QuerySet[Card]) -> CardForAuthentication | None:
    card = rows.select_related("account__cardholder").first()
    if card is None:
        return None
    holder = card.account.cardholder
    return CardForAuthentication(
        id=card.id,
        brand=card.brand,
        status="closed" if card.account.status == "closed" else card.status,
        expiry=card.expiry,
        last_four=card.number[-4:],
        phone=holder.phone if holder is not None else "",
        payments_before=card.payments.filter(state="booked").count(),
    )


def soft_declined_since(card_id: UUID, since: datetime) -> bool:
    """Whether the card was asked for strong authentication since then, and it has not passed."""
    last = (
        CardPayment.objects.filter(card_id=card_id, authorized_at__gte=since)
        .order_by("-id")
        .first()
    )
    return last is not None and last.response_code in {"1A", "65"}


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A card payment. ``billed_minor`` is in the account's currency."""

    id: UUID
    card_id: UUID
    account_id: UUID
    merchant: str
    amount_minor: int
    currency: str
    billed_minor: int
    billed_currency: str
    captured_minor: int
    state: str
    response_code: str
    network_reference: str
    by_challenge: bool
    wallet: str
    authorized_at: datetime
    card_label: str
    card_last_four: str
    dispute_state: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with what may be spent from it."""

    id: UUID
    iban: str
    currency: str
    kind: str
    name: str
    holder_name: str
    status: str
    balance_minor: int
    held_minor: int
    credit_limit_minor: int
    cardholder_id: UUID | None

    @property
    def available_minor(self) -> int:
        return self.balance_minor + self.credit_limit_minor - self.held_minor


@dataclass(frozen=True, slots=True)
class BookingView:
    """A booked line."""

    id: UUID
    kind: str
    amount_minor: int
    balance_after_minor: int
    original_minor: int | None
    original_currency: str
    text: str
    counterparty: str
    counterparty_iban: str
    reference: str
    booked_date: date
    booked_at: datetime
    payment_id: UUID | None
    wallet: str
    dispute_state: str
    rate: str


@dataclass(frozen=True, slots=True)
class HolderView:
    """A cardholder, without secrets."""

    id: UUID
    name: str
    email: str
    phone: str
    country: str
    kind: str
    story: str


def holders(kind: str | None = None) -> list[HolderView]:
    """Everyone at the bank, in the order in which they came."""
    rows = Cardholder.objects.order_by("id")
    return [_holder(row) for row in (rows.filter(kind=kind) if kind else rows)]


def _holder(row: Cardholder) -> HolderView:
    return HolderView(row.id, row.name, row.email, row.phone, row.country, row.kind, row.story)


def accounts_of(cardholder_id: UUID) -> list[AccountView]:
    """The cardholder's accounts, first opened first."""
    rows = Account.objects.filter(cardholder_id=cardholder_id).order_by("id")
    return [account_view(row) for row in rows]


def account_of(cardholder_id: UUID, account_id: UUID) -> AccountView | None:
    """One account, if it is theirs."""
    row = Account.objects.filter(id=account_id, cardholder_id=cardholder_id).first()
    return account_view(row) if row is not None else None


def account_view(row: Account) -> AccountView:
    """A row as a value."""
    return AccountView(
        row.id,
        row.iban,
        row.currency,
        row.kind,
        row.name,
        row.holder_name,
        row.status,
        row.balance_minor,
        row.held_minor,
        row.credit_limit_minor,
        row.cardholder_id,
    )


def payments(cardholder_id: UUID, **narrow: UUID) -> list[PaymentView]:
    """The newest card payments of a cardholder; ``card_id`` or ``account_id`` narrows them."""
    rows = CardPayment.objects.filter(card__account__cardholder_id=cardholder_id)
    if "card_id" in narrow:
        rows = rows.filter(card_id=narrow["card_id"])
    if "account_id" in narrow:
        rows = rows.filter(card__account_id=narrow["account_id"])
    rows = rows.select_related("card__account", "dispute").order_by("-id")
    return [_payment(row) for row in rows[:PAGE]]


def payment_of(cardholder_id: UUID, payment_id: UUID) -> PaymentView | None:
    """One card payment, if it is theirs."""
    row = (
        CardPayment.objects.filter(id=payment_id, card__account__cardholder_id=cardholder_id)
        .select_related("card__account", "dispute")
        .first()
    )
    return _payment(row) if row is not None else None


def _payment(row: CardPayment) -> PaymentView:
    return PaymentView(
        id=row.id,
        card_id=row.card_id,
        account_id=row.card.account_id,
        merchant=row.merchant,
        amount_minor=row.amount_minor,
        currency=row.currency,
        billed_minor=row.billed_minor,
        billed_currency=row.card.account.currency,
        captured_minor=row.captured_minor,
        state=row.state,
        response_code=row.response_code,
        network_reference=row.network_reference,
        by_challenge=row.by_challenge,
        wallet=row.wallet,
        authorized_at=row.authorized_at,
        card_label=row.card.label,
        card_last_four=row.card.number[-4:],
        dispute_state=_dispute_state(row),
    )


def lines(account_id: UUID) -> list[BookingView]:
    """The newest booked lines of an account, newest first."""
    rows = _bookings().filter(account_id=account_id).order_by("-id")
    return [_line(row) for row in rows[:PAGE]]


def lines_of_payment(payment_id: UUID) -> list[BookingView]:
    """What was booked for one card payment."""
    return [_line(row) for row in _bookings().filter(payment_id=payment_id).order_by("id")]


def _bookings() -> QuerySet[Booking]:
    return Booking.objects.select_related("account", "payment__dispute")


def lines_of_day(account_id: UUID, day: date) -> list[BookingView]:
    """What was booked on a day, in order."""
    rows = _bookings().filter(account_id=account_id, booked_date=day).order_by("id")
    return [_line(row) for row in rows]


def balance_before(account_id: UUID, day: date) -> int:
    """The booked balance at the end of the day before."""
    before = Booking.objects.filter(account_id=account_id, booked_date__lt=day)
    return before.aggregate(total=Sum("amount_minor"))["total"] or 0


def accounts_with_iban(iban: str) -> list[AccountView]:
    """Every currency of an IBAN."""
    return [account_view(row) for row in Account.objects.filter(iban=iban).order_by("currency")]


def _line(row: Booking) -> BookingView:
    return BookingView(
        row.id,
        row.kind,
        row.amount_minor,
        row.balance_after_minor,
        row.original_minor,
        row.original_currency,
        row.text,
        row.counterparty,
        row.counterparty_iban,
        row.reference,
        row.booked_date,
        row.booked_at,
        row.payment_id,
        row.payment.wallet if row.payment is not None else "",
        _dispute_state(row.payment),
        rate_text(row.original_currency, row.account.currency) if row.original_currency else "",
    )


def _dispute_state(payment: CardPayment | None) -> str:
    return payment.dispute.state if payment is not None and hasattr(payment, "dispute") else ""


def first_digit(payment_id: UUID) -> str:
    """The first digit of the card that paid: its network's (3 Amex, 4 Visa, 5 Mastercard)."""
    number: str = CardPayment.objects.values_list("card__number", flat=True).get(id=payment_id)
    return number[0]


def strongly_confirmed(payment_id: UUID) -> bool:
    """Whether the cardholder confirmed the payment with a second factor or on their device."""
    return CardPayment.objects.filter(id=payment_id, by_challenge=True).exists()
