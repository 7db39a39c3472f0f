from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.method_asked_fields import MethodAskedFields





T = TypeVar("T", bound="MethodAsked")



@_attrs_define
class MethodAsked:
    """ The issuer's 3DS Method: post `fields` to `url` in a hidden frame.

        Attributes:
            url (str):
            fields (MethodAskedFields):
     """

    url: str
    fields: MethodAskedFields
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.method_asked_fields import MethodAskedFields # noqa: PLC0415
        url = self.url

        fields = self.fields.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "url": url,
            "fields": fields,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.method_asked_fields import MethodAskedFields # noqa: PLC0415
        d = dict(src_dict)
        url = d.pop("url")

        fields = MethodAskedFields.from_dict(d.pop("fields"))




        method_asked = cls(
            url=url,
            fields=fields,
        )


        method_asked.additional_properties = d
        return method_asked

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
