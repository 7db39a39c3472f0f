"""Home, categories, search, sellers' public pages, picture files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.cases import queries as cases
from fondaco.market.catalogue import pictures, queries
from fondaco.market.catalogue.values import PICTURE_WIDTHS, SearchPage, SearchQuery
from fondaco.market.members import queries as members
from fondaco.market.trust import queries as trust
from fondaco.market.web.shell import case_words
from fondaco.market.web.shell.choices import choices_of
from fondaco.market.web.shell.kept_pages import kept
from fondaco.market.web.storefront.browse import facts, schema, seller_words, terms
from fondaco.market.web.storefront.browse.cards import products

NEWEST = 12


def _index_mark(**_arguments: Any) -> object:
    """What lists depend on: when the index last changed."""
    return queries.stamp()


@kept(_index_mark)
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what this is, where to look, what is new."""
    newest = queries.newest(NEWEST)
    tree = queries.categories()
    faces = queries.category_faces([node.id for node in tree])
    kinds = [
        {
            "name": _(node.name),
            "url": f"/c/{node.slug}/",
            "picture": faces.get(node.id),
            "below": [{"name": _(c.name), "url": f"/c/{c.slug}/"} for c in node.children[:4]],
        }
        for node in tree
        if node.id in faces
    ]
    context = {
        "newest": products(newest),
        "kinds": kinds,
        "count": queries.live_count(),
        "site": schema.site(),
    }
    return render(request, "storefront/browse/home.html", context)


@kept(_index_mark)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything of one category, narrowed and ordered as asked."""
    try:
        found = queries.category(slug)
    except NotFound as missing:
        raise Http404 from missing
    crumbs = [(_("Home"), "/")]
    crumbs += [(_(name), f"/c/{step}/") for step, name in found.path[:-1]]
    crumbs.append((_(found.name), ""))
    node = next((top for top in queries.categories() if top.slug == slug), None)
    below = [{"name": _(c.name), "url": f"/c/{c.slug}/"} for c in node.children] if node else []
    context = _found(request, category_slug=slug) | {
        "crumbs": crumbs,
        "name": _(found.name),
        "below": below,
    }
    return render(request, "storefront/browse/found.html", context)


@kept(_index_mark)
def search(request: HttpRequest) -> HttpResponse:
    """What a person looks for."""
    context = _found(request)
    return render(request, "storefront/browse/found.html", context)


def _found(request: HttpRequest, *, category_slug: str = "") -> dict[str, Any]:
    currency = choices_of(request).currency
    language = translation.get_language() or "en"
    asked = terms.read(request.GET, currency=currency, category=category_slug)
    page = queries.search(asked.query)
    groups = terms.facet_groups(page.facets, asked.query, currency, language)
    if not category_slug:
        groups.insert(0, _category_group(page, asked.query))
    groups = [group for group in groups if group["choices"]]
    chips = terms.chips(request.GET, groups, asked, currency, language)
    return {
        "query": asked.query,
        "unread": asked.unread,
        "is_turned": asked.is_turned,
        "page": page,
        "items": products(page.cards),
        "groups": groups,
        "chips": chips,
        "price_min": terms.plain_amount(asked.query.price_min_minor, currency),
        "price_max": terms.plain_amount(asked.query.price_max_minor, currency),
        "sorts": _sorts(asked.query),
        "is_narrowed": bool(chips),
    }


def _category_group(page: SearchPage, query: SearchQuery) -> dict[str, Any]:
    """Categories of what was found; choosing one narrows to it and what is below it."""
    names = {node.slug: node.name for top in queries.categories() for node in (top, *top.children)}

    def name_of(slug: str) -> str:
        return _(names.get(slug, slug))

    values = terms.choices(page.facets.categories, "c", name_of)
    for value in values:
        value["chosen"] = value["value"] == query.category
    return {"title": _("Category"), "choices": values if len(values) > 1 else [], "kind": "radio"}


def _sorts(query: SearchQuery) -> list[dict[str, Any]]:
    names = {
        "relevance": _("Best match"),
        "newest": _("Newest"),
        "price": _("Price, low to high"),
        "price_desc": _("Price, high to low"),
    }
    return [
        {"value": value, "text": text, "chosen": value == query.sort}
        for value, text in names.items()
        if value != "relevance" or query.text
    ]


@kept(_index_mark)
def seller(request: HttpRequest, slug: str) -> HttpResponse:
    """A seller's public page: who they are, the facts, what they sell."""
    try:
        found = members.seller_by_slug(slug)
    except NotFound as missing:
        raise Http404 from missing
    if found.status not in {"verified", "frozen"}:
        raise Http404
    page = queries.search(
        SearchQuery(
            text=request.GET.get("q", "")[:200],
            seller_id=found.id,
            sort="newest",
            page=terms.read(request.GET, currency="EUR").query.page,
        )
    )
    known = trust.sellers_facts([found.id], {found.id: found.verified_at})[found.id]
    context = seller_words.describe(found) | {
        "seller_facts": facts.fact_rows(known),
        "case_facts": case_words.rows(cases.shown_figures(found.id)),
        "page": page,
        "items": products(page.cards),
        "text": request.GET.get("q", "")[:200],
    }
    return render(request, "storefront/browse/seller.html", context)


def picture(request: HttpRequest, sha256: str, width: str) -> HttpResponse:
    """A picture file: its name says its content, so that it may be kept for ever."""
    content = pictures.read(sha256, int(width)) if int(width) in PICTURE_WIDTHS else None
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="image/webp",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
