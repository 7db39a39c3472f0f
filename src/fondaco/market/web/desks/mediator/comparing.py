"""The listing as it was bought beside the listing of today: what differs is marked."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.catalogue.values import ListingView
from fondaco.market.trade.values import LineView
from fondaco.market.web.shell.words import money_words

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Row:
    """One property, then and now."""

    name: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        """Whether it was changed since."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Compared:
    """A line's listing, then and now; ``pictures`` are hashes as bought."""

    title: str
    rows: tuple[Row, ...]
    pictures: tuple[str, ...]
    pictures_changed: bool
    is_gone: bool


def compare(line: LineView) -> Compared:
    """Everything that a buyer could read then, against what it says today."""
    then = line.snapshot
    try:
        now: ListingView | None = catalogue.listing(line.listing_id)
    except NotFound:
        now = None
    shown = tuple(str(each["sha256"]) for each in then.get("pictures", ()) if "sha256" in each)
    today = tuple(each.sha256 for each in now.pictures) if now else ()
    return Compared(
        title=line.title,
        rows=_rows(line, now),
        pictures=shown,
        pictures_changed=shown != today,
        is_gone=now is None,
    )


def _rows(line: LineView, now: ListingView | None) -> tuple[Row, ...]:
    then = line.snapshot
    currency = str(then.get("currency", "EUR"))
    price = next(
        (each.price_minor for each in now.variants if each.id == line.variant_id), None
    ) if now else None  # fmt: skip
    rows = [
        Row(_("Title"), str(then.get("title", "")), now.title if now else ""),
        Row(
            _("Price of one"),
            money_words(int(then.get("price_minor", line.unit_price_minor)), currency),
            money_words(price, now.currency) if now and price is not None else "",
        ),
        Row(_("Condition"), str(then.get("condition", "")), now.condition if now else ""),
        Row(_("Brand"), str(then.get("brand", "")), now.brand if now else ""),
        Row(
            _("Description"),
            _plain(then.get("description_html", "")),
            _plain(now.description_html) if now else "",
        ),
    ]
    said = {str(name): str(value) for name, value in then.get("specs", ())}
    says = dict(now.specs) if now else {}
    rows += [Row(name, said.get(name, ""), says.get(name, "")) for name in {**said, **says}]
    return tuple(row for row in rows if row.then or row.now)


def _plain(html: Any) -> str:
    return " ".join(unescape(_TAG.sub(" ", str(html))).split())
