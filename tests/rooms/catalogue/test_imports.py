"""Imports: the good is taken, each bad row is named, and it can go on after any stop."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from PIL import Image

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import actions, models, queries, uploads
from fondaco.market.catalogue.actions import imports
from fondaco.market.catalogue.values import ImportReport, SearchQuery
from tests.conftest import NOON
from tests.rooms.catalogue.shelf import SELLER, a_seller

pytestmark = pytest.mark.django_db

HEADER = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Published", "Option1 Name",
    "Option1 Value", "Variant SKU", "Variant Grams", "Variant Inventory Qty", "Variant Price",
    "Variant Compare At Price", "Variant Barcode", "Image Src", "Image Position",
    "Image Alt Text", "Variant Image", "Status", "Mpn (product.metafields.custom.mpn)",
    "Material (product.metafields.specs.material)",
)  # fmt: skip
Row = dict[str, object]


def a_row(handle: str, **cells: object) -> Row:
    base: Row = {
        "Handle": handle, "Title": f"Lamp {handle}", "Body (HTML)": "<p>Oak <b>lamp</b></p>",
        "Vendor": "Brenta", "Type": "Desk lamps", "Variant SKU": handle.upper(),
        "Variant Inventory Qty": 3, "Variant Price": "49.00", "Image Src": "lamp.webp",
        "Image Alt Text": "A lamp", "Status": "active",
        "Material (product.metafields.specs.material)": "Oak",
    }  # fmt: skip
    return base | {name.replace("_", " "): value for name, value in cells.items()}


def a_file(*rows: Row) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, name in enumerate(("lamp.webp", "side.webp")):
        Image.new("RGB", (400, 400), (200, 100 * number, 90)).save(tmp_path / name, "WEBP")
    return tmp_path


def run(
    seller_id: UUID, content: bytes, folder: Path | None = None, **more: object
) -> ImportReport:
    import_id = actions.start_import(
        seller_id=seller_id,
        csv=content,
        pictures_folder=folder,
        actor=SELLER,
        **more,  # type: ignore[arg-type]
    )
    while imports.work(rows=3, budget_s=0):
        pass
    return queries.import_report(import_id)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    done = report.progress
    return done.created, done.updated, done.unchanged, done.refused


def test_products_with_variants_and_pictures_become_live_listings(folder: Path) -> None:
    seller_id = a_seller()
    report = run(
        seller_id,
        a_file(
            a_row("oak", Option1_Name="Size", Option1_Value="S", Variant_SKU="OAK-S"),
            {"Handle": "oak", "Option1 Value": "L", "Variant SKU": "OAK-L", "Variant Price": "59",
             "Variant Inventory Qty": 1, "Image Src": "https://cdn.example/x/Side.webp?v=1",
             "Image Position": 2, "Variant Image": "side.webp"},
            a_row("ash"),
        ),
        folder,
    )  # fmt: skip
    assert (counts(report), report.progress.state, report.findings) == ((2, 0, 0, 0), "done", ())
    cards = queries.search(SearchQuery(text="oak", seller_id=seller_id)).cards
    view = queries.listing(next(card.listing_id for card in cards if card.title == "Lamp oak"))
    assert [(v.sku, v.price_minor, v.options) for v in view.variants] == [
        ("OAK-S", 4900, (("Size", "S"),)),
        ("OAK-L", 5900, (("Size", "L"),)),
    ]
    assert (view.category.slug, view.specs) == ("lighting", (("Material", "Oak"),))
    assert view.description_html == "<p>Oak <strong>lamp</strong></p>"
    assert [picture.alt for picture in view.pictures] == ["A lamp", "Lamp oak"]
    assert view.variants[1].picture_sha256 == view.pictures[1].sha256


def test_the_good_is_imported_and_each_bad_row_is_named_by_line_and_column(folder: Path) -> None:
    content = a_file(
        a_row("good"),
        a_row("no-price", Variant_Price=""),
        a_row("bad-price", Variant_Price="12,50 EUR"),
        a_row("bad-gtin", Variant_Barcode="4006381333932"),
        a_row("no-title", Title=""),
        a_row("last"),
        a_row("good", Variant_SKU="AGAIN"),
        a_row("thief", Variant_SKU="LAST"),
    )
    report = run(a_seller(), content, folder)
    assert counts(report) == (2, 0, 0, 6)
    assert [(f.line, f.column, f.code) for f in report.findings if f.severity == "error"] == [
        (3, "Variant Price", "price_missing"),
        (4, "Variant Price", "price_unreadable"),
        (5, "Variant Barcode", "gtin_invalid"),
        (6, "Title", "title_missing"),
        (8, "Handle", "handle_repeated"),
        (9, "Variant SKU", "sku_taken"),
    ]


def test_a_broken_quote_costs_its_own_product_only(folder: Path) -> None:
    lines = a_file(a_row("one"), a_row("two"), a_row("three")).split(b"\r\n")
    lines[2] = lines[2].replace(b"Lamp two", b'"Lamp two')
    report = run(a_seller(), b"\r\n".join(lines), folder)
    assert counts(report) == (2, 0, 0, 1)
    assert [(f.line, f.code) for f in report.findings] == [(3, "row_broken")]


def test_a_row_with_too_few_cells_is_named(folder: Path) -> None:
    content = a_file(a_row("one"), a_row("two")) + b"three,Lamp\r\n"
    report = run(a_seller(), content, folder)
    assert counts(report) == (2, 0, 0, 1)
    assert report.findings[0].message.startswith("The row has 2 cells instead of 21")


def test_importing_the_same_file_again_changes_nothing(folder: Path) -> None:
    seller_id = a_seller()
    content = a_file(a_row("one"), a_row("two"))
    run(seller_id, content, folder)
    assert counts(run(seller_id, content, folder)) == (0, 0, 2, 0)
    changed = a_file(a_row("one", Variant_Price="39.00"), a_row("two"))
    assert counts(run(seller_id, changed, folder)) == (0, 1, 1, 0)
    assert queries.search(SearchQuery(sort="price")).cards[0].price_minor == 3900


def test_a_dry_run_reports_the_same_and_stores_nothing(folder: Path) -> None:
    seller_id = a_seller()
    content = a_file(a_row("one"), a_row("two", Variant_Price="x"), a_row("one"))
    dry = run(seller_id, content, folder, dry_run=True)
    assert not models.Listing.objects.exists()
    assert not models.Picture.objects.exists()
    real = run(seller_id, content, folder)
    assert counts(dry) == counts(real) == (1, 0, 0, 2)
    assert dry.findings == real.findings


def test_an_import_goes_on_where_it_stopped_and_a_second_worker_does_no_harm(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = a_file(*(a_row(f"lamp-{number}") for number in range(7)))
    import_id = actions.start_import(
        seller_id=a_seller(), csv=content, pictures_folder=folder, actor=SELLER
    )
    first = actions.advance_import(import_id, rows=3)
    assert (first.state, first.done_rows, first.created) == ("waiting", 3, 3)
    whole = imports._attach_pictures

    def slow(row: models.Import, taken: object) -> object:
        """While this worker reads pictures, another one takes the same chunk."""
        monkeypatch.setattr(imports, "_attach_pictures", whole)
        actions.advance_import(import_id, rows=3)
        return whole(row, taken)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "_attach_pictures", slow)
    assert actions.advance_import(import_id, rows=3).created == 6
    assert actions.advance_import(import_id, rows=3).state == "done"
    assert models.Listing.objects.count() == 7


def test_missing_pictures_are_named_and_the_listing_stays_a_draft(folder: Path) -> None:
    seller_id = a_seller()
    report = run(seller_id, a_file(a_row("one", Image_Src="other.webp")), folder)
    assert [(f.line, f.column, f.code) for f in report.findings] == [
        (2, "Image Src", "picture_missing")
    ]
    assert models.Listing.objects.get().status == "draft"


def test_pictures_come_out_of_a_zip_and_a_bad_one_is_named() -> None:
    out = io.BytesIO()
    picture = io.BytesIO()
    Image.new("RGB", (400, 400)).save(picture, "PNG")
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pictures/Lamp.webp", picture.getvalue())
        archive.writestr("../../bad.webp", b"<script>")
    report = run(
        a_seller(),
        a_file(a_row("one"), a_row("two", Image_Src="bad.webp")),
        pictures_zip=out,
    )
    assert counts(report) == (2, 0, 0, 0)
    assert [f.code for f in report.findings] == ["picture_kind_unknown"]


def test_a_damaged_archive_stops_neither_its_import_nor_others() -> None:
    out = io.BytesIO()
    picture = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(picture, "PNG")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lamp.webp", picture.getvalue())
    damaged = bytearray(out.getvalue())
    damaged[200:260] = b"\xff" * 60
    report = run(a_seller(), a_file(a_row("one")), pictures_zip=io.BytesIO(bytes(damaged)))
    assert counts(report)[0] == 1
    assert [f.severity for f in report.findings] == ["warning"]


def test_an_import_that_breaks_is_stopped_and_the_next_one_runs(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    broken = actions.start_import(seller_id=a_seller(), csv=a_file(a_row("one")), actor=SELLER)
    read = imports._read_chunk

    def break_first(row: models.Import, rows: int) -> object:
        if row.id == broken:
            raise RuntimeError("nobody foresaw this")
        return read(row, rows)

    monkeypatch.setattr(imports, "_read_chunk", break_first)
    sound = actions.start_import(
        seller_id=a_seller(), csv=a_file(a_row("two")), actor=SELLER, pictures_folder=folder
    )
    while imports.work():
        continue
    assert queries.import_report(broken).progress.state == "stopped"
    assert queries.import_report(sound).progress.state == "done"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "file_empty", 1),
        (b"Name,Price\r\nx,1\r\n", "column_missing", 1),
        (a_file(), "file_row_count", 1),
        (a_file(a_row("one")) + "é".encode("latin-1"), "file_not_utf8", 3),
        ("Handle,Title".encode("utf-16"), "file_not_utf8", 1),
        (b"Handle,Title,Title,Variant Price\nx,y,z,1\n", "column_repeated", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content: bytes, code: str, line: int) -> None:
    with pytest.raises(Refusal) as refused:
        actions.start_import(seller_id=a_seller(), csv=content, actor=SELLER)
    assert (refused.value.code, refused.value.details["line"]) == (code, line)
    assert not models.Import.objects.exists()


def test_a_byte_order_mark_and_semicolons_are_understood(folder: Path) -> None:
    text = a_file(a_row("one")).decode().replace(",", ";")
    assert counts(run(a_seller(), text.encode("utf-8-sig"), folder)) == (1, 0, 0, 0)


def test_formula_cells_are_plain_text(folder: Path) -> None:
    report = run(a_seller(), a_file(a_row("one", Title="=HYPERLINK(1)")), folder)
    assert [f.code for f in report.findings] == ["formula"]
    assert queries.search(SearchQuery()).cards[0].title == "=HYPERLINK(1)"


def test_an_unverified_sellers_import_makes_drafts(folder: Path) -> None:
    run(a_seller(verified=False), a_file(a_row("one")), folder)
    assert models.Listing.objects.get().status == "draft"


def test_statements_do_not_grow_with_the_rows(
    folder: Path, django_assert_max_num_queries: object
) -> None:
    content = a_file(*(a_row(f"lamp-{number}") for number in range(100)))
    import_id = actions.start_import(
        seller_id=a_seller(), csv=content, pictures_folder=folder, actor=SELLER
    )
    with django_assert_max_num_queries(50):  # type: ignore[operator] # pytest-django's fixture
        assert actions.advance_import(import_id, rows=200).created == 100


@pytest.mark.slow
def test_ten_thousand_rows_with_broken_ones_are_imported(folder: Path) -> None:
    rows = [
        a_row(f"lamp-{number}", **({"Variant_Price": "x"} if number % 100 == 0 else {}))
        for number in range(10_000)
    ]
    import_id = actions.start_import(
        seller_id=a_seller(), csv=a_file(*rows), pictures_folder=folder, actor=SELLER
    )
    while actions.advance_import(import_id, rows=500).state == "waiting":
        # PostgreSQL's own statistics come between two chunks, but never within one transaction,
        # as a test is: it would go on as planned while the tables were empty.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    report = queries.import_report(import_id)
    assert counts(report) == (9_900, 0, 0, 100)
    lines = {finding.line for finding in queries.all_findings(import_id)}
    assert lines == {number + 2 for number in range(0, 10_000, 100)}


def test_a_titled_row_without_a_handle_is_a_product_of_its_own(folder: Path) -> None:
    report = run(
        a_seller(), a_file(a_row("one"), a_row("", Variant_SKU="B"), a_row("three")), folder
    )
    assert counts(report) == (2, 0, 0, 1)
    assert [(f.line, f.column, f.code) for f in report.findings] == [
        (3, "Handle", "handle_missing")
    ]


def test_nothing_of_a_product_that_is_left_out_is_called_taken(folder: Path) -> None:
    content = a_file(a_row("one", Vendor="=Brenta", Variant_Price="x"), a_row("two", Image_Src=""))
    report = run(a_seller(), content, folder)
    found = {(f.line, f.column): f.severity for f in report.findings}
    assert found[2, "Vendor"] == "also"
    assert found[2, "Variant Price"] == "error"
    assert found[3, "Image Src"] == "draft"
    assert (report.errors, report.warnings) == (1, len(report.findings) - 1)


def test_a_file_that_was_checked_is_imported_without_sending_it_again(folder: Path) -> None:
    seller_id = a_seller()
    with zipfile.ZipFile(folder / "pictures.zip", "w") as archive:
        archive.write(folder / "lamp.webp", "lamp.webp")
    with (folder / "pictures.zip").open("rb") as pictures:
        checked = run(seller_id, a_file(a_row("one")), pictures_zip=pictures, dry_run=True)
    assert checked.may_be_imported
    check_id = checked.progress.import_id
    with pytest.raises(NotFound):
        actions.import_checked(check_id=check_id, seller_id=a_seller(), actor=SELLER)
    made = actions.import_checked(check_id=check_id, seller_id=seller_id, actor=SELLER)
    while imports.work():
        pass
    report = queries.import_report(made)
    assert counts(report) == (1, 0, 0, 0)
    assert not report.findings
    assert not report.may_be_imported
    with pytest.raises(Refusal) as again:
        actions.import_checked(check_id=check_id, seller_id=seller_id, actor=SELLER)
    assert again.value.code == "check_over"


def test_a_seller_keeps_the_files_of_the_newest_check_only(folder: Path) -> None:
    seller_id = a_seller()
    first, second = (run(seller_id, a_file(a_row("one")), dry_run=True) for _ in range(2))
    assert not queries.import_report(first.progress.import_id).may_be_imported
    assert queries.import_report(second.progress.import_id).may_be_imported
    (uploads.folder_of(first.progress.import_id).parent / "lost+found").mkdir()
    imports.forget_checked()


def test_what_was_checked_as_drafts_is_imported_as_drafts(folder: Path) -> None:
    seller_id = a_seller()
    checked = run(seller_id, a_file(a_row("one")), folder, dry_run=True, publish=False)
    check_id = checked.progress.import_id
    actions.import_checked(check_id=check_id, seller_id=seller_id, actor=SELLER)
    while imports.work():
        pass
    assert models.Listing.objects.get().status == "draft"


def test_the_file_of_a_check_goes_after_a_day(
    folder: Path, at_time: Callable[[datetime], None]
) -> None:
    seller_id = a_seller()
    at_time(NOON)
    check_id = run(seller_id, a_file(a_row("one")), folder, dry_run=True).progress.import_id
    imports.forget_checked()
    assert queries.import_report(check_id).may_be_imported
    at_time(NOON + timedelta(days=1, seconds=1))
    imports.forget_checked()
    assert not queries.import_report(check_id).may_be_imported
    with pytest.raises(Refusal, match="not here any more"):
        actions.import_checked(check_id=check_id, seller_id=seller_id, actor=SELLER)


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff\xe0", b"PK\x03\x04", b"%PDF-1.7", b"a,\x00b"])
def test_what_is_no_text_at_all_is_called_so(beginning: bytes) -> None:
    with pytest.raises(Refusal, match="This is not a CSV file") as refused:
        run(a_seller(), beginning + b"Handle,Title\r\n")
    assert refused.value.code == "file_not_csv"
