from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.cart_line import CartLine
  from ..models.shipping_option import ShippingOption





T = TypeVar("T", bound="CartGroup")



@_attrs_define
class CartGroup:
    """ The lines of one seller.

        Attributes:
            seller_id (UUID):
            seller_name (str):
            seller_country (str):
            currency (str):
            lines (list[CartLine]):
            shipping_options (list[ShippingOption]):
            subtotal_minor (int):
     """

    seller_id: UUID
    seller_name: str
    seller_country: str
    currency: str
    lines: list[CartLine]
    shipping_options: list[ShippingOption]
    subtotal_minor: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_line import CartLine # noqa: PLC0415
        from ..models.shipping_option import ShippingOption # noqa: PLC0415
        seller_id = str(self.seller_id)

        seller_name = self.seller_name

        seller_country = self.seller_country

        currency = self.currency

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)



        shipping_options = []
        for shipping_options_item_data in self.shipping_options:
            shipping_options_item = shipping_options_item_data.to_dict()
            shipping_options.append(shipping_options_item)



        subtotal_minor = self.subtotal_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "seller_id": seller_id,
            "seller_name": seller_name,
            "seller_country": seller_country,
            "currency": currency,
            "lines": lines,
            "shipping_options": shipping_options,
            "subtotal_minor": subtotal_minor,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_line import CartLine # noqa: PLC0415
        from ..models.shipping_option import ShippingOption # noqa: PLC0415
        d = dict(src_dict)
        seller_id = UUID(d.pop("seller_id"))




        seller_name = d.pop("seller_name")

        seller_country = d.pop("seller_country")

        currency = d.pop("currency")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in (_lines):
            lines_item = CartLine.from_dict(lines_item_data)



            lines.append(lines_item)


        shipping_options = []
        _shipping_options = d.pop("shipping_options")
        for shipping_options_item_data in (_shipping_options):
            shipping_options_item = ShippingOption.from_dict(shipping_options_item_data)



            shipping_options.append(shipping_options_item)


        subtotal_minor = d.pop("subtotal_minor")

        cart_group = cls(
            seller_id=seller_id,
            seller_name=seller_name,
            seller_country=seller_country,
            currency=currency,
            lines=lines,
            shipping_options=shipping_options,
            subtotal_minor=subtotal_minor,
        )


        cart_group.additional_properties = d
        return cart_group

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
