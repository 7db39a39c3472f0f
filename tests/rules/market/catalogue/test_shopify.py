"""Shopify rows become drafts, and every doubt a finding with its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.columns import read_header
from fondaco.market.catalogue.rules.shopify import Product, products, with_pictures
from fondaco.market.catalogue.rules.table import Record, records

HEADER = (
    "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,"
    "Variant Compare At Price,Variant Inventory Qty,Variant Barcode,Image Src,Variant Image,Status,"
    "Colour (product.metafields.specs.colour),Mpn (product.metafields.specs.mpn),"
    "Condition (product.metafields.custom.condition)\n"
)
WIDTH = HEADER.count(",") + 1


def line(**cells: str) -> str:
    names = HEADER.strip().split(",")
    by_name = {name.split(" (")[0].replace(" ", "_"): place for place, name in enumerate(names)}
    row = [""] * WIDTH
    for name, value in cells.items():
        row[by_name[name]] = value
    return ",".join(row) + "\n"


def read(*rows: str) -> list[Product]:
    text = HEADER + "".join(rows)
    found = records(text, ",")
    columns, findings = read_header(next(found).cells or ())
    assert findings == []
    return list(products(found, columns, "EUR"))


def lamp(**cells: str) -> str:
    base = {"Handle": "oak", "Title": "Lamp", "Vendor": "Brenta", "Type": "Lamps",
            "Variant_SKU": "A", "Variant_Price": "12.50", "Variant_Inventory_Qty": "2"}  # fmt: skip
    return line(**(base | cells))


def test_rows_of_one_handle_are_one_product() -> None:
    [oak, ash] = read(
        lamp(Option1_Name="Size", Option1_Value="S", Colour="Brown", Mpn="B-1", Condition="Used"),
        line(Handle="oak", Option1_Value="L", Variant_SKU="B", Variant_Price="15"),
        line(Handle="oak", Image_Src="https://x.example/a/Side.WEBP?v=2"),
        lamp(Handle="ash", Status="draft"),
    )
    assert oak.draft is not None
    assert [(v.sku, v.price_minor, v.options) for v in oak.draft.variants] == [
        ("A", 1250, (("Size", "S"),)),
        ("B", 1500, (("Size", "L"),)),
    ]
    assert oak.draft.specs == (("Colour", "Brown"),)
    assert (oak.draft.mpn, oak.draft.condition, oak.draft.category) == ("B-1", "used", "lighting")
    assert oak.pictures == [("side.webp", "")]
    assert (oak.rows, ash.rows, ash.wants_publishing) == (3, 1, False)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"Title": ""}, "Title", "title_missing"),
        ({"Variant_Price": ""}, "Variant Price", "price_missing"),
        ({"Variant_Price": "€5"}, "Variant Price", "price_unreadable"),
        ({"Variant_Price": "0"}, "Variant Price", "price_invalid"),
        ({"Variant_Price": "1.234"}, "Variant Price", "price_unreadable"),
        ({"Variant_Inventory_Qty": "few"}, "Variant Inventory Qty", "number_unreadable"),
        ({"Variant_Barcode": "123"}, "Variant Barcode", "gtin_invalid"),
        ({"Condition": "broken"}, "Condition", "condition_unknown"),
        ({"Handle": ""}, "Handle", "handle_missing"),
    ],
)
def test_an_error_names_line_and_column_and_leaves_the_product_out(
    cells: dict[str, str], column: str, code: str
) -> None:
    [product] = read(lamp(**cells))
    assert product.draft is None
    errors = [finding for finding in product.findings if finding.severity == "error"]
    assert [(e.line, e.column, e.code) for e in errors] == [(2, column, code)]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Variant_Inventory_Qty": "-3"}, "stock_negative"),
        ({"Variant_Inventory_Qty": ""}, "stock_missing"),
        ({"Variant_Compare_At_Price": "12.50"}, "compare_at_ignored"),
        ({"Title": "=cmd()"}, "formula"),
    ],
)
def test_a_warning_takes_the_product_all_the_same(cells: dict[str, str], code: str) -> None:
    [product] = read(lamp(**cells))
    assert product.draft is not None
    assert code in {f.code for f in product.findings if f.severity == "warning"}


def test_a_missing_sku_is_made_from_the_handle() -> None:
    [product] = read(lamp(Variant_SKU=""))
    assert product.draft is not None
    assert product.draft.variants[0].sku == "oak"


def test_a_broken_row_leaves_out_its_own_product_and_no_other() -> None:
    text = HEADER + lamp() + "ash,Lamp\n" + lamp(Handle="elm")
    found = records(text, ",", width=WIDTH)
    columns, _findings = read_header(next(found).cells or ())
    [oak, ash, elm] = list(products(found, columns, "EUR"))
    assert oak.draft is not None
    assert elm.draft is not None
    assert (ash.handle, ash.draft, ash.findings[0].line) == ("ash", None, 3)


def test_pictures_are_put_in_and_missing_ones_said() -> None:
    [product] = read(
        lamp(Image_Src="a.webp", Variant_Image="a.webp"), line(Handle="oak", Image_Src="b.webp")
    )
    findings = with_pictures(product, {"a.webp": ("f" * 64, 640, 480)}, {})
    assert product.draft is not None
    assert [(p.sha256, p.alt) for p in product.draft.pictures] == [("f" * 64, "Lamp")]
    assert product.draft.variants[0].picture_sha256 == "f" * 64
    assert [(f.line, f.code) for f in findings] == [(3, "picture_missing")]


@given(st.lists(st.lists(st.text(max_size=12), min_size=WIDTH, max_size=WIDTH), max_size=6))
def test_no_cell_makes_reading_fail(rows: list[list[str]]) -> None:
    columns, _findings = read_header(HEADER.strip().split(","))
    found = [Record(n, n + 1, n, tuple(row), WIDTH) for n, row in enumerate(rows, 2)]
    taken = list(products(found, columns, "EUR"))
    assert sum(product.rows for product in taken) == len(rows)
    for product in taken:
        assert (product.draft is None) == product.is_refused
