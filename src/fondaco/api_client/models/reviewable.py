from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Reviewable")



@_attrs_define
class Reviewable:
    """ A line that the member may review until `until_at`.

        Attributes:
            line_id (UUID):
            order_id (UUID):
            listing_id (UUID):
            seller_id (UUID):
            title (str):
            kind (str):
            until_at (datetime.datetime):
            waits_for_case (bool):
     """

    line_id: UUID
    order_id: UUID
    listing_id: UUID
    seller_id: UUID
    title: str
    kind: str
    until_at: datetime.datetime
    waits_for_case: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        line_id = str(self.line_id)

        order_id = str(self.order_id)

        listing_id = str(self.listing_id)

        seller_id = str(self.seller_id)

        title = self.title

        kind = self.kind

        until_at = self.until_at.isoformat()

        waits_for_case = self.waits_for_case


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line_id": line_id,
            "order_id": order_id,
            "listing_id": listing_id,
            "seller_id": seller_id,
            "title": title,
            "kind": kind,
            "until_at": until_at,
            "waits_for_case": waits_for_case,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line_id = UUID(d.pop("line_id"))




        order_id = UUID(d.pop("order_id"))




        listing_id = UUID(d.pop("listing_id"))




        seller_id = UUID(d.pop("seller_id"))




        title = d.pop("title")

        kind = d.pop("kind")

        until_at = datetime.datetime.fromisoformat(d.pop("until_at"))




        waits_for_case = d.pop("waits_for_case")

        reviewable = cls(
            line_id=line_id,
            order_id=order_id,
            listing_id=listing_id,
            seller_id=seller_id,
            title=title,
            kind=kind,
            until_at=until_at,
            waits_for_case=waits_for_case,
        )


        reviewable.additional_properties = d
        return reviewable

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
