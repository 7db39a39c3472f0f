from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID






T = TypeVar("T", bound="ShippingOption")



@_attrs_define
class ShippingOption:
    """ A way of shipping; `price_minor` is for the goods asked about.

        Attributes:
            option_id (UUID):
            name (str):
            carrier (str):
            price_minor (int):
            currency (str):
            business_days_min (int):
            business_days_max (int):
            countries (list[str]):
     """

    option_id: UUID
    name: str
    carrier: str
    price_minor: int
    currency: str
    business_days_min: int
    business_days_max: int
    countries: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        option_id = str(self.option_id)

        name = self.name

        carrier = self.carrier

        price_minor = self.price_minor

        currency = self.currency

        business_days_min = self.business_days_min

        business_days_max = self.business_days_max

        countries = self.countries




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "option_id": option_id,
            "name": name,
            "carrier": carrier,
            "price_minor": price_minor,
            "currency": currency,
            "business_days_min": business_days_min,
            "business_days_max": business_days_max,
            "countries": countries,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        option_id = UUID(d.pop("option_id"))




        name = d.pop("name")

        carrier = d.pop("carrier")

        price_minor = d.pop("price_minor")

        currency = d.pop("currency")

        business_days_min = d.pop("business_days_min")

        business_days_max = d.pop("business_days_max")

        countries = cast(list[str], d.pop("countries"))


        shipping_option = cls(
            option_id=option_id,
            name=name,
            carrier=carrier,
            price_minor=price_minor,
            currency=currency,
            business_days_min=business_days_min,
            business_days_max=business_days_max,
            countries=countries,
        )


        shipping_option.additional_properties = d
        return shipping_option

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
