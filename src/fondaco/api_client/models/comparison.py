from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.difference import Difference
  from ..models.offer import Offer





T = TypeVar("T", bound="Comparison")



@_attrs_define
class Comparison:
    """ Listings side by side.

        Attributes:
            country (str):
            items (list[Offer]):
            specs (list[Difference]):
     """

    country: str
    items: list[Offer]
    specs: list[Difference]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.difference import Difference # noqa: PLC0415
        from ..models.offer import Offer # noqa: PLC0415
        country = self.country

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)



        specs = []
        for specs_item_data in self.specs:
            specs_item = specs_item_data.to_dict()
            specs.append(specs_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "country": country,
            "items": items,
            "specs": specs,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.difference import Difference # noqa: PLC0415
        from ..models.offer import Offer # noqa: PLC0415
        d = dict(src_dict)
        country = d.pop("country")

        items = []
        _items = d.pop("items")
        for items_item_data in (_items):
            items_item = Offer.from_dict(items_item_data)



            items.append(items_item)


        specs = []
        _specs = d.pop("specs")
        for specs_item_data in (_specs):
            specs_item = Difference.from_dict(specs_item_data)



            specs.append(specs_item)


        comparison = cls(
            country=country,
            items=items,
            specs=specs,
        )


        comparison.additional_properties = d
        return comparison

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
