from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Offer")



@_attrs_define
class Offer:
    """ What a product costs at one seller, delivered to the country asked about. `total_minor` and the window are null when
    the seller does not ship there.

        Attributes:
            listing_id (UUID):
            variant_id (None | UUID):
            seller_id (UUID):
            seller_name (str):
            seller_country (str):
            seller_tier (str):
            title (str):
            condition (str):
            available (int):
            price_minor (int):
            shipping_minor (int | None):
            total_minor (int | None):
            currency (str):
            shipping_name (str):
            first_date (datetime.date | None):
            last_date (datetime.date | None):
     """

    listing_id: UUID
    variant_id: None | UUID
    seller_id: UUID
    seller_name: str
    seller_country: str
    seller_tier: str
    title: str
    condition: str
    available: int
    price_minor: int
    shipping_minor: int | None
    total_minor: int | None
    currency: str
    shipping_name: str
    first_date: datetime.date | None
    last_date: datetime.date | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        listing_id = str(self.listing_id)

        variant_id: None | str
        if isinstance(self.variant_id, UUID):
            variant_id = str(self.variant_id)
        else:
            variant_id = self.variant_id

        seller_id = str(self.seller_id)

        seller_name = self.seller_name

        seller_country = self.seller_country

        seller_tier = self.seller_tier

        title = self.title

        condition = self.condition

        available = self.available

        price_minor = self.price_minor

        shipping_minor: int | None
        shipping_minor = self.shipping_minor

        total_minor: int | None
        total_minor = self.total_minor

        currency = self.currency

        shipping_name = self.shipping_name

        first_date: None | str
        if isinstance(self.first_date, datetime.date):
            first_date = self.first_date.isoformat()
        else:
            first_date = self.first_date

        last_date: None | str
        if isinstance(self.last_date, datetime.date):
            last_date = self.last_date.isoformat()
        else:
            last_date = self.last_date


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "listing_id": listing_id,
            "variant_id": variant_id,
            "seller_id": seller_id,
            "seller_name": seller_name,
            "seller_country": seller_country,
            "seller_tier": seller_tier,
            "title": title,
            "condition": condition,
            "available": available,
            "price_minor": price_minor,
            "shipping_minor": shipping_minor,
            "total_minor": total_minor,
            "currency": currency,
            "shipping_name": shipping_name,
            "first_date": first_date,
            "last_date": last_date,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        listing_id = UUID(d.pop("listing_id"))




        def _parse_variant_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                variant_id_type_0 = UUID(data)



                return variant_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        variant_id = _parse_variant_id(d.pop("variant_id"))


        seller_id = UUID(d.pop("seller_id"))




        seller_name = d.pop("seller_name")

        seller_country = d.pop("seller_country")

        seller_tier = d.pop("seller_tier")

        title = d.pop("title")

        condition = d.pop("condition")

        available = d.pop("available")

        price_minor = d.pop("price_minor")

        def _parse_shipping_minor(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        shipping_minor = _parse_shipping_minor(d.pop("shipping_minor"))


        def _parse_total_minor(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_minor = _parse_total_minor(d.pop("total_minor"))


        currency = d.pop("currency")

        shipping_name = d.pop("shipping_name")

        def _parse_first_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_date_type_0 = datetime.date.fromisoformat(data)



                return first_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        first_date = _parse_first_date(d.pop("first_date"))


        def _parse_last_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_date_type_0 = datetime.date.fromisoformat(data)



                return last_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_date = _parse_last_date(d.pop("last_date"))


        offer = cls(
            listing_id=listing_id,
            variant_id=variant_id,
            seller_id=seller_id,
            seller_name=seller_name,
            seller_country=seller_country,
            seller_tier=seller_tier,
            title=title,
            condition=condition,
            available=available,
            price_minor=price_minor,
            shipping_minor=shipping_minor,
            total_minor=total_minor,
            currency=currency,
            shipping_name=shipping_name,
            first_date=first_date,
            last_date=last_date,
        )


        offer.additional_properties = d
        return offer

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
