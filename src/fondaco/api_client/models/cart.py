from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.cart_group import CartGroup
  from ..models.cart_line import CartLine





T = TypeVar("T", bound="Cart")



@_attrs_define
class Cart:
    """ The cart; `gone` are lines whose variant no longer exists.

        Attributes:
            groups (list[CartGroup]):
            gone (list[CartLine]):
            count (int):
            is_buyable (bool):
     """

    groups: list[CartGroup]
    gone: list[CartLine]
    count: int
    is_buyable: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_group import CartGroup # noqa: PLC0415
        from ..models.cart_line import CartLine # noqa: PLC0415
        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)



        gone = []
        for gone_item_data in self.gone:
            gone_item = gone_item_data.to_dict()
            gone.append(gone_item)



        count = self.count

        is_buyable = self.is_buyable


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "groups": groups,
            "gone": gone,
            "count": count,
            "is_buyable": is_buyable,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_group import CartGroup # noqa: PLC0415
        from ..models.cart_line import CartLine # noqa: PLC0415
        d = dict(src_dict)
        groups = []
        _groups = d.pop("groups")
        for groups_item_data in (_groups):
            groups_item = CartGroup.from_dict(groups_item_data)



            groups.append(groups_item)


        gone = []
        _gone = d.pop("gone")
        for gone_item_data in (_gone):
            gone_item = CartLine.from_dict(gone_item_data)



            gone.append(gone_item)


        count = d.pop("count")

        is_buyable = d.pop("is_buyable")

        cart = cls(
            groups=groups,
            gone=gone,
            count=count,
            is_buyable=is_buyable,
        )


        cart.additional_properties = d
        return cart

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
