"""Example values for the style guide: every component once, with invented people and goods."""

from datetime import timedelta
from typing import Any

from django.templatetags.static import static

from fondaco.kernel import clock
from fondaco.market.web.shell.forms import ExampleForm
from fondaco.market.web.shell.icons import icons


def _picture(name: str, alt: str) -> dict[str, Any]:
    return {"src": static(f"shell/design/{name}.webp"), "width": 480, "height": 408, "alt": alt}


def _product(name: str, title: str, price: int, **more: Any) -> dict[str, Any]:
    return {
        "url": "#product", "name": title, "price_minor": price, "currency": "EUR",
        "picture": _picture(name, ""), "price_note": "to you",
        "note": "Thu 3 – Mon 7 Dec · Officina Brenta", **more,
    }  # fmt: skip


PRODUCTS = (
    ("one", "Sonora H4 over-ear headphones, active noise cancelling", 8390,
     {"rating": 4.6, "rating_count": 318}),
    ("two", "Lumen 35 rangefinder camera, black, with leather strap", 124900,
     {"rating": 4.9, "rating_count": 41, "badge": "Used, as new", "badge_kind": ""}),
    ("three", "Passo low trainers, undyed leather", 9450, {"rating": 4.2, "rating_count": 1204}),
    ("four", "Lagoon crew-neck sweater, merino wool", 7200, {"rating": None, "badge": "2 left",
                                                             "badge_kind": "look"}),
    ("five", "Cassa portable speaker in oiled walnut", 15990, {"rating": 3.5, "rating_count": 12}),
)  # fmt: skip


def examples() -> dict[str, Any]:
    """The context of ``shell/design.html``."""
    return {**_shop(), **_story(), **_desk(), **_forms(), "icon_names": list(icons())}


def _shop() -> dict[str, Any]:
    return {
        "products": [_product(name, title, price, **more) for name, title, price, more in PRODUCTS],
        "shot": _picture("one", "Over-ear headphones, graphite"),
        "thumbs": [_picture(name, f"View {place}") for place, name in
                   enumerate(("one", "two", "three", "four"), 1)],
        "crumbs": [("Electronics", "#"), ("Headphones", "#"), ("Sonora H4", "")],
        "checks": [
            {"state": "ok", "title": "Price is usual.", "url": "#price", "link": "See the band",
             "text": "9% under the median of 8 offers of this GTIN."},
            {"state": "ok", "title": "Seller is known.", "url": "#facts", "link": "Facts",
             "text": "41 months here, 2,906 completed orders."},
            {"state": "look", "title": "One thing to look at.", "url": "#", "link": "Compare them",
             "text": "Two pictures also stand at another seller. Often a maker's photo."},
            {"state": "unknown", "title": "Brand not checked.",
             "text": "This brand is not in our registry, so we cannot say."},
        ],
        "facts": [
            {"label": "Positive", "value": "97.8%", "note": "95% sure it is 97.1 to 98.4"},
            {"label": "Completed orders", "value": "2,906", "note": "1,120 in 12 months"},
            {"label": "Delivered on time", "value": "96%"},
            {"label": "First answer", "value": "2 h 10 min", "note": "99% within a day"},
            {"label": "Cases", "value": "0.9 in 100", "note": "most ended by refund in 4 days"},
            {"label": "On Fondaco", "value": "41 months"},
        ],
        "offers": [7490, 8200, 8760, 9180, 9270, 9640, 10250, 11900],
        "prices": [9900, 9900, 9450, 9450, 8990, 9200, 9200, 8700, 8390, 8390],
        "counts": [226, 61, 18, 6, 7],
        "specs": [("Driver", "40 mm, dynamic"), ("Noise cancelling", "Active, 3 levels"),
                  ("Battery", "38 h with cancelling on"), ("Weight", "254 g"),
                  ("GTIN", "4006381333931")],
    }  # fmt: skip


def _story() -> dict[str, Any]:
    now = clock.now()
    return {
        "now": now, "yesterday": now - timedelta(days=1, hours=3),
        "deadline": now + timedelta(days=29, hours=6),
        "first_day": (now + timedelta(days=9)).date(),
        "last_day": (now + timedelta(days=13)).date(),
        "events": [
            {"title": "Released to the seller", "state": "next", "when": "17 December, or when you "
             "confirm"},
            {"at": now - timedelta(hours=4), "title": "Delivered", "state": "gold", "url": "#",
             "text": "to 28013 Madrid, signed. Carrier's scan.", "link": "Proof"},
            {"at": now - timedelta(days=8), "title": "Shipped",
             "text": "with Poste tracked, RB 2048 1173 4 IT."},
            {"at": now - timedelta(days=9), "title": "Paid",
             "text": "€83.90 after the code from your bank; on your statement as FONDACO*BRENTA."},
        ],
        "talk": [
            {"who": "You", "kind": "mine", "text": "Does the case come with it?"},
            {"who": "Officina Brenta", "kind": "", "text": "Yes, the hard case and both cables. "
             "We ship tomorrow morning if you order before eight."},
            {"who": "Fondaco", "kind": "fondaco", "text": "Never pay outside Fondaco: what is paid "
             "elsewhere is not covered."},
        ],
    }  # fmt: skip


def _desk() -> dict[str, Any]:
    rows = (
        ("FO-7Q2M-19", "Sonora H4 headphones", "Paid", "gold", 8390, "", "Ship by Thu 26 Nov"),
        ("FO-7Q2K-03", "Lagoon sweater, M", "Ship today", "look", 7200, "look", "Due in 5 hours"),
        ("FO-7Q1Z-88", "Passo trainers, 42", "Case", "bad", 9450, "bad", "Answer by Wed 25 Nov"),
        ("FO-7Q0B-41", "Cassa speaker", "Released", "ok", 15990, "", "Nothing to do"),
    )
    return {
        "rows": [
            {"reference": reference, "title": title, "state": state, "kind": kind,
             "amount": amount, "tone": tone, "due": due}
            for reference, title, state, kind, amount, tone, due in rows
        ],
        "tabs": [
            {"title": "To ship", "url": "#", "current": True, "count": 4},
            {"title": "On the way", "url": "#", "count": 12},
            {"title": "Delivered", "url": "#", "count": 1280}, {"title": "All", "url": "#"},
        ],
        "steps": ["Address", "Shipping", "Payment"],
    }  # fmt: skip


def _forms() -> dict[str, Any]:
    wrong = ExampleForm({"email": "maria@", "name": "", "reason": "", "quantity": "0"})
    wrong.is_valid()
    return {"form": ExampleForm(), "wrong": wrong}
