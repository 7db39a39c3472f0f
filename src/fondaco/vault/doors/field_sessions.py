"""``/v1/field-sessions`` and ``/v1/cards``."""

from typing import Any

from django.conf import settings

from fondaco.kernel.audit import Actor
from fondaco.vault.cards import actions as cards
from fondaco.vault.cards import queries as card_queries
from fondaco.vault.cards.queries import CardView
from fondaco.vault.doors import bodies
from fondaco.vault.doors.calls import market_door, tenant
from fondaco.vault.fields import sessions

MARKET = Actor("market")


@market_door("POST")
def open_session(body: dict[str, Any]) -> dict[str, Any]:
    """Open card fields for one checkout. With ``card_token`` they ask for its code only."""
    opened = sessions.open_session(
        tenant=tenant(),
        checkout_id=bodies.text(body, "checkout_id", longest=80),
        origin=bodies.text(body, "origin", longest=200),
        return_url=bodies.text(body, "return_url", longest=500),
        amount_minor=bodies.amount(body),
        currency=bodies.currency(body),
        payee=bodies.text(body, "payee", longest=40),
        card_token=bodies.text(body, "card_token", longest=40, default=""),
    )
    address = f"{settings.VAULT_URL}/fields/{opened.handle}"
    return {
        "session_id": opened.handle,
        "fields_url": address,
        "page_url": f"{address}/page",
        "expires_at": opened.expires_at.isoformat(),
    }


@market_door("GET")
def card(_body: dict[str, Any], token: str) -> dict[str, Any]:
    """What may be known of a card, and at which checkout it was entered.

    Empty once that session is past: by then the card is one that its member has saved, or none.
    """
    known = card_queries.card(tenant=tenant(), token=token)
    entered_at = sessions.checkout_of_card(tenant=tenant(), token=token)
    return _told(known) | {"checkout_id": entered_at}


@market_door("POST")
def freeze(body: dict[str, Any], token: str) -> dict[str, Any]:
    """No authorization on this card any more."""
    bodies.text(body, "key", longest=255)
    return _told(cards.freeze(tenant=tenant(), token=token, actor=MARKET))


@market_door("POST")
def forget(body: dict[str, Any], token: str) -> dict[str, Any]:
    """Destroy what is stored of this card."""
    bodies.text(body, "key", longest=255)
    return _told(cards.forget(tenant=tenant(), token=token, actor=MARKET))


def _told(view: CardView) -> dict[str, Any]:
    return {
        "token": view.token,
        "brand": view.brand,
        "last_four": view.last_four,
        "first_six": view.first_six,
        "expiry_month": view.expiry_month,
        "expiry_year": view.expiry_year,
        "funding": view.funding,
        "fingerprint": view.fingerprint,
        "issuer_country": view.issuer_country,
        "code_needed": view.code_state == "wanted",
        "wallet": view.wallet,
        "frozen": view.frozen_at is not None,
        "forgotten": view.forgotten_at is not None,
    }
