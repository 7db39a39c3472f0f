from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="Scan")



@_attrs_define
class Scan:
    """ One scan of a carrier.

        Attributes:
            kind (str):
            at (datetime.datetime):
            postcode (str):
            country (str):
            signed_by (str):
     """

    kind: str
    at: datetime.datetime
    postcode: str
    country: str
    signed_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        at = self.at.isoformat()

        postcode = self.postcode

        country = self.country

        signed_by = self.signed_by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "kind": kind,
            "at": at,
            "postcode": postcode,
            "country": country,
            "signed_by": signed_by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        at = datetime.datetime.fromisoformat(d.pop("at"))




        postcode = d.pop("postcode")

        country = d.pop("country")

        signed_by = d.pop("signed_by")

        scan = cls(
            kind=kind,
            at=at,
            postcode=postcode,
            country=country,
            signed_by=signed_by,
        )


        scan.additional_properties = d
        return scan

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
