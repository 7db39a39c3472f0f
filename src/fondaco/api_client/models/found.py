from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.card import Card
  from ..models.facet import Facet





T = TypeVar("T", bound="Found")



@_attrs_define
class Found:
    """ A page of found listings. `did_you_mean` is the mended text that was searched for.

        Attributes:
            items (list[Card]):
            total (int):
            total_is_at_least (bool):
            did_you_mean (str):
            categories (list[Facet]):
            brands (list[Facet]):
            conditions (list[Facet]):
            countries (list[Facet]):
            next_cursor (None | str):
     """

    items: list[Card]
    total: int
    total_is_at_least: bool
    did_you_mean: str
    categories: list[Facet]
    brands: list[Facet]
    conditions: list[Facet]
    countries: list[Facet]
    next_cursor: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.card import Card # noqa: PLC0415
        from ..models.facet import Facet # noqa: PLC0415
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)



        total = self.total

        total_is_at_least = self.total_is_at_least

        did_you_mean = self.did_you_mean

        categories = []
        for categories_item_data in self.categories:
            categories_item = categories_item_data.to_dict()
            categories.append(categories_item)



        brands = []
        for brands_item_data in self.brands:
            brands_item = brands_item_data.to_dict()
            brands.append(brands_item)



        conditions = []
        for conditions_item_data in self.conditions:
            conditions_item = conditions_item_data.to_dict()
            conditions.append(conditions_item)



        countries = []
        for countries_item_data in self.countries:
            countries_item = countries_item_data.to_dict()
            countries.append(countries_item)



        next_cursor: None | str
        next_cursor = self.next_cursor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "items": items,
            "total": total,
            "total_is_at_least": total_is_at_least,
            "did_you_mean": did_you_mean,
            "categories": categories,
            "brands": brands,
            "conditions": conditions,
            "countries": countries,
            "next_cursor": next_cursor,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card # noqa: PLC0415
        from ..models.facet import Facet # noqa: PLC0415
        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in (_items):
            items_item = Card.from_dict(items_item_data)



            items.append(items_item)


        total = d.pop("total")

        total_is_at_least = d.pop("total_is_at_least")

        did_you_mean = d.pop("did_you_mean")

        categories = []
        _categories = d.pop("categories")
        for categories_item_data in (_categories):
            categories_item = Facet.from_dict(categories_item_data)



            categories.append(categories_item)


        brands = []
        _brands = d.pop("brands")
        for brands_item_data in (_brands):
            brands_item = Facet.from_dict(brands_item_data)



            brands.append(brands_item)


        conditions = []
        _conditions = d.pop("conditions")
        for conditions_item_data in (_conditions):
            conditions_item = Facet.from_dict(conditions_item_data)



            conditions.append(conditions_item)


        countries = []
        _countries = d.pop("countries")
        for countries_item_data in (_countries):
            countries_item = Facet.from_dict(countries_item_data)



            countries.append(countries_item)


        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))


        found = cls(
            items=items,
            total=total,
            total_is_at_least=total_is_at_least,
            did_you_mean=did_you_mean,
            categories=categories,
            brands=brands,
            conditions=conditions,
            countries=countries,
            next_cursor=next_cursor,
        )


        found.additional_properties = d
        return found

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
