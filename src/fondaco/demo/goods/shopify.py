"""Write listings as Shopify product CSV, and the pictures that they name.

Shape: one row a variant; the product's own fields and the names of its options stand on
its first row only; pictures beyond the number of variants get rows with nothing else.
"""

import csv
import html
import re
from collections.abc import Iterable
from pathlib import Path

from fondaco.demo.goods.facts import spec_key
from fondaco.demo.goods.offers import DemoListing, DemoStock, listings
from fondaco.demo.goods.products import Picture
from fondaco.demo.goods.sellers import DemoSeller

COLUMNS: tuple[str, ...] = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option1 Linked To",
    "Option2 Name",
    "Option2 Value",
    "Option2 Linked To",
    "Option3 Name",
    "Option3 Value",
    "Option3 Linked To",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Variant Image",
    "Variant Weight Unit",
    "Variant Tax Code",
    "Cost per item",
    "Status",
)
VIEW_WORDS = ("front", "another side", "close up")


def spec_column(label: str) -> str:
    """The metafield column of a specification, as Shopify heads it."""
    return f"{label} (product.metafields.specs.{spec_key(label)})"


def _decimal(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def _options(listing: DemoListing) -> list[str]:
    names = []
    if len({s.variant.colour for s in listing.stock}) > 1 or not listing.stock[0].variant.size:
        names.append("Colour")
    if listing.stock[0].variant.size:
        names.append("Size")
    return names


def pictures_of(listing: DemoListing) -> list[tuple[Picture, str]]:
    """The listing's pictures with what each shows: three views, then the other colours."""
    product = listing.product
    colour = listing.stock[0].variant.colour.lower()
    noun = product.facts.noun
    found = [
        (p, f"{product.name} {noun}, {colour}, {VIEW_WORDS[p.view]}") for p in product.pictures
    ]
    seen = {p.file_name for p, _ in found}
    for stock in listing.stock:
        picture = stock.variant.picture
        if picture.file_name not in seen:
            seen.add(picture.file_name)
            found.append((picture, f"{product.name} {noun}, {stock.variant.colour.lower()}"))
    return found


def _product_fields(listing: DemoListing) -> dict[str, str]:
    product = listing.product
    plain = html.unescape(re.sub(r"<[^>]+>", " ", listing.body_html))
    row = {
        "Title": listing.title,
        "Body (HTML)": listing.body_html,
        "Vendor": product.brand,
        "Product Category": f"{product.category} > {product.facts.sub}",
        "Type": product.facts.sub,
        "Tags": ", ".join((product.facts.noun, product.brand, listing.condition)),
        "Published": "true",
        "Gift Card": "false",
        "SEO Title": listing.title[:70],
        "SEO Description": " ".join(plain.split())[:157].rsplit(" ", 1)[0] + " …",
        "Status": "active",
        spec_column("Mpn"): product.mpn,
        spec_column("Condition"): listing.condition,
    }
    row.update({spec_column(label): value for label, value in product.specs})
    return row


def _variant_fields(listing: DemoListing, stock: DemoStock) -> dict[str, str]:
    row = {
        "Variant SKU": stock.sku,
        "Variant Grams": str(listing.product.grams),
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": str(stock.quantity),
        "Variant Inventory Policy": "deny",
        "Variant Fulfillment Service": "manual",
        "Variant Price": _decimal(stock.price_minor),
        "Variant Requires Shipping": "true",
        "Variant Taxable": "true",
        "Variant Barcode": stock.variant.gtin,
        "Variant Image": stock.variant.picture.file_name,
        "Variant Weight Unit": "g",
    }
    if listing.compare_at_minor is not None:
        row["Variant Compare At Price"] = _decimal(
            listing.compare_at_minor + stock.variant.step_minor
        )
    values = {"Colour": stock.variant.colour, "Size": stock.variant.size}
    for place, name in enumerate(_options(listing), start=1):
        row[f"Option{place} Value"] = values[name]
    return row


def rows_of(listing: DemoListing) -> list[dict[str, str]]:
    """The CSV rows of one listing; absent keys are empty cells."""
    pictures = pictures_of(listing)
    rows: list[dict[str, str]] = []
    for index in range(max(len(listing.stock), len(pictures))):
        row = {"Handle": listing.handle}
        if index == 0:
            row.update(_product_fields(listing))
            for place, name in enumerate(_options(listing), start=1):
                row[f"Option{place} Name"] = name
        if index < len(listing.stock):
            row.update(_variant_fields(listing, listing.stock[index]))
        if index < len(pictures):
            picture, words = pictures[index]
            row.update(
                {
                    "Image Src": picture.file_name,
                    "Image Position": str(index + 1),
                    "Image Alt Text": words,
                }
            )
        rows.append(row)
    return rows


def listings_of(seller: DemoSeller, *, seed: int) -> list[DemoListing]:
    """What one seller lists."""
    return [one for one in listings(seed) if one.seller == seller.handle]


def pictures_needed(seed: int) -> list[Picture]:
    """Every picture that some listing names, each once, in a fixed order."""
    found = {p.file_name: p for one in listings(seed) for p, _ in pictures_of(one)}
    return [found[name] for name in sorted(found)]


def write_shopify_csv(
    seller: DemoSeller,
    path_csv: Path,
    folder_pictures: Path,
    *,
    seed: int = 1,
) -> int:
    """Write the seller's listings and draw those pictures that the folder lacks.

    Returns the number of listings. Pictures already there are left as they are.
    """
    from fondaco.demo.goods.shots import draw_missing

    mine = listings_of(seller, seed=seed)
    _write(path_csv, mine)
    draw_missing({p for one in mine for p, _ in pictures_of(one)}, folder_pictures)
    return len(mine)


def _write(path_csv: Path, mine: Iterable[DemoListing]) -> None:
    rows = [row for one in mine for row in rows_of(one)]
    extra = sorted({key for row in rows for key in row} - set(COLUMNS))
    path_csv.parent.mkdir(parents=True, exist_ok=True)
    with path_csv.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS, *extra], restval="")
        writer.writeheader()
        writer.writerows(rows)
