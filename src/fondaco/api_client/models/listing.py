from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.pair import Pair
  from ..models.picture import Picture
  from ..models.variant import Variant





T = TypeVar("T", bound="Listing")



@_attrs_define
class Listing:
    """ A listing in its current version.

        Attributes:
            listing_id (UUID):
            version (int):
            version_id (UUID):
            seller_id (UUID):
            path (str):
            title (str):
            description_html (str):
            brand (str):
            gtin (str):
            mpn (str):
            condition (str):
            category (str):
            specs (list[Pair]):
            pictures (list[Picture]):
            variants (list[Variant]):
            currency (str):
            published_at (datetime.datetime | None):
     """

    listing_id: UUID
    version: int
    version_id: UUID
    seller_id: UUID
    path: str
    title: str
    description_html: str
    brand: str
    gtin: str
    mpn: str
    condition: str
    category: str
    specs: list[Pair]
    pictures: list[Picture]
    variants: list[Variant]
    currency: str
    published_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.pair import Pair # noqa: PLC0415
        from ..models.picture import Picture # noqa: PLC0415
        from ..models.variant import Variant # noqa: PLC0415
        listing_id = str(self.listing_id)

        version = self.version

        version_id = str(self.version_id)

        seller_id = str(self.seller_id)

        path = self.path

        title = self.title

        description_html = self.description_html

        brand = self.brand

        gtin = self.gtin

        mpn = self.mpn

        condition = self.condition

        category = self.category

        specs = []
        for specs_item_data in self.specs:
            specs_item = specs_item_data.to_dict()
            specs.append(specs_item)



        pictures = []
        for pictures_item_data in self.pictures:
            pictures_item = pictures_item_data.to_dict()
            pictures.append(pictures_item)



        variants = []
        for variants_item_data in self.variants:
            variants_item = variants_item_data.to_dict()
            variants.append(variants_item)



        currency = self.currency

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "listing_id": listing_id,
            "version": version,
            "version_id": version_id,
            "seller_id": seller_id,
            "path": path,
            "title": title,
            "description_html": description_html,
            "brand": brand,
            "gtin": gtin,
            "mpn": mpn,
            "condition": condition,
            "category": category,
            "specs": specs,
            "pictures": pictures,
            "variants": variants,
            "currency": currency,
            "published_at": published_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pair import Pair # noqa: PLC0415
        from ..models.picture import Picture # noqa: PLC0415
        from ..models.variant import Variant # noqa: PLC0415
        d = dict(src_dict)
        listing_id = UUID(d.pop("listing_id"))




        version = d.pop("version")

        version_id = UUID(d.pop("version_id"))




        seller_id = UUID(d.pop("seller_id"))




        path = d.pop("path")

        title = d.pop("title")

        description_html = d.pop("description_html")

        brand = d.pop("brand")

        gtin = d.pop("gtin")

        mpn = d.pop("mpn")

        condition = d.pop("condition")

        category = d.pop("category")

        specs = []
        _specs = d.pop("specs")
        for specs_item_data in (_specs):
            specs_item = Pair.from_dict(specs_item_data)



            specs.append(specs_item)


        pictures = []
        _pictures = d.pop("pictures")
        for pictures_item_data in (_pictures):
            pictures_item = Picture.from_dict(pictures_item_data)



            pictures.append(pictures_item)


        variants = []
        _variants = d.pop("variants")
        for variants_item_data in (_variants):
            variants_item = Variant.from_dict(variants_item_data)



            variants.append(variants_item)


        currency = d.pop("currency")

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)



                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))


        listing = cls(
            listing_id=listing_id,
            version=version,
            version_id=version_id,
            seller_id=seller_id,
            path=path,
            title=title,
            description_html=description_html,
            brand=brand,
            gtin=gtin,
            mpn=mpn,
            condition=condition,
            category=category,
            specs=specs,
            pictures=pictures,
            variants=variants,
            currency=currency,
            published_at=published_at,
        )


        listing.additional_properties = d
        return listing

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
