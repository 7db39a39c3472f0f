from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.pair import Pair





T = TypeVar("T", bound="Variant")



@_attrs_define
class Variant:
    """ One thing to buy; `available` is what can be bought now.

        Attributes:
            variant_id (UUID):
            sku (str):
            options (list[Pair]):
            price_minor (int):
            compare_at_minor (int | None):
            available (int):
            weight_grams (int):
     """

    variant_id: UUID
    sku: str
    options: list[Pair]
    price_minor: int
    compare_at_minor: int | None
    available: int
    weight_grams: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.pair import Pair # noqa: PLC0415
        variant_id = str(self.variant_id)

        sku = self.sku

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)



        price_minor = self.price_minor

        compare_at_minor: int | None
        compare_at_minor = self.compare_at_minor

        available = self.available

        weight_grams = self.weight_grams


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "variant_id": variant_id,
            "sku": sku,
            "options": options,
            "price_minor": price_minor,
            "compare_at_minor": compare_at_minor,
            "available": available,
            "weight_grams": weight_grams,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pair import Pair # noqa: PLC0415
        d = dict(src_dict)
        variant_id = UUID(d.pop("variant_id"))




        sku = d.pop("sku")

        options = []
        _options = d.pop("options")
        for options_item_data in (_options):
            options_item = Pair.from_dict(options_item_data)



            options.append(options_item)


        price_minor = d.pop("price_minor")

        def _parse_compare_at_minor(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        compare_at_minor = _parse_compare_at_minor(d.pop("compare_at_minor"))


        available = d.pop("available")

        weight_grams = d.pop("weight_grams")

        variant = cls(
            variant_id=variant_id,
            sku=sku,
            options=options,
            price_minor=price_minor,
            compare_at_minor=compare_at_minor,
            available=available,
            weight_grams=weight_grams,
        )


        variant.additional_properties = d
        return variant

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
