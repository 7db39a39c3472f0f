"""Who we are in a message, and the parties of one authentication as the messages want them."""

from datetime import datetime
from typing import Any

from django.conf import settings

from fondaco.money.currency import currency as currency_of
from fondaco.threeds.build import build_areq
from fondaco.threeds.codes import ChallengeIndicator, MethodCompletion
from fondaco.threeds.parties import (
    Browser,
    Card,
    Cardholder,
    Merchant,
    Purchase,
    Requestor,
    Server,
)
from fondaco.threeds.validation import Message
from fondaco.vault.cards.charge import OpenCard
from fondaco.vault.threeds_server.models import Authentication


def server() -> Server:
    """This 3DS Server; RReq messages come to its address."""
    return Server(settings.VAULT_SERVER_REFERENCE, f"{settings.VAULT_URL}/threeds/results")


def notification_url(row: Authentication) -> str:
    """Where the browser brings the CRes."""
    return f"{settings.VAULT_URL}/threeds/notify/{row.id}"


def method_notification_url(row: Authentication) -> str:
    """Where the ACS's method page reports that it is done."""
    return f"{settings.VAULT_URL}/threeds/method-notify/{row.id}"


def areq(row: Authentication, card: OpenCard, completion: MethodCompletion) -> Message:
    """The AReq of this authentication; raises ``ProtocolError`` naming the fields at fault."""
    request: dict[str, Any] = row.request
    unit = currency_of(row.currency)
    kinds = {"credit": "02", "debit": "03"}
    return build_areq(
        version=row.version,
        trans_id=str(row.trans_id),
        server=server(),
        requestor=Requestor(
            settings.VAULT_REQUESTOR_ID, settings.VAULT_REQUESTOR_NAME, settings.MARKET_URL
        ),
        card=Card(card.number, card.expiry, kinds.get(card.view.funding)),
        browser=Browser(**request["browser"]),
        notification_url=notification_url(row),
        method_completion=completion,
        merchant=Merchant(
            acquirer_bin=settings.VAULT_ACQUIRER_BIN,
            acquirer_merchant_id=row.merchant_id,
            mcc=request["mcc"],
            country_numeric=request["country"],
            name=row.payee,
        ),
        purchase=Purchase(
            row.amount_minor,
            unit.numeric,
            unit.exponent,
            datetime.fromisoformat(request["purchased_at"]),
        ),
        cardholder=Cardholder(
            name=request["cardholder_name"] or card.name, email=request["email"] or None
        ),
        challenge=ChallengeIndicator(request["challenge_indicator"]).in_version(row.version),
    )
