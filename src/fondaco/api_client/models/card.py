from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.picture import Picture





T = TypeVar("T", bound="Card")



@_attrs_define
class Card:
    """ A listing in a list; `price_minor` is its cheapest variant's.

        Attributes:
            listing_id (UUID):
            path (str):
            title (str):
            brand (str):
            seller_id (UUID):
            price_minor (int):
            compare_at_minor (int | None):
            currency (str):
            in_stock (bool):
            condition (str):
            rating_x100 (int):
            rating_count (int):
            offers_of_same_product (int):
            picture (None | Picture):
     """

    listing_id: UUID
    path: str
    title: str
    brand: str
    seller_id: UUID
    price_minor: int
    compare_at_minor: int | None
    currency: str
    in_stock: bool
    condition: str
    rating_x100: int
    rating_count: int
    offers_of_same_product: int
    picture: None | Picture
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.picture import Picture # noqa: PLC0415
        listing_id = str(self.listing_id)

        path = self.path

        title = self.title

        brand = self.brand

        seller_id = str(self.seller_id)

        price_minor = self.price_minor

        compare_at_minor: int | None
        compare_at_minor = self.compare_at_minor

        currency = self.currency

        in_stock = self.in_stock

        condition = self.condition

        rating_x100 = self.rating_x100

        rating_count = self.rating_count

        offers_of_same_product = self.offers_of_same_product

        picture: dict[str, Any] | None
        if isinstance(self.picture, Picture):
            picture = self.picture.to_dict()
        else:
            picture = self.picture


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "listing_id": listing_id,
            "path": path,
            "title": title,
            "brand": brand,
            "seller_id": seller_id,
            "price_minor": price_minor,
            "compare_at_minor": compare_at_minor,
            "currency": currency,
            "in_stock": in_stock,
            "condition": condition,
            "rating_x100": rating_x100,
            "rating_count": rating_count,
            "offers_of_same_product": offers_of_same_product,
            "picture": picture,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.picture import Picture # noqa: PLC0415
        d = dict(src_dict)
        listing_id = UUID(d.pop("listing_id"))




        path = d.pop("path")

        title = d.pop("title")

        brand = d.pop("brand")

        seller_id = UUID(d.pop("seller_id"))




        price_minor = d.pop("price_minor")

        def _parse_compare_at_minor(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        compare_at_minor = _parse_compare_at_minor(d.pop("compare_at_minor"))


        currency = d.pop("currency")

        in_stock = d.pop("in_stock")

        condition = d.pop("condition")

        rating_x100 = d.pop("rating_x100")

        rating_count = d.pop("rating_count")

        offers_of_same_product = d.pop("offers_of_same_product")

        def _parse_picture(data: object) -> None | Picture:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                picture_type_0 = Picture.from_dict(data)



                return picture_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Picture, data)

        picture = _parse_picture(d.pop("picture"))


        card = cls(
            listing_id=listing_id,
            path=path,
            title=title,
            brand=brand,
            seller_id=seller_id,
            price_minor=price_minor,
            compare_at_minor=compare_at_minor,
            currency=currency,
            in_stock=in_stock,
            condition=condition,
            rating_x100=rating_x100,
            rating_count=rating_count,
            offers_of_same_product=offers_of_same_product,
            picture=picture,
        )


        card.additional_properties = d
        return card

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
