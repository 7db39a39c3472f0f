"""The header of a Shopify file, in its old and new names."""

from fondaco.market.catalogue.rules.columns import Row, file_name, read_header


def test_old_and_new_names_are_the_same_columns() -> None:
    columns, findings = read_header(["URL handle", "Title", "Price", "Google Shopping / MPN"])
    assert findings == []
    assert columns.names == ("Handle", "Title", "Variant Price", "Mpn")


def test_metafields_of_specifications_keep_their_label() -> None:
    columns, _findings = read_header(
        ["Handle", "Title", "Variant Price", "Seat height (product.metafields.specs.seat)",
         "Rating (product.metafields.reviews.rating)"]
    )  # fmt: skip
    assert list(columns.spec_labels.values()) == ["Seat height"]


def test_missing_and_doubled_columns_are_named() -> None:
    _columns, findings = read_header(["Handle", "Title", "Title"])
    assert [(f.column, f.code) for f in findings] == [
        ("Title", "column_repeated"),
        ("Variant Price", "column_missing"),
    ]


def test_a_quote_before_a_formula_is_not_part_of_the_cell() -> None:
    row = Row(2, {"Title": "'=1+1", "Vendor": "'t Huis"})
    assert (row.get("Title"), row.get("Vendor"), row.get("None")) == ("=1+1", "'t Huis", "")


def test_a_file_name_is_the_end_of_an_address() -> None:
    assert file_name("https://x.example/a/B.JPG?v=1#y") == "b.jpg"
    assert file_name(r"C:\pictures\Lamp.png ") == "lamp.png"
    assert file_name("") == ""
