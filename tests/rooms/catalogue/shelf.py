"""What the catalogue's tests put on the shelf: verified sellers, listings that can be bought."""

import itertools
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from fondaco.kernel.audit import Actor
from fondaco.market.catalogue import actions, queries
from fondaco.market.catalogue.rules.listing import ListingDraft, PictureDraft, VariantDraft
from fondaco.market.members import actions as members
from fondaco.market.members.rules import PostalAddress

ADMIN = Actor("admin", uuid4())
SELLER = Actor("seller", uuid4())
PICTURE = PictureDraft("ab" * 32, "Lamp from the front", 1024, 1024)
_number = itertools.count(1)


def a_seller(name: str = "Officina Brenta", country: str = "IT", *, verified: bool = True) -> UUID:
    """A seller who may sell."""
    mark = next(_number)
    owner = members.create_member(
        email=f"owner{mark}@example.org", password="x", display_name="Owner", country=country
    )
    seller_id = members.apply_as_seller(
        member_id=owner,
        name=f"{name} {mark}",
        legal_name=name,
        kind="trader",
        country=country,
        city="Padova",
        address=PostalAddress(name, "Via Uno 1", "", "Padova", "", "35121", country, ""),
        register_number="IT123",
        contact_email="shop@example.org",
        contact_phone="+390490000000",
        story="",
    )
    if verified:
        members.verify_seller(seller_id=seller_id, actor=ADMIN, facts=("identity",))
    return seller_id


def a_draft(**given: Any) -> ListingDraft:
    """A lamp that is fit to go live."""
    mark = next(_number)
    sku, price = given.pop("sku", f"B-{mark}"), given.pop("price", 4900)
    stock = given.pop("stock", 5)
    draft = ListingDraft(
        title="Oak desk lamp with linen shade",
        category="lighting",
        currency="EUR",
        variants=(VariantDraft(sku, price, stock),),
        description_html="<p>A lamp of oiled oak with a shade of undyed linen, made in Padova.</p>",
        brand="Brenta",
        mpn=f"B-{mark}",
        specs=(("Material", "Oak, linen"), ("Height", "42 cm"), ("Socket", "E27")),
        pictures=(PICTURE,),
    )
    return replace(draft, **given)


def put_up(seller_id: UUID, **given: Any) -> UUID:
    """A live listing."""
    listing_id = actions.create_listing(seller_id=seller_id, draft=a_draft(**given), actor=SELLER)
    actions.publish(seller_id=seller_id, listing_id=listing_id, actor=SELLER)
    return listing_id


def first_variant(listing_id: UUID) -> UUID:
    """The id of the listing's first variant."""
    return queries.listing(listing_id).variants[0].id
