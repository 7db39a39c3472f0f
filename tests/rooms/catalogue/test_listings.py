"""Listings: kept as versions, shown when fit, never turned into another product."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import actions, models, queries
from fondaco.market.catalogue.rules.listing import VariantDraft
from tests.rooms.catalogue.shelf import SELLER, a_draft, a_seller, first_variant, put_up

pytestmark = pytest.mark.django_db


def test_a_new_listing_is_a_draft_until_it_is_published() -> None:
    seller_id = a_seller()
    listing_id = actions.create_listing(seller_id=seller_id, draft=a_draft(), actor=SELLER)
    assert queries.listing(listing_id).status == "draft"
    actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    view = queries.listing(listing_id)
    assert (view.status, view.version, view.category.path[0][0]) == ("live", 1, "home")
    assert queries.buyable_variants([view.variants[0].id])[view.variants[0].id].is_live


def test_an_unverified_seller_cannot_publish() -> None:
    seller_id = a_seller(verified=False)
    listing_id = actions.create_listing(seller_id=seller_id, draft=a_draft(), actor=SELLER)
    with pytest.raises(Refusal) as refused:
        actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    assert refused.value.code == "seller_not_verified"
    assert queries.listing(listing_id).status == "draft"


def test_a_listing_without_a_picture_cannot_be_published() -> None:
    seller_id = a_seller()
    draft = a_draft(pictures=())
    listing_id = actions.create_listing(seller_id=seller_id, draft=draft, actor=SELLER)
    with pytest.raises(Refusal) as refused:
        actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    assert refused.value.code == "pictures_missing"


def test_a_wrong_gtin_is_refused_with_its_field() -> None:
    with pytest.raises(Refusal) as refused:
        actions.create_listing(
            seller_id=a_seller(), draft=a_draft(gtin="4006381333932"), actor=SELLER
        )
    assert (refused.value.code, refused.value.field) == ("gtin_invalid", "gtin")


def test_new_words_make_a_new_version_and_the_old_one_stays() -> None:
    seller_id = a_seller()
    draft = a_draft()
    listing_id = actions.create_listing(seller_id=seller_id, draft=draft, actor=SELLER)
    first = queries.listing(listing_id)
    changed = replace(draft, title="Oak desk lamp, taller")
    actions.revise_listing(seller_id=seller_id, listing_id=listing_id, draft=changed, actor=SELLER)
    assert queries.listing(listing_id).version == 2
    assert queries.listing(listing_id, version_id=first.version_id).title == draft.title
    snapshot = queries.snapshot(first.version_id, first.variants[0].id)
    assert (snapshot["title"], snapshot["price_minor"]) == (draft.title, 4900)


def test_saving_the_same_words_again_makes_no_version() -> None:
    seller_id = a_seller()
    draft = a_draft()
    listing_id = actions.create_listing(seller_id=seller_id, draft=draft, actor=SELLER)
    actions.revise_listing(seller_id=seller_id, listing_id=listing_id, draft=draft, actor=SELLER)
    assert models.ListingVersion.objects.filter(listing_id=listing_id).count() == 1


@pytest.mark.parametrize(
    "change", [{"brand": "Other"}, {"gtin": "4006381333931"}, {"category": "decoration"}]
)
def test_a_changed_product_makes_a_new_listing(change: dict[str, str]) -> None:
    seller_id = a_seller()
    draft = a_draft(gtin="96385074")
    listing_id = actions.create_listing(seller_id=seller_id, draft=draft, actor=SELLER)
    actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    new_id = actions.revise_listing(
        seller_id=seller_id, listing_id=listing_id, draft=replace(draft, **change), actor=SELLER
    )
    assert new_id != listing_id
    assert queries.listing(listing_id).status == "withdrawn"
    assert queries.listing(new_id).status == "live"


def test_variants_follow_their_sku_and_missing_ones_are_retired() -> None:
    seller_id = a_seller()
    both = (
        VariantDraft("S", 1000, 3, (("Size", "S"),)),
        VariantDraft("M", 1000, 3, (("Size", "M"),)),
    )
    draft = a_draft(variants=both)
    listing_id = actions.create_listing(seller_id=seller_id, draft=draft, actor=SELLER)
    kept = {v.sku: v.id for v in queries.listing(listing_id).variants}
    new = (replace(both[1], price_minor=1200), VariantDraft("L", 1000, 1, (("Size", "L"),)))
    actions.revise_listing(
        seller_id=seller_id, listing_id=listing_id, draft=replace(draft, variants=new), actor=SELLER
    )
    now = {v.sku: v for v in queries.listing(listing_id).variants}
    assert set(now) == {"M", "L"}
    assert (now["M"].id, now["M"].price_minor) == (kept["M"], 1200)
    assert not queries.buyable_variants([kept["S"]])[kept["S"]].is_live
    assert models.PricePoint.objects.filter(variant_id=kept["M"]).count() == 2


def test_a_sale_while_the_editor_is_open_is_not_undone() -> None:
    seller_id = a_seller()
    draft = a_draft(stock=5)
    listing_id = put_up(seller_id, variants=draft.variants)
    variant_id = first_variant(listing_id)
    actions.reserve(key="one", items=[(variant_id, 2)])
    actions.consume_reservation(key="one")
    seen = replace(draft.variants[0], stock=10, stock_seen=5)
    stored = a_draft(variants=(seen,), mpn=queries.listing(listing_id).mpn)
    actions.revise_listing(seller_id=seller_id, listing_id=listing_id, draft=stored, actor=SELLER)
    assert queries.listing(listing_id).variants[0].stock == 8


def test_a_sku_belongs_to_one_listing_of_a_seller() -> None:
    seller_id = a_seller()
    put_up(seller_id, sku="LAMP")
    with pytest.raises(Refusal) as refused:
        actions.create_listing(seller_id=seller_id, draft=a_draft(sku="LAMP"), actor=SELLER)
    assert refused.value.code == "sku_taken"
    put_up(a_seller(), sku="LAMP")


def test_a_stranger_cannot_change_a_listing() -> None:
    listing_id = put_up(a_seller())
    with pytest.raises(NotFound):
        actions.withdraw(seller_id=uuid4(), listing_id=listing_id, actor=SELLER)
    with pytest.raises(NotFound):
        actions.revise_listing(
            seller_id=uuid4(), listing_id=listing_id, draft=a_draft(), actor=SELLER
        )


def test_a_script_in_a_description_is_not_kept() -> None:
    draft = a_draft(description_html='<p onclick="x()">Good<script>alert(1)</script></p>')
    listing_id = actions.create_listing(seller_id=a_seller(), draft=draft, actor=SELLER)
    assert queries.listing(listing_id).description_html == "<p>Good</p>"


def test_the_database_refuses_to_rewrite_a_version() -> None:
    listing_id = put_up(a_seller())
    with pytest.raises(DatabaseError), transaction.atomic():
        models.ListingVersion.objects.filter(listing_id=listing_id).update(title="Other")


def test_a_withdrawn_listing_frees_its_sku_and_cannot_come_back() -> None:
    seller_id = a_seller()
    listing_id = put_up(seller_id, sku="LAMP")
    actions.withdraw(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    put_up(seller_id, sku="LAMP")
    with pytest.raises(Refusal):
        actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)


def test_reading_a_listing_takes_two_statements(django_assert_num_queries: object) -> None:
    listing_id = put_up(a_seller())
    with django_assert_num_queries(2):  # type: ignore[operator] # pytest-django's fixture
        queries.listing(listing_id)
    variant_id = first_variant(listing_id)
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's fixture
        queries.buyable_variants([variant_id])
    assert connection.vendor in {"sqlite", "postgresql"}


def test_offers_of_the_same_product_are_found_cheapest_first() -> None:
    mine = put_up(a_seller(), gtin="4006381333931", price=5000)
    other = put_up(a_seller(), gtin="04006381333931", price=4500)
    put_up(a_seller(), price=100)
    assert [offer.listing_id for offer in queries.offers_of_same_product(mine)] == [other, mine]
