from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.movement import Movement





T = TypeVar("T", bound="Movements")



@_attrs_define
class Movements:
    """ All that ever moved for an order, oldest first, and what is in its escrow now.

        Attributes:
            order_id (UUID):
            escrow_minor (int):
            currency (str):
            items (list[Movement]):
     """

    order_id: UUID
    escrow_minor: int
    currency: str
    items: list[Movement]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.movement import Movement # noqa: PLC0415
        order_id = str(self.order_id)

        escrow_minor = self.escrow_minor

        currency = self.currency

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "order_id": order_id,
            "escrow_minor": escrow_minor,
            "currency": currency,
            "items": items,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.movement import Movement # noqa: PLC0415
        d = dict(src_dict)
        order_id = UUID(d.pop("order_id"))




        escrow_minor = d.pop("escrow_minor")

        currency = d.pop("currency")

        items = []
        _items = d.pop("items")
        for items_item_data in (_items):
            items_item = Movement.from_dict(items_item_data)



            items.append(items_item)


        movements = cls(
            order_id=order_id,
            escrow_minor=escrow_minor,
            currency=currency,
            items=items,
        )


        movements.additional_properties = d
        return movements

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
