"""The CSV files have Shopify's columns and its rules for several rows a product."""

import csv
import itertools
from pathlib import Path

import pytest
from PIL import Image

from fondaco.demo import goods
from fondaco.demo.goods.shopify import COLUMNS, rows_of, spec_column
from fondaco.demo.goods.shots import draw_missing

PRODUCT_ONLY = (
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option2 Name",
    "Status",
    "SEO Title",
    spec_column("Mpn"),
    spec_column("Condition"),
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest seller's folder, and pictures for it: enough to see files of every sort."""
    out = tmp_path_factory.mktemp("town")
    seller = next(s for s in goods.sellers(1) if s.handle == "jonas-bench")
    goods.write_shopify_csv(seller, out / "products.csv", out / "pictures", seed=1)
    return out


def test_a_file_has_shopifys_columns_first_and_metafields_after(town: Path) -> None:
    with (town / "products.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert tuple(header[: len(COLUMNS)]) == COLUMNS
    rest = header[len(COLUMNS) :]
    assert "Mpn (product.metafields.specs.mpn)" in rest
    assert "Condition (product.metafields.specs.condition)" in rest
    assert all(".metafields.specs." in name for name in rest)
    assert len(set(header)) == len(header)


def test_every_picture_that_is_named_lies_in_the_folder_and_opens(town: Path) -> None:
    for row in read(town / "products.csv"):
        for column in ("Image Src", "Variant Image"):
            if row[column]:
                assert "/" not in row[column]
                with Image.open(town / "pictures" / row[column]) as picture:
                    assert picture.format == "WEBP"
                    assert picture.width >= 500


def test_writing_again_gives_the_same_file_and_draws_nothing(town: Path) -> None:
    before = (town / "products.csv").read_bytes()
    seller = next(s for s in goods.sellers(1) if s.handle == "jonas-bench")
    goods.write_shopify_csv(seller, town / "products.csv", town / "pictures", seed=1)
    assert (town / "products.csv").read_bytes() == before
    named = {p for one in goods.listings_of(seller, seed=1) for p in one.product.pictures}
    assert draw_missing(named, town / "pictures") == 0


def test_only_the_first_row_of_a_product_speaks_of_the_product() -> None:
    for one in goods.listings(1):
        rows = rows_of(one)
        assert {row["Handle"] for row in rows} == {one.handle}
        assert rows[0]["Title"] == one.title
        assert rows[0]["Option1 Name"]
        for row in rows[1:]:
            assert not any(row.get(column) for column in PRODUCT_ONLY)


def test_variants_come_one_a_row_and_further_pictures_stand_alone() -> None:
    for one in goods.listings(1):
        rows = rows_of(one)
        with_variant = [row for row in rows if row.get("Variant SKU")]
        assert rows[: len(with_variant)] == with_variant
        assert len(with_variant) == len(one.stock)
        choices = [(row.get("Option1 Value"), row.get("Option2 Value")) for row in with_variant]
        assert len(set(choices)) == len(choices)
        for row in rows[len(with_variant) :]:
            assert set(row) == {"Handle", "Image Src", "Image Position", "Image Alt Text"}
        places = [row["Image Position"] for row in rows if row.get("Image Position")]
        assert places == [str(n) for n in range(1, len(places) + 1)]
        assert len(places) >= 3


def test_amounts_are_decimal_and_codes_are_unique_within_a_seller() -> None:
    by_seller = itertools.groupby(goods.listings(1), key=lambda one: one.seller)
    for _, mine in by_seller:
        rows = [row for one in mine for row in rows_of(one)]
        codes = [row["Variant SKU"] for row in rows if row.get("Variant SKU")]
        assert len(codes) == len(set(codes))
        for row in rows:
            if row.get("Variant SKU"):
                whole, cents = row["Variant Price"].split(".")
                assert whole.isdigit()
                assert len(cents) == 2
                assert int(row["Variant Inventory Qty"]) >= 0
                assert int(row["Variant Grams"]) > 0


def test_the_list_of_pictures_holds_every_name_once() -> None:
    needed = [p.file_name for p in goods.pictures_needed(1)]
    assert len(needed) == len(set(needed))
    named = {
        row["Image Src"]
        for one in goods.listings(1)
        for row in rows_of(one)
        if row.get("Image Src")
    }
    assert named == set(needed)
