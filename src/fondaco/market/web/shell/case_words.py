"""Public figures of cases in words, for the platform's page and for each seller's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fondaco.market.cases.values import Figures
from fondaco.market.web.shell import formats


def rows(figures: Figures) -> list[dict[str, Any]]:
    """For the ``facts`` tag: cases in 100 orders, how they ended, median days; none without
    any paid order."""
    if not figures.orders:
        return []
    found = [_row(_("Cases"), _share(figures), _of(figures))]
    closed = sum(figures.endings.values())
    for name, count in shares(figures.endings):
        percent = formats.percent_text(round(count * 10_000 / closed), _language())
        found.append(_row(_("Ended: %(how)s") % {"how": name}, percent, _number(count)))
    if figures.median_days is not None:
        days = _number(figures.median_days, 1)
        found.append(_row(_("Median days until closed"), days, ""))
    return found


def shares(endings: Mapping[str, int]) -> list[tuple[str, int]]:
    """How cases ended, most frequent first, in words."""
    ordered = sorted(endings.items(), key=lambda each: (-each[1], each[0]))
    return [(_(name), count) for name, count in ordered]


def _share(figures: Figures) -> str:
    if figures.per_100_orders_x100 is None:
        return "–"
    count = _number(figures.per_100_orders_x100 / 100, 1 if figures.cases else 0)
    return _("%(count)s in 100 orders") % {"count": count}


def _of(figures: Figures) -> str:
    cases = ngettext("%(n)s case", "%(n)s cases", figures.cases) % {"n": _number(figures.cases)}
    orders = ngettext("%(n)s paid order", "%(n)s paid orders", figures.orders)
    return _("%(cases)s, %(orders)s") % {
        "cases": cases,
        "orders": orders % {"n": _number(figures.orders)},
    }


def _row(label: str, value: str, note: str) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note}


def _number(value: float, decimals: int = 0) -> str:
    return formats.number_text(value, _language(), decimals)


def _language() -> str:
    return get_language() or "en"
