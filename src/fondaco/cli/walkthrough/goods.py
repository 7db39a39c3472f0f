"""The newcomer's shelf: a Shopify product CSV with pictures, made for one walkthrough."""

import csv
import io
import zipfile

from PIL import Image, ImageDraw

COLUMNS = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Price",
    "Variant Requires Shipping",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Variant Weight Unit",
    "Status",
    "Material (product.metafields.specs.material)",
)
LAMP = "Colonnade reading lamp"
SIZE = (1200, 900)


def shelf(run: str, *, title: str, brand: str, gtin: str, price_minor: int) -> bytes:
    """The CSV: the product that another shop sells too, a lamp, and a row that is wrong."""
    same_product = {
        "Handle": f"same-{run}",
        "Title": title,
        "Body (HTML)": "<p>New, in its box, with the maker's papers.</p>",
        "Vendor": brand,
        "Variant SKU": f"SAME-{run}",
        "Variant Price": f"{price_minor // 100}.{price_minor % 100:02}",
        "Variant Barcode": gtin,
        "Image Src": "same.png",
        "Image Alt Text": title,
    }
    lamp = {
        "Handle": f"lamp-{run}",
        "Title": f"{LAMP} {run}",
        "Body (HTML)": "<p>Solid brass, turned by hand. 38 cm high, warm white.</p>",
        "Vendor": "Livia Corner",
        "Product Category": "Home goods > Lamps",
        "Variant SKU": f"LAMP-{run}",
        "Variant Price": "64.00",
        "Image Src": "lamp.png",
        "Image Alt Text": "A brass lamp on a table",
        "Material (product.metafields.specs.material)": "Solid brass",
    }
    wrong = {
        "Handle": f"wrong-{run}",
        "Title": "A thing without a price",
        "Variant SKU": f"WRONG-{run}",
        "Variant Price": "ask us",
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for row in (same_product, lamp, wrong):
        writer.writerow(_usual() | row)
    return text.getvalue().encode()


def _usual() -> dict[str, str]:
    return {
        "Published": "true",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "Variant Grams": "1400",
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": "9",
        "Variant Requires Shipping": "true",
        "Image Position": "1",
        "Variant Weight Unit": "g",
        "Status": "active",
    }


def pictures() -> bytes:
    """A ZIP with the pictures that the CSV names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("same.png", picture((228, 224, 214), (70, 86, 96)))
        archive.writestr("lamp.png", picture((240, 232, 214), (176, 134, 62)))
    return packed.getvalue()


def picture(ground: tuple[int, int, int], thing: tuple[int, int, int]) -> bytes:
    """A lamp on a table in two colours, as PNG."""
    width, height = SIZE
    drawn = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(drawn)
    shade = tuple(max(value - 26, 0) for value in ground)
    pen.rectangle((0, height * 3 // 4, width, height), fill=shade)
    middle = width // 2
    pen.polygon(
        [(middle - 90, 180), (middle + 90, 180), (middle + 210, 430), (middle - 210, 430)],
        fill=thing,
    )
    pen.rectangle((middle - 14, 430, middle + 14, 650), fill=thing)
    pen.ellipse((middle - 150, 620, middle + 150, 700), fill=thing)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
