"""Narrowing and ordering what was found, in memory, over at most a thousand candidates. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from fondaco.market.catalogue.values import Facets, FacetValue, SearchQuery

MAX_VALUES = 12
RATINGS = (400, 300, 200)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking and facets look at. ``score``: higher is nearer to what was asked."""

    number: int
    category_id: UUID
    price_minor: int
    brand: str
    condition: str
    in_stock: bool
    country: str
    rating_x100: int
    product_key: str
    score: float


Test = Callable[[Candidate], bool]


def chosen_filters(query: SearchQuery) -> dict[str, Test]:
    """The chosen filters by the facet that they belong to."""
    found: dict[str, Test] = {}
    if query.brands:
        brands = {brand.casefold() for brand in query.brands}
        found["brands"] = lambda row: row.brand.casefold() in brands
    if query.conditions:
        found["conditions"] = lambda row: row.condition in query.conditions
    if query.countries:
        found["countries"] = lambda row: row.country in query.countries
    if query.in_stock:
        found["in_stock"] = lambda row: row.in_stock
    if query.rating_from_x100:
        found["ratings"] = lambda row: row.rating_x100 >= query.rating_from_x100
    low, high = query.price_min_minor, query.price_max_minor
    if low is not None or high is not None:
        found["prices"] = lambda row: (
            (low is None or row.price_minor >= low) and (high is None or row.price_minor <= high)
        )
    return found


def narrowed(rows: Iterable[Candidate], tests: dict[str, Test]) -> list[Candidate]:
    """The rows that pass every test."""
    checks = list(tests.values())
    return [row for row in rows if all(check(row) for check in checks)]


def ordered(rows: Sequence[Candidate], sort: str) -> list[Candidate]:
    """Relevance and newest put what can be bought first, and of the same product its cheapest
    offer, the others after all first ones; equal ones newest first.
    """
    if sort == "price":
        return sorted(rows, key=lambda row: (not row.in_stock, row.price_minor, -row.number))
    if sort == "price_desc":
        return sorted(rows, key=lambda row: (not row.in_stock, -row.price_minor, -row.number))
    place = _places_among_offers(rows)
    if sort == "newest":
        return sorted(rows, key=lambda row: (not row.in_stock, place[row.number], -row.number))
    return sorted(
        rows, key=lambda row: (not row.in_stock, place[row.number], -row.score, -row.number)
    )


def _places_among_offers(rows: Sequence[Candidate]) -> dict[int, int]:
    """Document number to its place among the offers of the same product, by price."""
    seen: Counter[str] = Counter()
    places = {}
    for row in sorted(rows, key=lambda row: (not row.in_stock, row.price_minor, row.number)):
        places[row.number] = seen[row.product_key] if row.product_key else 0
        seen[row.product_key] += 1
    return places


def facets_of(
    rows: Sequence[Candidate],
    tests: dict[str, Test],
    query: SearchQuery,
    slugs: dict[UUID, str],
    *,
    at_least: bool,
) -> Facets:
    """Counts for each facet over the rows that pass all *other* facets' filters."""

    def others(name: str) -> list[Candidate]:
        return narrowed(rows, {key: test for key, test in tests.items() if key != name})

    matching = narrowed(rows, tests)
    return Facets(
        categories=_values((slugs.get(row.category_id, "") for row in matching), (query.category,)),
        brands=_values((row.brand for row in others("brands")), query.brands),
        conditions=_values((row.condition for row in others("conditions")), query.conditions),
        countries=_values((row.country for row in others("countries")), query.countries),
        prices=_bands([row.price_minor for row in others("prices")], query),
        ratings=tuple(
            FacetValue(
                str(floor),
                sum(row.rating_x100 >= floor for row in others("ratings")),
                query.rating_from_x100 == floor,
            )
            for floor in RATINGS
        )
        if any(row.rating_x100 for row in rows)
        else (),
        in_stock=sum(row.in_stock for row in others("in_stock")),
        at_least=at_least,
    )


def _values(values: Iterable[str], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    counts = Counter(value for value in values if value)
    picked = {value.casefold() for value in chosen if value}
    common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [
        pair
        for place, pair in enumerate(common)
        if place < MAX_VALUES or pair[0].casefold() in picked
    ]
    missing = picked - {value.casefold() for value, _count in shown}
    shown += [(value, 0) for value in chosen if value.casefold() in missing]
    return tuple(FacetValue(value, count, value.casefold() in picked) for value, count in shown)


def _bands(prices: list[int], query: SearchQuery) -> tuple[FacetValue, ...]:
    """Four bands with round edges near the quartiles; ``value`` is ``low-high`` in minor units,
    each open at its outer end for the first and last."""
    if len(prices) < 4:
        return ()
    prices = sorted(prices)
    edges: list[int] = []
    for share in (1, 2, 3):
        edge = round_edge(prices[len(prices) * share // 4])
        if not edges or edge > edges[-1]:
            edges.append(edge)
    limits = [None, *edges, None]
    found = []
    for low, high in pairwise(limits):
        top = None if high is None else high - 1
        count = sum((low is None or p >= low) and (top is None or p <= top) for p in prices)
        chosen = (query.price_min_minor, query.price_max_minor) == (low, top) and (
            low is not None or top is not None
        )
        if count:
            value = f"{'' if low is None else low}-{'' if top is None else top}"
            found.append(FacetValue(value, count, chosen))
    return tuple(found)


def round_edge(amount: int) -> int:
    """A price edge that reads well: two significant digits, halves allowed (1,234 → 1,200)."""
    if amount < 100:
        return max(amount, 1)
    step = 10 ** (len(str(amount)) - 2)
    step = step * 5 if amount // step >= 50 else step
    return max(amount // step, 1) * step
