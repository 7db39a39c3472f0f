"""Comparison: one product at its sellers, or up to four listings side by side."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from fondaco.market.catalogue import queries
from fondaco.market.catalogue.values import ListingCard, ListingView, SearchQuery
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trust import queries as trust
from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.web.shell.kept_pages import kept
from fondaco.market.web.storefront.browse import delivery, facts, seller_words
from fondaco.market.web.storefront.browse.cards import condition_name
from fondaco.market.web.storefront.browse.terms import country_name

MOST = 4
SUGGESTED = 6


def _mark(**_arguments: Any) -> object:
    return queries.stamp()


@kept(_mark)
def compare(request: HttpRequest) -> HttpResponse:
    """``?product=`` compares the offers of one product; ``?l=…&l=…`` up to four listings."""
    product = _id(request.GET.get("product", ""))
    if product is not None:
        return _offers(request, product)
    return _side_by_side(request)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _offers(request: HttpRequest, product: UUID) -> HttpResponse:
    view = queries.listing(product)
    offers = queries.offers_of_same_product(product)
    sellers = members.sellers({offer.seller_id for offer in offers})
    to = delivery.country_of(request, delivery.NOWHERE_ELSE)
    shops = delivery.shops(sellers, to)
    known = _facts(sellers)
    rows = []
    for offer in offers:
        seller = sellers.get(offer.seller_id)
        if seller is None or seller.status != "verified":
            continue
        way = shops.cheapest(offer.seller_id, offer.price_minor)
        rows.append(
            seller_words.describe(seller)
            | {
                "offer": offer,
                "way": way,
                "total_minor": offer.price_minor + way.price_minor if way else None,
                "condition": condition_name(offer.condition),
                "is_here": offer.listing_id == product,
                "positive": facts.positive_text(known[seller.id]),
            }
        )
    rows.sort(key=_rank)
    language = translation.get_language() or "en"
    context = {"listing": view, "rows": rows, "to": to, "to_name": country_name(to, language)}
    return render(request, "storefront/browse/offers.html", context)


def _facts(sellers: Mapping[UUID, SellerView]) -> dict[UUID, SellerFacts]:
    since = {seller_id: seller.verified_at for seller_id, seller in sellers.items()}
    return trust.sellers_facts(sellers.keys(), since)


def _rank(row: dict[str, Any]) -> tuple[bool, bool, int]:
    """What can be bought and shipped first, then by the total."""
    total = row["total_minor"]
    return not row["offer"].available, total is None, total or row["offer"].price_minor


def _side_by_side(request: HttpRequest) -> HttpResponse:
    asked = [found for text in request.GET.getlist("l")[:MOST] if (found := _id(text))]
    views = queries.listings(asked)
    chosen = [views[each] for each in dict.fromkeys(asked) if each in views]
    chosen = [view for view in chosen if view.status == "live"]
    text = request.GET.get("q", "")[:200]
    suggested: tuple[ListingCard, ...] = ()
    if text and len(chosen) < MOST:
        suggested = queries.search(SearchQuery(text=text, per_page=SUGGESTED)).cards
    context = {
        "columns": _columns(request, chosen),
        "rows": _rows(chosen),
        "text": text,
        "suggested": [
            {"card": card, "url": _address([*(v.id for v in chosen), card.listing_id])}
            for card in suggested
            if card.listing_id not in views
        ],
        "ids": [str(view.id) for view in chosen],
        "may_add": len(chosen) < MOST,
    }
    return render(request, "storefront/browse/compare.html", context)


def _address(ids: list[UUID]) -> str:
    return "/compare/?" + "&".join(f"l={each}" for each in ids)


def _columns(request: HttpRequest, chosen: list[ListingView]) -> list[dict[str, Any]]:
    sellers = members.sellers({view.seller_id for view in chosen})
    to = delivery.country_of(request, delivery.NOWHERE_ELSE)
    shops = delivery.shops(sellers, to)
    known = _facts(sellers)
    columns = []
    for view in chosen:
        price = min((v.price_minor for v in view.variants), default=0)
        way = shops.cheapest(view.seller_id, price)
        rest = [other.id for other in chosen if other.id != view.id]
        columns.append(
            {
                "listing": view,
                "price_minor": price,
                "way": way,
                "total_minor": price + way.price_minor if way else None,
                "condition": condition_name(view.condition),
                "without_url": _address(rest) if rest else "/compare/",
                "picture": view.pictures[0] if view.pictures else None,
                "positive": facts.positive_text(known[view.seller_id]),
            }
            | (seller_words.describe(sellers[view.seller_id]) if view.seller_id in sellers else {})
        )
    return columns


def _rows(chosen: list[ListingView]) -> list[dict[str, Any]]:
    """Every specification that any of them states, with whether they differ."""
    names: dict[str, str] = {}
    for view in chosen:
        for name, _value in view.specs:
            names.setdefault(name.casefold(), name)
    rows = []
    for key, name in names.items():
        values = [
            next((value for n, value in view.specs if n.casefold() == key), "") for view in chosen
        ]
        differs = len({value.casefold() for value in values}) > 1
        rows.append({"name": name, "cells": values, "differs": differs})
    return sorted(rows, key=lambda row: not row["differs"])
