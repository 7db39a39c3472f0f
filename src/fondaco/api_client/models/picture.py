from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="Picture")



@_attrs_define
class Picture:
    """ A picture with the addresses of its sizes, by width in pixels.

        Attributes:
            alt (str):
            width (int):
            height (int):
            small (str):
            medium (str):
            large (str):
     """

    alt: str
    width: int
    height: int
    small: str
    medium: str
    large: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        alt = self.alt

        width = self.width

        height = self.height

        small = self.small

        medium = self.medium

        large = self.large


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "alt": alt,
            "width": width,
            "height": height,
            "small": small,
            "medium": medium,
            "large": large,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        alt = d.pop("alt")

        width = d.pop("width")

        height = d.pop("height")

        small = d.pop("small")

        medium = d.pop("medium")

        large = d.pop("large")

        picture = cls(
            alt=alt,
            width=width,
            height=height,
            small=small,
            medium=medium,
            large=large,
        )


        picture.additional_properties = d
        return picture

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
