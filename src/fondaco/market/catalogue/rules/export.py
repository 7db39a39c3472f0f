"""The catalogue as a Shopify product CSV, such that importing it again changes nothing. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

from fondaco.market.catalogue.rules.listing import ListingDraft
from fondaco.money.amount import Money

COLUMNS = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Published", "Option1 Name",
    "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
    "Variant SKU", "Variant Grams", "Variant Inventory Qty", "Variant Price",
    "Variant Compare At Price", "Variant Barcode", "Image Src", "Image Position",
    "Image Alt Text", "Variant Image", "Status",
    "Mpn (product.metafields.custom.mpn)", "Condition (product.metafields.custom.condition)",
)  # fmt: skip


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection).

    A quote before it says so; one that stands there already is doubled, to be read back.
    """
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "'"} else text


def shopify_csv(drafts: Sequence[tuple[ListingDraft, bool]]) -> str:
    """The drafts with whether each is live, as one CSV; specifications become metafields."""
    labels: dict[str, None] = {}
    for draft, _is_live in drafts:
        labels.update(dict.fromkeys(name for name, _value in draft.specs))
    columns = [*COLUMNS, *(spec_column(label) for label in labels)]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for draft, is_live in drafts:
        writer.writerows(
            {name: harmless(str(cell)) for name, cell in row.items()}
            for row in _rows(draft, is_live)
        )
    return out.getvalue()


def spec_column(label: str) -> str:
    """The metafield column of a specification."""
    key = "".join(mark if mark.isalnum() and mark.isascii() else "_" for mark in label.lower())
    return f"{label} (product.metafields.specs.{key.strip('_') or 'spec'})"


def _rows(draft: ListingDraft, is_live: bool) -> Iterable[dict[str, object]]:
    count = max(len(draft.variants), len(draft.pictures))
    for place in range(count):
        row: dict[str, object] = {"Handle": draft.handle}
        if place == 0:
            row |= _words(draft, is_live)
        if place < len(draft.variants):
            row |= _variant(draft, place)
        if place < len(draft.pictures):
            picture = draft.pictures[place]
            row |= {
                "Image Src": f"{picture.sha256}-1024.webp",
                "Image Position": place + 1,
                "Image Alt Text": picture.alt,
            }
        yield row


def _words(draft: ListingDraft, is_live: bool) -> dict[str, object]:
    names = [name for name, _value in draft.variants[0].options] if draft.variants else []
    row: dict[str, object] = {
        "Title": draft.title,
        "Body (HTML)": draft.description_html,
        "Vendor": draft.brand,
        "Type": draft.category,
        "Published": "TRUE" if is_live else "FALSE",
        "Status": "active" if is_live else "draft",
        COLUMNS[-2]: draft.mpn,
        COLUMNS[-1]: draft.condition,
    }
    row |= {f"Option{place} Name": name for place, name in enumerate(names, 1)}
    row |= {spec_column(name): value for name, value in draft.specs}
    return row


def _variant(draft: ListingDraft, place: int) -> dict[str, object]:
    variant = draft.variants[place]
    before = variant.compare_at_minor
    row: dict[str, object] = {
        "Variant SKU": variant.sku,
        "Variant Grams": variant.weight_grams,
        "Variant Inventory Qty": variant.stock,
        "Variant Price": Money(variant.price_minor, draft.currency).to_decimal(),
        "Variant Compare At Price": ""
        if before is None
        else Money(before, draft.currency).to_decimal(),
        "Variant Barcode": draft.gtin if place == 0 else "",
        "Variant Image": f"{variant.picture_sha256}-1024.webp" if variant.picture_sha256 else "",
    }
    row |= {f"Option{n} Value": value for n, (_name, value) in enumerate(variant.options, 1)}
    return row
