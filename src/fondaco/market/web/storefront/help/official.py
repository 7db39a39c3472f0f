"""Is this really Fondaco? Our addresses, and a checker for what somebody was sent."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fondaco.market.trust.rules.official import judge

BRAND = "fondaco"


def addresses() -> list[tuple[str, str]]:
    """Origins that are ours, and what each is for."""
    return [
        (settings.MARKET_URL, _("The shop, your account, and these pages.")),
        (settings.VAULT_URL, _("Card numbers, and nothing else: only here one is ever typed.")),
    ]


def sender() -> str:
    """The one address that our mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@require_safe
def official(request: HttpRequest) -> HttpResponse:
    """Is this link, page or mail from you?"""
    pasted = request.GET.get("check", "")[:2_000]
    hosts = [urlsplit(url).netloc for url, _purpose in addresses()]
    context = {
        "addresses": addresses(),
        "sender": sender(),
        "pasted": pasted,
        "verdict": judge(pasted, hosts, [sender()], BRAND) if pasted.strip() else None,
    }
    return render(request, "storefront/help/official.html", context)
