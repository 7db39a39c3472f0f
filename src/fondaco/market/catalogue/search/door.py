"""The one way to search. On a cold cache: two statements to find, one for the cards, one for
the offers, and one or two when words must be mended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from fondaco.market.catalogue.models import Category, SearchDocument, SearchTerm, SearchTermTwist
from fondaco.market.catalogue.rules import terms as words
from fondaco.market.catalogue.rules.facets import (
    Candidate,
    chosen_filters,
    facets_of,
    narrowed,
    ordered,
)
from fondaco.market.catalogue.search.documents import card_of
from fondaco.market.catalogue.search.engines import engine
from fondaco.market.catalogue.search.protocol import MAX_CANDIDATES, Restriction
from fondaco.market.catalogue.values import ListingCard, SearchPage, SearchQuery

MAX_PER_PAGE = 100
MAX_CANDIDATES_FOR_A_TWIST = 400


def search(query: SearchQuery) -> SearchPage:
    """Find live listings. Any text is safe; nonsense finds nothing and never fails."""
    category_ids, slugs = _category_ids(query.category)
    asked = words.query_terms(query.text)
    groups, mended = _mended(asked)
    rows, loosened = _found(query, groups, category_ids)
    tests = chosen_filters(query)
    capped = len(rows) >= MAX_CANDIDATES
    if capped and (tests or query.sort != "relevance"):
        matching = _found_narrowed(query, groups, category_ids)
        total_is_at_least = len(matching) >= MAX_CANDIDATES
    else:
        matching = narrowed(rows, tests)
        total_is_at_least = capped
    ranked = ordered(matching, query.sort)
    per_page = min(max(query.per_page, 1), MAX_PER_PAGE)
    last_page = max(1, -(-len(ranked) // per_page))
    page = min(max(query.page, 1), last_page)
    shown = ranked[(page - 1) * per_page : page * per_page]
    return SearchPage(
        cards=_cards([row.number for row in shown]),
        total=len(ranked),
        total_is_at_least=total_is_at_least,
        facets=facets_of(rows, tests, query, slugs, at_least=capped),
        did_you_mean=_mended_text(asked, mended),
        page=page,
        last_page=last_page,
        loosened=loosened,
    )


def stamp() -> datetime | None:
    """When the index last changed: pages made of it stay right while this stays. One statement."""
    return (
        SearchDocument.objects.order_by("-indexed_at").values_list("indexed_at", flat=True).first()
    )


def _category_ids(slug: str) -> tuple[list[UUID] | None, dict[UUID, str]]:
    """The ids of a category and those below it (None for all), and every slug by id."""
    rows = list(Category.objects.values_list("id", "slug", "parent_id"))
    slugs = {row[0]: row[1] for row in rows}
    if not slug:
        return None, slugs
    own = next((row[0] for row in rows if row[1] == slug), None)
    return [row[0] for row in rows if own is not None and own in (row[0], row[2])], slugs


def _mended(asked: Sequence[str]) -> tuple[list[list[str]], dict[str, str]]:
    """A group of terms for each asked one; words nobody uses are joined by the nearest known."""
    unsure = [term for term in asked if words.mendable(term)]
    mended: dict[str, str] = {}
    if unsure:
        known = set(SearchTerm.objects.filter(term__in=unsure).values_list("term", flat=True))
        last = asked[-1]
        for term in unsure:
            if term in known or (term == last and _is_beginning(term)):
                continue
            nearest = words.nearest(term, _near_terms(term))
            if nearest is not None:
                mended[term] = nearest
    return [[term, mended[term]] if term in mended else [term] for term in asked], mended


def _is_beginning(term: str) -> bool:
    """Whether the word that is still being typed begins a known one."""
    return SearchTerm.objects.filter(term__gte=term, term__lt=term + "\uffff").exists()


def _near_terms(term: str) -> list[tuple[str, int]]:
    return list(
        SearchTermTwist.objects.filter(twist__in=words.query_twists(term))
        .values_list("term_id", "term__documents")
        .distinct()[:MAX_CANDIDATES_FOR_A_TWIST]
    )


def _mended_text(asked: Sequence[str], mended: dict[str, str]) -> str:
    return " ".join(mended.get(term, term) for term in asked) if mended else ""


_COLUMNS = (
    "number",
    "category_id",
    "price_minor",
    "brand",
    "condition",
    "in_stock",
    "country",
    "rating_x100",
    "product_key",
)


def _candidate(row: tuple[Any, ...], score: float) -> Candidate:
    """A row of :data:`_COLUMNS` with its score."""
    return Candidate(*(*row, score))


def _found(
    query: SearchQuery, groups: list[list[str]], category_ids: list[UUID] | None
) -> tuple[list[Candidate], bool]:
    """Candidates before any facet, and whether only some of the words could be matched."""
    if not query.text.strip():
        newest = _documents(query, category_ids).order_by("-number")[:MAX_CANDIDATES]
        return [_candidate(row, 0.0) for row in newest.values_list(*_COLUMNS)], False
    if not groups:
        return [], False
    only = _restriction(query, category_ids)
    found = engine().candidates(groups, every=True, only=only)
    loosened = False
    if not found and len(groups) > 1:
        found = engine().candidates(groups, every=False, only=only)
        loosened = bool(found)
    scores = dict(found)
    rows = SearchDocument.objects.filter(number__in=scores).values_list(*_COLUMNS)
    return [_candidate(row, scores[row[0]]) for row in rows], loosened


def _documents(query: SearchQuery, category_ids: list[UUID] | None) -> QuerySet[SearchDocument]:
    rows = SearchDocument.objects.filter(is_live=True)
    if category_ids is not None:
        rows = rows.filter(category_id__in=category_ids)
    if query.seller_id is not None:
        rows = rows.filter(seller_id=query.seller_id)
    return rows


def _found_narrowed(
    query: SearchQuery, groups: list[list[str]], category_ids: list[UUID] | None
) -> list[Candidate]:
    """More than a thousand are found and filters or an order are chosen: the database does both."""
    if not groups:
        rows = _filtered(query, category_ids)
        order = {"price": "price_minor", "price_desc": "-price_minor"}.get(query.sort, "-number")
        found = rows.order_by(order, "-number")[:MAX_CANDIDATES].values_list(*_COLUMNS)
        return [_candidate(row, 0.0) for row in found]
    order = {"price": "d.price_minor", "price_desc": "d.price_minor DESC"}.get(query.sort, "")
    only = _restriction(query, category_ids, filtered=True, order=order)
    scores = dict(engine().candidates(groups, every=True, only=only))
    named = SearchDocument.objects.filter(number__in=scores).values_list(*_COLUMNS)
    return [_candidate(row, scores[row[0]]) for row in named]


def _filtered(query: SearchQuery, category_ids: list[UUID] | None) -> QuerySet[SearchDocument]:
    rows = _documents(query, category_ids)
    for column, wanted in _wanted_values(query):
        rows = rows.filter(**{f"{column}__in": wanted})
    for column, lookup, bound in _bounds(query):
        rows = rows.filter(**{f"{column}__{lookup}": bound})
    return rows.filter(in_stock=True) if query.in_stock else rows


def _wanted_values(query: SearchQuery) -> list[tuple[str, tuple[str, ...]]]:
    """Columns that must have one of some values."""
    found = [
        ("brand", query.brands),
        ("condition", query.conditions),
        ("country", query.countries),
    ]
    return [(column, wanted) for column, wanted in found if wanted]


def _bounds(query: SearchQuery) -> list[tuple[str, str, int]]:
    """Columns with a lowest or highest value."""
    found = [
        ("rating_x100", "gte", query.rating_from_x100 or None),
        ("price_minor", "gte", query.price_min_minor),
        ("price_minor", "lte", query.price_max_minor),
    ]
    return [(column, lookup, bound) for column, lookup, bound in found if bound is not None]


_FIELDS = {field.name: field for field in SearchDocument._meta.concrete_fields}


def _restriction(
    query: SearchQuery,
    category_ids: list[UUID] | None,
    *,
    filtered: bool = False,
    order: str = "",
) -> Restriction:
    """The query's own bounds as SQL for the engine's join; with ``filtered`` the facets' too."""
    parts: list[str] = []
    values: list[Any] = []

    def one_of(column: str, wanted: Sequence[Any]) -> None:
        field = _FIELDS[column]
        parts.append(
            f"AND d.{column} IN ({', '.join(['%s'] * len(wanted))})" if wanted else "AND 1 = 0"
        )
        values.extend(field.get_db_prep_value(value, connection) for value in wanted)

    if category_ids is not None:
        one_of("category_id", category_ids)
    if query.seller_id is not None:
        one_of("seller_id", [query.seller_id])
    if filtered:
        for column, wanted in _wanted_values(query):
            one_of(column, wanted)
        for column, lookup, bound in _bounds(query):
            parts.append(f"AND d.{column} {'>=' if lookup == 'gte' else '<='} %s")
            values.append(bound)
        if query.in_stock:
            parts.append("AND d.in_stock")
    return Restriction(" ".join(parts), tuple(values), order)


def _cards(numbers: Sequence[int]) -> tuple[ListingCard, ...]:
    """Cards in the order of ``numbers``, with how many offer the same product. Two statements."""
    rows = {row.number: row for row in SearchDocument.objects.filter(number__in=numbers)}
    keys = {row.product_key for row in rows.values() if row.product_key}
    offers: dict[str, int] = {}
    if keys:
        offers = dict(
            SearchDocument.objects.filter(is_live=True, product_key__in=keys)
            .exclude(product_key="")  # so that the index, which holds no empty one, can be used
            .values_list("product_key")
            .annotate(n=Count("number"))
            .order_by()
        )
    return tuple(
        card_of(rows[number], offers.get(rows[number].product_key, 1))
        for number in numbers
        if number in rows
    )
