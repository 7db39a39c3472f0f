from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="PaidBy")



@_attrs_define
class PaidBy:
    """ The card of the latest try.

        Attributes:
            brand (str):
            last_four (str):
            expiry (str):
            kind (str):
     """

    brand: str
    last_four: str
    expiry: str
    kind: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        brand = self.brand

        last_four = self.last_four

        expiry = self.expiry

        kind = self.kind


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "brand": brand,
            "last_four": last_four,
            "expiry": expiry,
            "kind": kind,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = d.pop("brand")

        last_four = d.pop("last_four")

        expiry = d.pop("expiry")

        kind = d.pop("kind")

        paid_by = cls(
            brand=brand,
            last_four=last_four,
            expiry=expiry,
            kind=kind,
        )


        paid_by.additional_properties = d
        return paid_by

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
