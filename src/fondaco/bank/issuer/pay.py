"""Card payments at the issuer: hold, capture, release, book, give back."""

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from uuid import UUID

from django.db.models import Sum

from fondaco.bank.faults.triggers import PLAIN, Authentication, trigger_of
from fondaco.bank.issuer import rules
from fondaco.bank.issuer.actions import book
from fondaco.bank.issuer.models import Account, Card, CardPayment
from fondaco.bank.issuer.rates import convert
from fondaco.kernel import clock, rows
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.threeds.outcome import Brand

log = logging.getLogger(__name__)
LIVE = ("held", "captured", "booked")


@dataclass(frozen=True, slots=True)
class Answer:
    """The issuer's answer; ``payment_id`` is None when there is no such card."""

    response_code: str
    payment_id: UUID | None
    network_reference: str
    approval_code: str


@action
def authorize(
    *,
    number: str,
    expiry: str,
    security_code: str | None,
    amount_minor: int,
    currency: str,
    merchant: str,
    proof: rules.Proven,
    wallet: str = "",
    exemption: str = "",
) -> Answer:
    """Answer an authorization and, when it is approved, hold the amount on the account."""
    card = rows.one(Card, number=number)
    if card is None:
        return Answer(rules.NO_SUCH_CARD, None, _network_reference(), "")
    # The account's row is the lock under which what is available is judged.
    account = _account(card.account_id)
    card = rows.one(Card, lock=True, id=card.id) or card
    billed = convert(amount_minor, currency, account.currency)
    asked = rules.Asked(
        expiry=expiry,
        security_code=security_code,
        merchant=merchant_root(merchant),
        billed_minor=billed,
        euro_minor=convert(amount_minor, currency, "EUR"),
        proof=proof,
        exemption=exemption,
    )
    if asked.may_be_low_value:
        asked = replace(asked, unconfirmed=_unconfirmed(card))
    code = rules.decide(_facts(card, account), asked, clock.today())
    approved = code == rules.APPROVED
    payment = CardPayment(
        card=card,
        merchant=merchant[:40],
        amount_minor=amount_minor,
        currency=currency,
        billed_minor=billed,
        state="held" if approved else "declined",
        response_code=code,
        network_reference=_network_reference(),
        approval_code=f"{secrets.randbelow(10**6):06}" if approved else "",
        by_challenge=proof.by_challenge,
        wallet=wallet,
        authorized_at=clock.now(),
    )
    rows.add(payment)
    if approved:
        _move_hold(account, billed)
        if card.locks_to_merchant and not card.locked_merchant:
            card.locked_merchant = merchant_root(merchant)[:40]
            card.save(update_fields=["locked_merchant"])
    return Answer(code, payment.id, payment.network_reference, payment.approval_code)


@action
def capture(*, payment_id: UUID, amount_minor: int) -> None:
    """The merchant takes what it was authorized to take; what is over is released."""
    payment, account = _locked(payment_id)
    if payment.state != "held":
        raise Refusal("not_held", "The payment is not held any more.")
    kept = _billed_share(payment, amount_minor)
    _move_hold(account, kept - payment.billed_minor)
    payment.captured_minor, payment.billed_minor = amount_minor, kept
    payment.state = "captured"
    payment.save(update_fields=["captured_minor", "billed_minor", "state"])


@action
def reverse(*, payment_id: UUID) -> None:
    """The hold ends and nothing is booked. Doing it twice changes nothing."""
    payment, account = _locked(payment_id)
    if payment.state == "held":
        _move_hold(account, -payment.billed_minor)
        payment.state = "reversed"
        payment.save(update_fields=["state"])


@action
def clear(*, payment_id: UUID, day: date) -> str:
    """Clearing: the hold becomes a booked line. Doing it twice changes nothing.

    Returns what the card's trigger lets follow, as the table of triggers names it, or nothing.
    """
    payment, account = _locked(payment_id)
    if payment.state != "captured":
        return ""
    _move_hold(account, -payment.billed_minor)
    abroad = payment.currency != account.currency
    book(
        account_id=account.id,
        key=f"purchase:{payment.id}",
        kind="card_purchase",
        amount_minor=-payment.billed_minor,
        text=payment.merchant,
        booked_date=day,
        reference=payment.network_reference,
        payment_id=payment.id,
        original=(payment.captured_minor, payment.currency) if abroad else None,
    )
    payment.state = "booked"
    payment.booked_minor = payment.billed_minor
    payment.save(update_fields=["state", "booked_minor"])
    return trigger_of(payment.card.number).later


@action
def give_back(
    *, payment_id: UUID, key: str, amount_minor: int, text: str, kind: str, day: date
) -> str:
    """Credit a refund or a chargeback to the card's account; the response code is the answer.

    A refund to a card or account that is closed, or to a number that was good for one payment,
    is refused (46), and nothing is booked. A chargeback goes to the account whatever the card.
    """
    payment, account = _locked(payment_id)
    card = payment.card
    gone = account.status == "closed" or card.status == "closed" or card.single_use
    if kind == "card_refund" and (gone or trigger_of(card.number).later == "refund_refused"):
        return rules.CLOSED_ACCOUNT
    abroad = payment.currency != account.currency
    book(
        account_id=account.id,
        key=key,
        kind=kind,
        amount_minor=_billed_share(payment, amount_minor),
        text=text or payment.merchant,
        booked_date=day,
        reference=payment.network_reference,
        payment_id=payment.id,
        original=(amount_minor, payment.currency) if abroad else None,
    )
    return rules.APPROVED


@action
def take_again(*, payment_id: UUID, key: str, amount_minor: int, day: date) -> None:
    """The merchant won the dispute: what was credited for now is taken back.

    An account that cannot cover it any more keeps it, and the bank bears the loss.
    """
    payment, account = _locked(payment_id)
    try:
        book(
            account_id=account.id,
            key=key,
            kind="chargeback",
            amount_minor=-_billed_share(payment, amount_minor),
            text=f"Decided for the shop: {payment.merchant}",
            booked_date=day,
            reference=payment.network_reference,
            payment_id=payment.id,
        )
    except Refusal:
        log.warning(
            "payment %s: the credit of a lost dispute stays with the cardholder", payment.id
        )


def merchant_root(descriptor: str) -> str:
    """Who stands before the star: ``Fondaco`` of ``Fondaco*Officina Brenta``."""
    return descriptor.partition("*")[0].strip()


def _billed_share(payment: CardPayment, amount_minor: int) -> int:
    """A part of the payment in the account's currency, at the rate of its authorization."""
    whole = payment.captured_minor or payment.amount_minor
    return max(1, (payment.billed_minor * amount_minor * 2 + whole) // (whole * 2))


def _unconfirmed(card: Card) -> int:
    """How many payments the card has made since one that was confirmed, as far as it matters.
    The account's row is locked, so that two at once count each other."""
    newest = card.payments.filter(state__in=LIVE).order_by("-id")
    asked = newest.values_list("by_challenge", flat=True)[: rules.LOW_VALUE_COUNT]
    return len(list(takewhile(lambda by_challenge: not by_challenge, asked)))


def _facts(card: Card, account: Account) -> rules.CardFacts:
    live = card.payments.filter(state__in=LIVE)
    today = clock.today()
    counted = live.filter(authorized_at__year=today.year, authorized_at__month=today.month)
    trigger = trigger_of(card.number)
    return rules.CardFacts(
        brand=Brand(card.brand),
        status="closed" if account.status == "closed" else card.status,
        expiry=card.expiry,
        security_code=card.security_code,
        available_minor=account.balance_minor + account.credit_limit_minor - account.held_minor,
        payment_limit_minor=card.payment_limit_minor,
        month_limit_minor=card.month_limit_minor,
        good_until=card.good_until_date,
        spent_minor=counted.aggregate(total=Sum("billed_minor"))["total"] or 0,
        single_use=card.single_use,
        used=card.single_use and live.exists(),
        locked_merchant=card.locked_merchant,
        forced_response=trigger.response,
        takes_any_details=trigger is not PLAIN,
        always_needs_challenge=trigger.authentication is Authentication.AFTER_SOFT_DECLINE,
    )


def _locked(payment_id: UUID) -> tuple[CardPayment, Account]:
    """The payment and its account, the account locked first as everywhere."""
    found = CardPayment.objects.select_related("card").get(id=payment_id)
    account = _account(found.card.account_id)
    payment = (
        CardPayment.objects.select_related("card")
        .select_for_update(of=("self",))
        .get(id=payment_id)
    )
    return payment, account


def _account(account_id: UUID) -> Account:
    """The account's row, locked."""
    account = rows.one(Account, lock=True, id=account_id)
    if account is None:
        raise Account.DoesNotExist
    return account


def _move_hold(account: Account, by_minor: int) -> None:
    account.held_minor += by_minor
    rows.change(account, "held_minor")


def _network_reference() -> str:
    """Fifteen digits, as networks number a transaction for its whole life."""
    return f"{secrets.randbelow(9 * 10**14) + 10**14}"
