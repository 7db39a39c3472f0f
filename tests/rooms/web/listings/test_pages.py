"""A seller's listings: the shelf, the editor, imports and exports, each for their own shop only."""

import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from fondaco.market.catalogue import actions, models, queries
from fondaco.market.catalogue.actions import imports
from fondaco.market.members import actions as member_actions
from fondaco.market.members import queries as members
from fondaco.market.members.models import Member
from tests.rooms.catalogue.shelf import ADMIN, a_seller, put_up

pytestmark = pytest.mark.django_db


def staff_of(seller_id: UUID, role: str = "owner") -> Client:
    member_id = members.staff_members(seller_id)[0]
    if role != "owner":
        member_id = member_actions.create_member(
            email=f"{role}@example.org", password="x", display_name=role, country="IT"
        )
        member_actions.add_staff(seller_id=seller_id, member_id=member_id, role=role, actor=ADMIN)
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def a_picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (400, 400), (10, 200, 90)).save(out, "PNG")
    return SimpleUploadedFile("lamp.png", out.getvalue(), "image/png")


def typed(**given: Any) -> dict[str, Any]:
    """What the editor posts for a lamp."""
    base = {
        "title": "Oak lamp",
        "category": "lighting",
        "condition": "new",
        "brand": "Brenta",
        "gtin": "",
        "mpn": "B-1",
        "description": "A lamp.\n\nMade of oak.",
        "specs": "Height: 42 cm\n\nSocket: E27",
        "option_names": "",
        "v-TOTAL_FORMS": "2",
        "v-INITIAL_FORMS": "0",
        "v-0-sku": "OAK",
        "v-0-price": "49,90",
        "v-0-stock": "3",
        "p-TOTAL_FORMS": "0",
        "p-INITIAL_FORMS": "0",
        "then": "publish",
    }
    return base | given


def the_listing() -> Any:
    return queries.listing(models.Listing.objects.get().id)


def test_a_listing_is_made_with_its_picture_and_published() -> None:
    client = staff_of(a_seller())
    assert "What do you offer?" in client.get("/sell/listings/new/").content.decode()
    answer = client.post("/sell/listings/new/", typed(pictures=a_picture()))
    assert answer.status_code == 302
    view = the_listing()
    assert (view.status, view.variants[0].price_minor) == ("live", 4990)
    assert view.specs == (("Height", "42 cm"), ("Socket", "E27"))
    assert view.description_html == "<p>A lamp.</p><p>Made of oak.</p>"
    assert len(view.pictures) == 1


def test_without_a_picture_it_is_saved_as_a_draft_and_that_is_said() -> None:
    client = staff_of(a_seller())
    answer = client.post("/sell/listings/new/", typed(), follow=True)
    assert "Saved as a draft." in answer.content.decode()
    assert the_listing().status == "draft"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Fill this in."),
        ({"gtin": "4006381333932"}, "This GTIN is wrong in length or check digit."),
        ({"v-0-price": "cheap"}, "Write an amount like 12.50."),
        ({"v-0-price": ""}, "The price must be above zero."),
        ({"specs": "no colon"}, "Line 1 is not “name: value”."),
        ({"option_names": "Size"}, "A variant has up to three options"),
        ({"pictures": SimpleUploadedFile("x.png", b"no picture")}, "x.png"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    given: dict[str, Any], said: str
) -> None:
    client = staff_of(a_seller())
    page = client.post("/sell/listings/new/", typed(**given)).content.decode()
    assert said in page
    assert not models.Listing.objects.exists()


def test_editing_keeps_pictures_variants_and_counts_versions() -> None:
    seller_id = a_seller()
    client = staff_of(seller_id)
    listing_id = put_up(seller_id)
    before = queries.listing(listing_id)
    page = client.get(f"/sell/listings/{listing_id}/").content.decode()
    assert before.title in page
    kept = before.pictures[0]
    given = typed(
        **{
            "title": "Taller lamp", "mpn": before.mpn, "v-0-sku": before.variants[0].sku,
            "v-0-stock": "9", "v-0-stock_seen": "5", "p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "1",
            "p-0-sha256": kept.sha256, "p-0-width": "1024", "p-0-height": "1024",
            "p-0-alt": "From the front", "p-0-place": "1", "then": "save",
        }
    )  # fmt: skip
    assert client.post(f"/sell/listings/{listing_id}/", given).status_code == 302
    after = queries.listing(listing_id)
    assert (after.title, after.version, after.pictures[0].alt) == (
        "Taller lamp",
        2,
        "From the front",
    )
    assert (after.variants[0].id, after.variants[0].stock) == (before.variants[0].id, 9)


def test_problems_are_said_while_typing_and_nothing_is_stored() -> None:
    client = staff_of(a_seller())
    page = client.post("/sell/listings/check/", typed(gtin="123")).content.decode()
    assert "This GTIN is wrong" in page
    assert "at least one picture" in page
    assert not models.Listing.objects.exists()


def test_a_listing_is_paused_published_again_and_withdrawn() -> None:
    seller_id = a_seller()
    client = staff_of(seller_id)
    listing_id = put_up(seller_id)
    for event, state in (("pause", "paused"), ("publish", "live"), ("withdraw", "withdrawn")):
        assert client.post(f"/sell/listings/{listing_id}/{event}/").status_code == 302
        assert queries.listing(listing_id).status == state
    assert client.post(f"/sell/listings/{listing_id}/explode/").status_code == 404
    assert "Withdrawn" in client.get("/sell/listings/?status=withdrawn").content.decode()


def test_other_shops_and_packers_stay_outside() -> None:
    seller_id = a_seller()
    listing_id = put_up(seller_id)
    other, packer = staff_of(a_seller()), staff_of(seller_id, "packer")
    assert other.get(f"/sell/listings/{listing_id}/").status_code == 404
    other.post(f"/sell/listings/{listing_id}/withdraw/")
    assert queries.listing(listing_id).status == "live"
    assert packer.get(f"/sell/listings/{listing_id}/").status_code == 200
    assert packer.post(f"/sell/listings/{listing_id}/withdraw/").status_code == 403
    assert packer.get("/sell/listings/new/").status_code == 403
    assert Client().get("/sell/listings/").status_code == 302


CSV = (
    b"Handle,Title,Vendor,Variant SKU,Variant Price,Variant Inventory Qty\r\n"
    b"good,Lamp,=Brenta,A,12.50,3\r\nbad,Mug,Brenta,B,x,1\r\n"
)


def test_a_dry_run_then_an_import_with_a_report_by_line() -> None:
    seller_id = a_seller()
    client = staff_of(seller_id)
    for dry_run in (True, False):
        given = {"file": SimpleUploadedFile("mine.csv", CSV)} | (
            {"dry_run": "on"} if dry_run else {}
        )
        answer = client.post("/sell/listings/import/", given)
        assert answer.status_code == 302
        assert "0 of 2 rows" in client.get(answer.headers["Location"]).content.decode()
        imports.work()
        page = client.get(answer.headers["Location"]).content.decode()
        assert "“x” is not a price" in page
        assert models.Listing.objects.exists() is not dry_run
    file = client.get(answer.headers["Location"] + "report.csv").content.decode()
    assert "3,Variant Price,error,price_unreadable" in file
    assert "mine.csv" in client.get("/sell/listings/import/").content.decode()
    other = staff_of(a_seller())
    assert other.get(answer.headers["Location"]).status_code == 404
    assert other.get(answer.headers["Location"] + "report.csv").status_code == 404


def test_a_checked_file_is_imported_by_one_more_press() -> None:
    client = staff_of(a_seller())
    given = {"file": SimpleUploadedFile("mine.csv", CSV), "dry_run": "on"}
    checked = client.post("/sell/listings/import/", given).headers["Location"]
    imports.work()
    assert "Import what is good" in client.get(checked).content.decode()
    answer = client.post(f"{checked}now/")
    assert answer.status_code == 302
    imports.work()
    page = client.get(answer.headers["Location"]).content.decode()
    assert models.Listing.objects.count() == 1
    assert "Import what is good" not in page
    assert "?status=draft" in page
    assert staff_of(a_seller()).post(f"{checked}now/").status_code == 404


def test_a_file_that_cannot_be_read_is_refused_beside_its_field() -> None:
    client = staff_of(a_seller())
    given = {"file": SimpleUploadedFile("mine.csv", "Prix,é".encode("latin-1"))}
    page = client.post("/sell/listings/import/", given).content.decode()
    assert "Line 1 holds a character that is not UTF-8." in page
    assert not models.Import.objects.exists()


def test_an_exported_shelf_imports_again_without_a_change() -> None:
    seller_id = a_seller()
    client = staff_of(seller_id)
    client.post("/sell/listings/new/", typed(title="=Lamp", pictures=a_picture()))
    put_up(seller_id, pictures=the_listing().pictures)
    exported = client.get("/sell/listings/export.csv").content
    assert b"'=Lamp" in exported
    import_id = actions.start_import(seller_id=seller_id, csv=exported, actor=ADMIN)
    while actions.advance_import(import_id).state == "waiting":
        pass
    report = queries.import_report(import_id)
    assert (report.progress.unchanged, report.progress.refused) == (2, 0)
    assert [finding.code for finding in report.findings] == []


def test_the_shelf_takes_few_statements(django_assert_max_num_queries: Any) -> None:
    seller_id = a_seller()
    client = staff_of(seller_id)
    for _ in range(4):
        put_up(seller_id)
    with django_assert_max_num_queries(12):
        client.get("/sell/listings/?q=lamp")
