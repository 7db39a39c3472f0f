"""What programs ask a site for: security.txt, robots.txt, the sitemap."""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from fondaco.kernel import clock
from fondaco.market.catalogue import addresses, queries
from fondaco.market.members import queries as members
from fondaco.market.web.storefront.help.operator import operator

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
VALID_FOR = timedelta(days=180)
"""RFC 9116 asks for less than a year."""

PRIVATE = (
    "/account/", "/api/", "/cart/", "/cases/", "/checkout/", "/desk/", "/messages/", "/orders/",
    "/sell/", "/you/", "/search/", "/compare/", "/safety/report/",
)  # fmt: skip
PAGES = (
    "browse_home", "help_safety", "help_protection", "help_cases", "help_figures",
    "help_official", "help_index", "help_fees",
    "help_terms", "help_privacy", "help_imprint", "help_accessibility", "help_contact",
    "reviews_log", "reviews_removed",
)  # fmt: skip


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    email = operator().security_email
    contact = f"mailto:{email}" if email else settings.MARKET_URL + reverse("help_contact")
    expires = (clock.real_now() + VALID_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires}",
        f"Canonical: {settings.MARKET_URL}{reverse('help_security_txt')}",
        "Preferred-Languages: en, es, de",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not look at. A practice installation asks to be left out."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
        lines += ["", f"Sitemap: {settings.MARKET_URL}{reverse('help_sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _xml(root: str, inner: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">{inner}</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps: number 0 has the fixed pages, the others listings and sellers."""
    urls = (
        settings.MARKET_URL + reverse("help_sitemap_chunk", args=[number])
        for number in range(addresses.chunks() + 1)
    )
    inner = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return _xml("sitemapindex", inner)


@require_safe
def sitemap_chunk(request: HttpRequest, number: int) -> HttpResponse:
    """Pages, categories; or listings with their sellers."""
    if number > addresses.chunks():
        raise Http404
    rows = _fixed() if number == 0 else _listings(number)
    inner = "".join(
        f"<url><loc>{escape(settings.MARKET_URL + path)}</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + "</url>"
        for path, changed in rows
    )
    return _xml("urlset", inner)


def _fixed() -> list[tuple[str, str]]:
    tree = queries.categories()
    slugs = [node.slug for top in tree for node in (top, *top.children)]
    return [
        *((reverse(name), "") for name in PAGES),
        *((reverse("browse_category", args=[slug]), "") for slug in slugs),
    ]


def _listings(number: int) -> list[tuple[str, str]]:
    found = list(addresses.chunk(number))
    shops = members.sellers({each.seller_id for each in found}).values()
    return [
        *((reverse("browse_seller", args=[shop.slug]), "") for shop in shops),
        *((each.path, each.changed_at.date().isoformat()) for each in found),
    ]
