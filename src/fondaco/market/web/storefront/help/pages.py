"""Safety and help: answers with today's numbers, read from the policy in force."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fondaco.market.catalogue import queries as catalogue
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.fees import Charged, fee
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trust.rules.reviews import REMOVAL_RULES, WRITE_DAYS
from fondaco.market.web.storefront.help.operator import operator

EXAMPLE_MINOR = 10_000
EXAMPLE_CURRENCY = "EUR"


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    given = {"operator": operator(), "is_practice": settings.DEMO} | context
    return render(request, f"storefront/help/{name}.html", given)


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """What does a careful buyer ask?"""
    return _show(request, "safety", policy=trade.policy(), write_days=WRITE_DAYS)


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """Who holds my money, and when?"""
    policy = trade.policy()
    signature = sorted(policy.signature_over.items())
    return _show(request, "protection", policy=policy, signature=signature)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where is the answer?"""
    return _show(request, "index", policy=trade.policy())


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One tier's fee and reserve, and what is left of the example."""

    name: str
    rate_bps: int
    reserve_bps: int
    reserve_days: int
    fee_minor: int
    left_minor: int


def _tiers(policy: Policy) -> list[FeeRow]:
    names = {"new": _("New"), "established": _("Established"), "trusted": _("Trusted")}
    rows = []
    for name, tier in policy.tiers.items():
        line = Charged(EXAMPLE_MINOR, "")
        (charged,) = fee([line], tier=name, currency=EXAMPLE_CURRENCY, policy=policy)
        rows.append(
            FeeRow(
                names.get(name, name),
                max(policy.fee_bps - tier.fee_discount_bps, 0),
                tier.reserve_bps,
                tier.reserve_days,
                charged,
                EXAMPLE_MINOR - charged,
            )
        )
    return rows


@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """What does selling cost?"""
    policy = trade.policy()
    known = {
        node.slug: node.name for top in catalogue.categories() for node in (top, *top.children)
    }
    special = [
        (_(known.get(slug, slug)), bps) for slug, bps in sorted(policy.category_fee_bps.items())
    ]
    return _show(
        request,
        "fees",
        policy=policy,
        tiers=_tiers(policy),
        special=special,
        fixed=sorted(policy.fee_fixed.items()),
        example_minor=EXAMPLE_MINOR,
        example_currency=EXAMPLE_CURRENCY,
    )


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What do we promise each other?"""
    rules = list(REMOVAL_RULES.values())
    return _show(request, "terms", policy=trade.policy(), removal_rules=rules)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What do you know of me, and for how long?"""
    return _show(request, "privacy", session_days=settings.SESSION_COOKIE_AGE // 86_400)


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who runs this?"""
    return _show(request, "imprint")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Can I use this as I am?"""
    return _show(request, "accessibility")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """How do I reach somebody?"""
    return _show(request, "contact", policy=trade.policy())
