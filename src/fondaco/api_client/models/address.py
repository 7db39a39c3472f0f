from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="Address")



@_attrs_define
class Address:
    """ A postal address; `phone` in any usual form.

        Attributes:
            name (str):
            line1 (str):
            city (str):
            country (str): ISO 3166-1 alpha-2.
            line2 (str | Unset):  Default: ''.
            region (str | Unset):  Default: ''.
            postcode (str | Unset):  Default: ''.
            phone (str | Unset):  Default: ''.
     """

    name: str
    line1: str
    city: str
    country: str
    line2: str | Unset = ''
    region: str | Unset = ''
    postcode: str | Unset = ''
    phone: str | Unset = ''
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        line1 = self.line1

        city = self.city

        country = self.country

        line2 = self.line2

        region = self.region

        postcode = self.postcode

        phone = self.phone


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "line1": line1,
            "city": city,
            "country": country,
        })
        if line2 is not UNSET:
            field_dict["line2"] = line2
        if region is not UNSET:
            field_dict["region"] = region
        if postcode is not UNSET:
            field_dict["postcode"] = postcode
        if phone is not UNSET:
            field_dict["phone"] = phone

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        line1 = d.pop("line1")

        city = d.pop("city")

        country = d.pop("country")

        line2 = d.pop("line2", UNSET)

        region = d.pop("region", UNSET)

        postcode = d.pop("postcode", UNSET)

        phone = d.pop("phone", UNSET)

        address = cls(
            name=name,
            line1=line1,
            city=city,
            country=country,
            line2=line2,
            region=region,
            postcode=postcode,
            phone=phone,
        )


        address.additional_properties = d
        return address

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
