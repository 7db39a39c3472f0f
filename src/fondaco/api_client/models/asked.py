from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.asked_condition_item import AskedConditionItem
from ..models.asked_sort import AskedSort
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Asked")



@_attrs_define
class Asked:
    """ What is looked for. Lists mean “one of these”.

        Attributes:
            q (str | Unset): Words; mistyped ones are mended. Default: ''.
            category (str | Unset): Slug of a category. Default: ''.
            price_min_minor (int | None | Unset):
            price_max_minor (int | None | Unset):
            brand (list[str] | Unset):
            condition (list[AskedConditionItem] | Unset):
            country (list[str] | Unset):
            in_stock (bool | Unset):  Default: False.
            rating_from_x100 (int | Unset):  Default: 0.
            seller_id (None | Unset | UUID):
            sort (AskedSort | Unset):  Default: AskedSort.RELEVANCE.
     """

    q: str | Unset = ''
    category: str | Unset = ''
    price_min_minor: int | None | Unset = UNSET
    price_max_minor: int | None | Unset = UNSET
    brand: list[str] | Unset = UNSET
    condition: list[AskedConditionItem] | Unset = UNSET
    country: list[str] | Unset = UNSET
    in_stock: bool | Unset = False
    rating_from_x100: int | Unset = 0
    seller_id: None | Unset | UUID = UNSET
    sort: AskedSort | Unset = AskedSort.RELEVANCE
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        q = self.q

        category = self.category

        price_min_minor: int | None | Unset
        if isinstance(self.price_min_minor, Unset):
            price_min_minor = UNSET
        else:
            price_min_minor = self.price_min_minor

        price_max_minor: int | None | Unset
        if isinstance(self.price_max_minor, Unset):
            price_max_minor = UNSET
        else:
            price_max_minor = self.price_max_minor

        brand: list[str] | Unset = UNSET
        if not isinstance(self.brand, Unset):
            brand = self.brand



        condition: list[str] | Unset = UNSET
        if not isinstance(self.condition, Unset):
            condition = []
            for condition_item_data in self.condition:
                condition_item = condition_item_data.value
                condition.append(condition_item)



        country: list[str] | Unset = UNSET
        if not isinstance(self.country, Unset):
            country = self.country



        in_stock = self.in_stock

        rating_from_x100 = self.rating_from_x100

        seller_id: None | str | Unset
        if isinstance(self.seller_id, Unset):
            seller_id = UNSET
        elif isinstance(self.seller_id, UUID):
            seller_id = str(self.seller_id)
        else:
            seller_id = self.seller_id

        sort: str | Unset = UNSET
        if not isinstance(self.sort, Unset):
            sort = self.sort.value



        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if q is not UNSET:
            field_dict["q"] = q
        if category is not UNSET:
            field_dict["category"] = category
        if price_min_minor is not UNSET:
            field_dict["price_min_minor"] = price_min_minor
        if price_max_minor is not UNSET:
            field_dict["price_max_minor"] = price_max_minor
        if brand is not UNSET:
            field_dict["brand"] = brand
        if condition is not UNSET:
            field_dict["condition"] = condition
        if country is not UNSET:
            field_dict["country"] = country
        if in_stock is not UNSET:
            field_dict["in_stock"] = in_stock
        if rating_from_x100 is not UNSET:
            field_dict["rating_from_x100"] = rating_from_x100
        if seller_id is not UNSET:
            field_dict["seller_id"] = seller_id
        if sort is not UNSET:
            field_dict["sort"] = sort

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        q = d.pop("q", UNSET)

        category = d.pop("category", UNSET)

        def _parse_price_min_minor(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        price_min_minor = _parse_price_min_minor(d.pop("price_min_minor", UNSET))


        def _parse_price_max_minor(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        price_max_minor = _parse_price_max_minor(d.pop("price_max_minor", UNSET))


        brand = cast(list[str], d.pop("brand", UNSET))


        _condition = d.pop("condition", UNSET)
        condition: list[AskedConditionItem] | Unset = UNSET
        if _condition is not UNSET:
            condition = []
            for condition_item_data in _condition:
                condition_item = AskedConditionItem(condition_item_data)



                condition.append(condition_item)


        country = cast(list[str], d.pop("country", UNSET))


        in_stock = d.pop("in_stock", UNSET)

        rating_from_x100 = d.pop("rating_from_x100", UNSET)

        def _parse_seller_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seller_id_type_0 = UUID(data)



                return seller_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        seller_id = _parse_seller_id(d.pop("seller_id", UNSET))


        _sort = d.pop("sort", UNSET)
        sort: AskedSort | Unset
        if isinstance(_sort,  Unset):
            sort = UNSET
        else:
            sort = AskedSort(_sort)




        asked = cls(
            q=q,
            category=category,
            price_min_minor=price_min_minor,
            price_max_minor=price_max_minor,
            brand=brand,
            condition=condition,
            country=country,
            in_stock=in_stock,
            rating_from_x100=rating_from_x100,
            seller_id=seller_id,
            sort=sort,
        )


        asked.additional_properties = d
        return asked

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
