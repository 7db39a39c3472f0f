"""The AReq: judge it, keep what the challenge will need, answer with an ARes."""

import base64
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.urls import reverse

from fondaco.bank.acs.keys import acs_key
from fondaco.bank.acs.models import Authentication, CardStanding, MethodVisit
from fondaco.bank.acs.rules import Bound, Judgement, Situation, judge, seal
from fondaco.bank.faults.triggers import Authentication as Forced
from fondaco.bank.faults.triggers import trigger_of
from fondaco.bank.issuer.queries import (
    CardForAuthentication,
    card_for_authentication,
    soft_declined_since,
)
from fondaco.bank.issuer.ranges import range_of
from fondaco.bank.issuer.rates import convert
from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action
from fondaco.money.currency import UnknownCurrency, currency_by_numeric
from fondaco.threeds.build import build_ares
from fondaco.threeds.challenge import AcsState
from fondaco.threeds.codes import (
    AuthenticationType,
    ErrorCode,
    ErrorComponent,
    MessageCategory,
    TransStatus,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.outcome import Brand, outcome
from fondaco.threeds.validation import Message

REFERENCE = "RIALTO-ACS-PRACTICE-0001"
SILENT_FOR_S = 2.0
"""How long the directory waits for an ACS whose trigger is silence before it gives up."""

SOFT_DECLINE_REMEMBERED = timedelta(minutes=30)
WORDS = {
    TransStatus.DENIED: "Banca Rialto could not confirm this payment. Call 1000 if you made it.",
    TransStatus.REJECTED: "Banca Rialto stopped this payment for your safety. Please call 1000.",
}


def answer(areq: Message) -> Message:
    """The ARes. Raises :class:`ProtocolError` for what this ACS does not do, and 402 when the
    card's trigger is that nobody answers."""
    trigger = trigger_of(areq.text("acctNumber")).authentication
    if trigger is Forced.TIMEOUT:
        time.sleep(SILENT_FOR_S)
        raise ProtocolError(ErrorCode.TIMED_OUT, "ARes", component=ErrorComponent.DIRECTORY)
    if areq.text("messageCategory") != MessageCategory.PAYMENT.value:
        raise ProtocolError(
            ErrorCode.TRANSACTION_DATA_INVALID, "messageCategory", component=ErrorComponent.ACS
        )
    card = card_for_authentication(areq.text("acctNumber"))
    purchase = _purchase(areq)
    judgement = judge(_situation(areq, card, trigger, purchase), clock.today())
    return _record(areq=areq, card=card, purchase=purchase, judgement=judgement)


@dataclass(frozen=True, slots=True)
class Amount:
    """What is to be paid: minor units and an alphabetic ISO 4217 code."""

    minor: int
    currency: str


def _purchase(areq: Message) -> Amount:
    try:
        found = currency_by_numeric(areq.text("purchaseCurrency"))
    except UnknownCurrency:
        found = None
    amount_minor = int(areq.text("purchaseAmount"))
    if found is None or str(found.exponent) != areq.text("purchaseExponent"):
        raise ProtocolError(
            ErrorCode.TRANSACTION_DATA_INVALID, "purchaseCurrency", component=ErrorComponent.ACS
        )
    if not 0 < amount_minor < 10**15:
        raise ProtocolError(
            ErrorCode.TRANSACTION_DATA_INVALID, "purchaseAmount", component=ErrorComponent.ACS
        )
    return Amount(amount_minor, found.code)


def _situation(
    areq: Message, card: CardForAuthentication | None, trigger: Forced, purchase: Amount
) -> Situation:
    if card is None:
        return Situation(trigger, None)
    moment = clock.real_now()
    blocked = CardStanding.objects.filter(card_id=card.id, blocked_until_at__gt=moment).exists()
    visit = MethodVisit.objects.filter(
        server_trans_id=areq.text("threeDSServerTransID").lower(), seen_before=True
    )
    return Situation(
        trigger=trigger,
        card_status=card.status,
        expiry=card.expiry,
        asked_expiry=areq.optional("cardExpiryDate"),
        blocked=blocked,
        soft_declined_lately=soft_declined_since(card.id, clock.now() - SOFT_DECLINE_REMEMBERED),
        wish=areq.optional("threeDSRequestorChallengeInd"),
        euro_minor=convert(purchase.minor, purchase.currency, "EUR"),
        known_device=visit.exists(),
        payments_before=card.payments_before,
    )


@action
def _record(
    *,
    areq: Message,
    card: CardForAuthentication | None,
    purchase: Amount,
    judgement: Judgement,
) -> Message:
    acs_trans_id = uuid4()
    status = judgement.status
    challenge = status is TransStatus.CHALLENGE
    payee = areq.text("merchantName")
    issued = range_of(areq.text("acctNumber"))
    brand = issued.brand if issued is not None else Brand.VISA
    bound = bound_to(acs_trans_id, card.id if card else None, purchase, payee)
    proven = status in {TransStatus.AUTHENTICATED, TransStatus.ATTEMPTED}
    ares = build_ares(
        areq=areq,
        acs_trans_id=str(acs_trans_id),
        acs_reference_number=REFERENCE,
        acs_operator_id="banca-rialto",
        status=status,
        reason=judgement.reason,
        eci=outcome(status, brand).eci,
        authentication_value=new_value(bound) if proven else None,
        authentication_type=AuthenticationType.DYNAMIC if challenge else None,
        challenge_mandated=True if challenge else None,
        acs_url=settings.BANK_URL + reverse("acs_challenge") if challenge else None,
        cardholder_info=WORDS.get(status),
    )
    moment = clock.real_now()
    row = Authentication(
        id=acs_trans_id,
        server_trans_id=areq.text("threeDSServerTransID").lower(),
        ds_trans_id=areq.text("dsTransID").lower(),
        version=areq.version,
        card_id=card.id if card else None,
        amount_minor=purchase.minor,
        currency=purchase.currency,
        payee=payee,
        notification_url=areq.text("notificationURL"),
        requestor_url=areq.text("threeDSRequestorURL"),
        # The value is kept in its own column only.
        ares={name: value for name, value in ares.items() if name != "authenticationValue"},
        trans_status=status.value,
        eci=ares.optional("eci") or "",
        authentication_value=ares.optional("authenticationValue") or "",
        state=AcsState.AWAITING_CREQ.value if challenge else "",
        since_at=moment,
        asked_at=moment,
    )
    rows.add(row)
    return ares


def bound_to(acs_trans_id: UUID, card_id: UUID | None, purchase: Amount, payee: str) -> Bound:
    """What codes and values of this authentication belong to."""
    return Bound(str(acs_trans_id), str(card_id), purchase.minor, purchase.currency, payee)


def new_value(bound: Bound) -> str:
    """An authentication value: 20 bytes, base64, sealed to card, amount, currency and payee."""
    return base64.b64encode(seal(acs_key(), "value", secrets.token_hex(8), bound)[:20]).decode()
