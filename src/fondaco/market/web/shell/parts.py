"""What the component templates of ``shell/parts/`` are filled with.

Items may be mappings or objects: templates read either. A missing text is simply not drawn.
"""

from collections.abc import Iterable, Sequence
from statistics import median as middle
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    Field,
    FileInput,
    RadioSelect,
    Select,
    Widget,
)
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _

from fondaco.market.web.shell import drawing

PARTS = (
    "crumbs", "empty", "facts", "field", "form_errors", "holder", "option", "price_band", "product",
    "sheet", "spread", "steps", "tabs", "tile", "timeline", "trend",
)  # fmt: skip
"""Tags whose template is ``shell/parts/<name>.html``; each is a function of this module."""


def crumbs(items: Iterable[Any]) -> dict[str, Any]:
    """``items``: pairs (title, path); the last one's path may be empty (this page)."""
    return {"items": list(items)}


def sheet(items: Iterable[Any], title: Any = "", level: int = 2) -> dict[str, Any]:
    """The check sheet. Item: state (ok, look, bad, gold, unknown), title, text, url, link."""
    marks = {"ok": "check", "gold": "check", "look": "look", "bad": "cross", "unknown": "unknown"}
    return {"items": list(items), "title": title, "level": level, "marks": marks}


def facts(items: Iterable[Any]) -> dict[str, Any]:
    """Item: label, value, note (smaller, below), url (evidence)."""
    return {"items": list(items)}


def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """Newest first. Event: at or when, title, text, url, link, state done|next|gold|look|bad."""
    return {"events": list(events)}


def holder(
    amount: int,
    currency: str,
    at: str,
    *,
    buyer: Any = "",
    seller: Any = "",
    buyer_note: Any = "",
    fondaco_note: Any = "",
    seller_note: Any = "",
) -> dict[str, Any]:
    """Who holds the money: ``at`` is ``buyer``, ``fondaco`` or ``seller``.

    ``buyer`` and ``seller`` are the names said ("You", "Officina Brenta").
    """
    places = ("buyer", "fondaco", "seller")
    here = places.index(at)
    names, notes = (buyer, "Fondaco", seller), (buyer_note, fondaco_note, seller_note)
    stops = [
        {
            "place": place,
            "name": names[index],
            "note": notes[index],
            "icon": ("person", "mark", "shop")[index],
            "state": "here" if index == here else "done" if index < here else "",
        }
        for index, place in enumerate(places)
    ]
    return {"stops": stops, "amount": amount, "currency": currency}


def price_band(
    offers: Sequence[int],
    mine: int,
    currency: str,
    *,
    median: int | None = None,
    first_quartile: int | None = None,
    third_quartile: int | None = None,
    look: bool = False,
) -> dict[str, Any]:
    """Where this price stands among ``offers`` (minor units of ``currency``)."""
    ranked = sorted(offers) or [mine]
    half = len(ranked) // 2
    centre = int(middle(ranked)) if median is None else median
    low = int(middle(ranked[: half or 1])) if first_quartile is None else first_quartile
    high = int(middle(ranked[-half or -1 :])) if third_quartile is None else third_quartile
    band = drawing.price_band(ranked, mine, median=centre, quartiles=(low, high))
    return {
        "band": band,
        "mine": mine,
        "median": centre,
        "currency": currency,
        "look": look,
        "low": min(ranked[0], mine),
        "high": max(ranked[-1], mine),
        "count": len(offers),
    }


def trend(amounts: Sequence[int], currency: str, label: Any = "") -> dict[str, Any]:
    """A price over time, oldest first; draws nothing for fewer than two."""
    return {
        "trend": drawing.trend(amounts),
        "label": label,
        "currency": currency,
        "low": min(amounts, default=0),
        "high": max(amounts, default=0),
        "last": amounts[-1] if amounts else 0,
    }


def spread(counts: Sequence[int], query: str = "") -> dict[str, Any]:
    """Rating distribution: ``counts`` of five stars down to one; ``query`` is a link head.

    A ``query`` of ``?stars=`` makes each row a filter link.
    """
    total = sum(counts) or 1
    rows = [
        {"stars": 5 - index, "count": count, "bps": round(count * 10_000 / total)}
        for index, count in enumerate(counts)
    ]
    return {"rows": rows, "query": query, "total": total}


def empty(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """Nothing here yet, and the next step."""
    return {"title": title, "text": text, "url": url, "action": action}


def tile(label: Any, figure: Any, note: Any = "", kind: str = "", url: str = "") -> dict[str, Any]:
    """One figure of a desk; put several in ``<div class="tiles">``."""
    return {"label": label, "figure": figure, "note": note, "kind": kind, "url": url}


def tabs(items: Iterable[Any], label: Any = "") -> dict[str, Any]:
    """Item: title, url, current (bool), count (or None)."""
    return {"items": list(items), "label": label}


def steps(titles: Sequence[Any], now: int, label: Any = "") -> dict[str, Any]:
    """Steps of a longer act; ``now`` counts from 1, and the ones before are done."""
    rows = [
        {"title": title, "done": place < now, "current": place == now}
        for place, title in enumerate(titles, 1)
    ]
    return {"rows": rows, "label": label}


def option(
    name: str,
    value: str,
    title: Any,
    *,
    note: Any = "",
    end: Any = "",
    checked: bool = False,
    disabled: bool = False,
    kind: str = "radio",
) -> dict[str, Any]:
    """A large choice (shipping, payment method) inside ``<fieldset class="options">``."""
    return {
        "name": name,
        "value": value,
        "title": title,
        "note": note,
        "end": end,
        "checked": checked,
        "disabled": disabled,
        "kind": kind,
    }


def product(
    item: Any, *, shape: str = "", eager: bool = False, heading: str = "h3"
) -> dict[str, Any]:
    """A product card. Item: url, name, price_minor, currency, picture (src, width, height,
    srcset, alt), and what is known of price_note, note, rating, rating_count, badge, badge_kind.

    ``shape="row"`` draws it as a line of a list.
    """
    return {"item": item, "shape": shape, "eager": eager, "heading": heading}


def field(
    bound: BoundField,
    *,
    help: Any = None,
    prefix: Any = "",
    suffix: Any = "",
    label: Any = None,
    placeholder: str = "",
) -> dict[str, Any]:
    """A form field with its label, help and error beside it, tied together for readers.

    ``prefix``/``suffix`` stand inside the frame (a currency, a unit).
    """
    widget = bound.field.widget
    grouped = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    described = []
    help_text = bound.help_text if help is None else help
    if help_text:
        described.append(f"{bound.auto_id}-help")
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    attributes: dict[str, Any] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if placeholder:
        attributes["placeholder"] = placeholder
    return {
        "bound": bound, "errors": said(bound.errors, widget), "help": help_text,
        "prefix": prefix, "suffix": suffix,
        "label": bound.label if label is None else label,
        "control": "" if grouped else bound.as_widget(attrs=attributes),
        "described": " ".join(described),
        "kind": "group" if grouped
        else "tick" if isinstance(widget, CheckboxInput)
        else "file" if isinstance(widget, FileInput)
        else "plain",
    }  # fmt: skip


def said(errors: ErrorList, widget: Widget) -> list[str]:
    """A field's errors in words; where Django only says that it is required, what to do."""
    words = []
    for error in errors.as_data():
        [text] = error.messages
        if error.code == "required" and text == str(Field.default_error_messages["required"]):
            text = (
                _("Choose one.")
                if isinstance(widget, Select | RadioSelect)
                else _("Tick this to go on.")
                if isinstance(widget, CheckboxInput)
                else _("Choose a file.")
                if isinstance(widget, FileInput)
                else _("Fill this in.")
            )
        words.append(text)
    return words


def form_errors(form: Any, title: Any = "") -> dict[str, Any]:
    """What is wrong with a whole form, at its head, each line leading to its field."""
    lines = [
        (form[name].id_for_label, form[name].label, said(errors, form.fields[name].widget))
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return {"form": form, "lines": lines, "general": form.non_field_errors(), "title": title}


def pager(context: template.Context, number: int, last: int, name: str = "page") -> dict[str, Any]:
    """Numbered pages ``1 … last``; keeps the rest of this page's query."""
    query = context["request"].GET.copy()

    def link(page: int) -> str:
        query[name] = str(page)
        return f"?{query.urlencode()}"

    shown = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    rows: list[dict[str, Any]] = []
    before = 0
    for page in shown:
        if page - before > 1:
            rows.append({"gap": True})
        rows.append({"page": page, "url": link(page), "current": page == number})
        before = page
    return {
        "rows": rows,
        "last": last,
        "earlier": link(number - 1) if number > 1 else "",
        "later": link(number + 1) if number < last else "",
    }
