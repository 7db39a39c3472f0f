from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID






T = TypeVar("T", bound="OrderLine")



@_attrs_define
class OrderLine:
    """ A line; `state`: open, shipped, delivered, released or refunded.

        Attributes:
            line_id (UUID):
            listing_id (UUID):
            version_id (UUID):
            variant_id (UUID):
            title (str):
            sku (str):
            quantity (int):
            unit_price_minor (int):
            total_minor (int):
            refunded_minor (int):
            state (str):
            held (bool):
     """

    line_id: UUID
    listing_id: UUID
    version_id: UUID
    variant_id: UUID
    title: str
    sku: str
    quantity: int
    unit_price_minor: int
    total_minor: int
    refunded_minor: int
    state: str
    held: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        line_id = str(self.line_id)

        listing_id = str(self.listing_id)

        version_id = str(self.version_id)

        variant_id = str(self.variant_id)

        title = self.title

        sku = self.sku

        quantity = self.quantity

        unit_price_minor = self.unit_price_minor

        total_minor = self.total_minor

        refunded_minor = self.refunded_minor

        state = self.state

        held = self.held


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line_id": line_id,
            "listing_id": listing_id,
            "version_id": version_id,
            "variant_id": variant_id,
            "title": title,
            "sku": sku,
            "quantity": quantity,
            "unit_price_minor": unit_price_minor,
            "total_minor": total_minor,
            "refunded_minor": refunded_minor,
            "state": state,
            "held": held,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line_id = UUID(d.pop("line_id"))




        listing_id = UUID(d.pop("listing_id"))




        version_id = UUID(d.pop("version_id"))




        variant_id = UUID(d.pop("variant_id"))




        title = d.pop("title")

        sku = d.pop("sku")

        quantity = d.pop("quantity")

        unit_price_minor = d.pop("unit_price_minor")

        total_minor = d.pop("total_minor")

        refunded_minor = d.pop("refunded_minor")

        state = d.pop("state")

        held = d.pop("held")

        order_line = cls(
            line_id=line_id,
            listing_id=listing_id,
            version_id=version_id,
            variant_id=variant_id,
            title=title,
            sku=sku,
            quantity=quantity,
            unit_price_minor=unit_price_minor,
            total_minor=total_minor,
            refunded_minor=refunded_minor,
            state=state,
            held=held,
        )


        order_line.additional_properties = d
        return order_line

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
