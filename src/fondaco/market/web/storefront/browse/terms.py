"""What a person asked for in the address, read into a search; odd input is said, never an error."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from fondaco.market.catalogue.values import Facets, FacetValue, SearchQuery
from fondaco.market.web.shell import formats
from fondaco.market.web.storefront.browse.cards import condition_name
from fondaco.money.amount import BadAmount, Money, parse_amount

SORTS = ("relevance", "newest", "price", "price_desc")
MAX_CHOICES = 12
MAX_PAGE = 1_000
"""Of twenty-four each: more than search ever ranks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as read from the address, and what could not be read of it."""

    query: SearchQuery
    unread: tuple[str, ...]
    is_turned: bool = False
    """The lowest price was above the highest: they were taken the other way round."""


def read(given: QueryDict, *, currency: str, category: str = "") -> Asked:
    """Read ``q``, ``c``, ``min``, ``max``, ``price``, ``brand``, ``cond``, ``from``, ``stock``,
    ``stars``, ``sort``, ``page``."""
    unread: list[str] = []

    def amount(name: str) -> int | None:
        text = given.get(name, "").strip().replace(",", ".")
        if not text:
            return None
        try:
            return parse_amount(text, currency).amount_minor
        except BadAmount:
            unread.append(text[:20])
            return None

    low, high = amount("min"), amount("max")
    is_turned = low is not None and high is not None and low > high
    if is_turned:
        low, high = high, low
    band = _band(given.get("price", ""))
    if band is not None:
        low, high = band
    sort = given.get("sort", "")
    query = SearchQuery(
        text=given.get("q", "")[:200],
        category=category or given.get("c", "")[:60],
        price_min_minor=low,
        price_max_minor=high,
        brands=_several(given, "brand"),
        conditions=_several(given, "cond"),
        countries=_several(given, "from"),
        in_stock=given.get("stock") == "1",
        rating_from_x100=_whole(given.get("stars", ""), 500),
        sort=sort if sort in SORTS else "relevance" if given.get("q") else "newest",
        page=_whole(given.get("page", ""), MAX_PAGE) or 1,
    )
    return Asked(query, tuple(unread), is_turned and band is None)


def _several(given: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:80] for value in given.getlist(name) if value))[:MAX_CHOICES]


def _whole(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _band(text: str) -> tuple[int | None, int | None] | None:
    """A chosen price band: ``low-high`` in minor units, either end open."""
    low, dash, high = text.partition("-")
    if not dash or not (low + high).isdigit() or not (low + high).isascii():
        return None
    ends = [int(end) if end and len(end) < 12 else None for end in (low, high)]
    return ends[0], ends[1]


def band_text(value: str, currency: str, language: str) -> str:
    """A price band in words."""
    low, _dash, high = value.partition("-")

    def money(amount: str) -> str:
        return formats.money_text(int(amount), currency, language)

    if not low:
        return _("up to %(high)s") % {"high": money(high)}
    if not high:
        return _("from %(low)s") % {"low": money(low)}
    return f"{money(low)} – {money(high)}"


def plain_amount(amount_minor: int | None, currency: str) -> str:
    """An amount for an input field: ``12.50``; empty for None."""
    return "" if amount_minor is None else str(Money(amount_minor, currency).to_decimal())


def choices(values: Iterable[FacetValue], name: str, label: Any = None) -> list[dict[str, Any]]:
    """Facet values as ticks: field name, value, text, count, chosen."""
    return [
        {
            "name": name,
            "value": value.value,
            "text": label(value.value) if label else value.value,
            "count": value.count,
            "chosen": value.chosen,
        }
        for value in values
    ]


def chips(
    given: QueryDict, facets: list[dict[str, Any]], asked: Asked, currency: str, language: str
) -> list[dict[str, str]]:
    """What is chosen, each with the address that leaves it out; not what could not be read."""
    found = []
    for facet in facets:
        for choice in facet["choices"]:
            if choice["chosen"]:
                found.append(
                    {
                        "text": choice["text"],
                        "url": _without(given, choice["name"], choice["value"]),
                    }
                )
    if _band(given.get("price", "")) is not None:
        return found
    names = ("max", "min") if asked.is_turned else ("min", "max")
    ends = (asked.query.price_min_minor, asked.query.price_max_minor)
    for name, end, value in zip(names, ends, (f"{ends[0]}-", f"-{ends[1]}"), strict=True):
        if end is not None:
            text = band_text(value, currency, language)
            found.append({"text": text, "url": _without(given, name, given.get(name, ""))})
    return found


def _without(given: QueryDict, left_out: str, chosen: str) -> str:
    pairs = [
        (name, value)
        for name, values in given.lists()
        for value in values
        if (name, value) != (left_out, chosen) and name != "page"
    ]
    return "?" + urlencode(pairs)


def facet_groups(
    facets: Facets, query: SearchQuery, currency: str, language: str
) -> list[dict[str, Any]]:
    """The filters in the order in which people use them; those without a choice are left out."""

    def price(value: str) -> str:
        return band_text(value, currency, language)

    def country(value: str) -> str:
        return country_name(value, language)

    in_stock = FacetValue("1", facets.in_stock, query.in_stock)
    groups = [
        (_("Price"), choices(facets.prices, "price", price), "radio"),
        (_("Rating"), choices(facets.ratings, "stars", _stars), "radio"),
        (_("Stock"), choices([in_stock], "stock", lambda _value: _in_stock()), "checkbox"),
        (_("Condition"), choices(facets.conditions, "cond", condition_name), "checkbox"),
        (_("Brand"), choices(facets.brands, "brand"), "checkbox"),
        (_("Ships from"), choices(facets.countries, "from", country), "checkbox"),
    ]
    return [
        {"title": title, "choices": values, "kind": kind}
        for title, values, kind in groups
        if len(values) > 1 or any(v["chosen"] or v["name"] == "stock" for v in values)
    ]


def _in_stock() -> str:
    return _("In stock")


def _stars(value: str) -> str:
    return _("%(stars)d stars and up") % {"stars": int(value) // 100}


def country_name(code: str, language: str) -> str:
    """A country's name in the active language; the code when CLDR knows none."""
    return str(formats.locale_for(language).territories.get(code, code))
