from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID






T = TypeVar("T", bound="CheckoutOrder")



@_attrs_define
class CheckoutOrder:
    """ One seller's part.

        Attributes:
            order_id (UUID):
            reference (str):
            seller_id (UUID):
            goods_minor (int):
            shipping_minor (int):
            total_minor (int):
     """

    order_id: UUID
    reference: str
    seller_id: UUID
    goods_minor: int
    shipping_minor: int
    total_minor: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        order_id = str(self.order_id)

        reference = self.reference

        seller_id = str(self.seller_id)

        goods_minor = self.goods_minor

        shipping_minor = self.shipping_minor

        total_minor = self.total_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "order_id": order_id,
            "reference": reference,
            "seller_id": seller_id,
            "goods_minor": goods_minor,
            "shipping_minor": shipping_minor,
            "total_minor": total_minor,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        order_id = UUID(d.pop("order_id"))




        reference = d.pop("reference")

        seller_id = UUID(d.pop("seller_id"))




        goods_minor = d.pop("goods_minor")

        shipping_minor = d.pop("shipping_minor")

        total_minor = d.pop("total_minor")

        checkout_order = cls(
            order_id=order_id,
            reference=reference,
            seller_id=seller_id,
            goods_minor=goods_minor,
            shipping_minor=shipping_minor,
            total_minor=total_minor,
        )


        checkout_order.additional_properties = d
        return checkout_order

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
