"""The ways to pay that a checkout offers: one table, one page each.

A new way is a row here, a page with its own address, and what stands behind it in the payments
room. A way that this installation has not set up is not shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.market.payments import transfer, transfer_queries
from fondaco.market.payments.gateways import stripe_gateway
from fondaco.market.trade.values import CheckoutView


def _always(checkout: CheckoutView) -> bool:
    return True


def _by_transfer(checkout: CheckoutView) -> bool:
    return transfer.is_offered(checkout.currency)


def _by_stripe(checkout: CheckoutView) -> bool:
    return stripe_gateway.is_offered(checkout.currency)


def _has_credit(checkout: CheckoutView) -> bool:
    return transfer_queries.credit_of(checkout.member_id, checkout.currency) > 0


@dataclass(frozen=True, slots=True)
class Way:
    """``kind`` names the way and its page's template; ``route`` takes the checkout's id."""

    kind: str
    title: str | Promise
    note: str | Promise
    icon: str
    route: str
    offered: Callable[[CheckoutView], bool] = _always


WAYS: tuple[Way, ...] = (
    Way("card", _("Card"), _("confirmed with your bank"), "card", "paying_pay"),
    Way(
        "transfer",
        _("Bank transfer"),
        _("from your bank, within days"),
        "bank",
        "paying_transfer",
        _by_transfer,
    ),
    Way(
        "stripe",
        _("Card, by Stripe"),
        _("for this payment only"),
        "card",
        "paying_stripe",
        _by_stripe,
    ),
    Way("credit", _("Your credit"), _("kept here for you"), "wallet", "paying_credit", _has_credit),
)


@dataclass(frozen=True, slots=True)
class WayLink:
    """A way as the pages list it; ``is_current`` for the page that one is on."""

    way: Way
    url: str
    is_current: bool


def links(checkout: CheckoutView, current: str) -> tuple[WayLink, ...]:
    """The ways offered for this checkout in the table's order; empty where there is no choice."""
    offered = [way for way in WAYS if way.offered(checkout)]
    if len(offered) < 2:
        return ()
    return tuple(
        WayLink(way, reverse(way.route, kwargs={"checkout_id": checkout.id}), way.kind == current)
        for way in offered
    )
