from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.address import Address





T = TypeVar("T", bound="SavedAddress")



@_attrs_define
class SavedAddress:
    """ An address that the member keeps.

        Attributes:
            address_id (UUID):
            address (Address): A postal address; `phone` in any usual form.
            is_default (bool):
     """

    address_id: UUID
    address: Address
    is_default: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address # noqa: PLC0415
        address_id = str(self.address_id)

        address = self.address.to_dict()

        is_default = self.is_default


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "address_id": address_id,
            "address": address,
            "is_default": is_default,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address # noqa: PLC0415
        d = dict(src_dict)
        address_id = UUID(d.pop("address_id"))




        address = Address.from_dict(d.pop("address"))




        is_default = d.pop("is_default")

        saved_address = cls(
            address_id=address_id,
            address=address,
            is_default=is_default,
        )


        saved_address.additional_properties = d
        return saved_address

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
