from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID






T = TypeVar("T", bound="CartLine")



@_attrs_define
class CartLine:
    """ A line as it could be bought now. `problem`: empty, gone, sold_out, too_many, price_up or price_down; the last two
    do not stop a purchase.

        Attributes:
            variant_id (UUID):
            listing_id (None | UUID):
            title (str):
            option_text (str):
            quantity (int):
            available (int):
            unit_price_minor (int):
            total_minor (int):
            problem (str):
     """

    variant_id: UUID
    listing_id: None | UUID
    title: str
    option_text: str
    quantity: int
    available: int
    unit_price_minor: int
    total_minor: int
    problem: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        variant_id = str(self.variant_id)

        listing_id: None | str
        if isinstance(self.listing_id, UUID):
            listing_id = str(self.listing_id)
        else:
            listing_id = self.listing_id

        title = self.title

        option_text = self.option_text

        quantity = self.quantity

        available = self.available

        unit_price_minor = self.unit_price_minor

        total_minor = self.total_minor

        problem = self.problem


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "variant_id": variant_id,
            "listing_id": listing_id,
            "title": title,
            "option_text": option_text,
            "quantity": quantity,
            "available": available,
            "unit_price_minor": unit_price_minor,
            "total_minor": total_minor,
            "problem": problem,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        variant_id = UUID(d.pop("variant_id"))




        def _parse_listing_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                listing_id_type_0 = UUID(data)



                return listing_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        listing_id = _parse_listing_id(d.pop("listing_id"))


        title = d.pop("title")

        option_text = d.pop("option_text")

        quantity = d.pop("quantity")

        available = d.pop("available")

        unit_price_minor = d.pop("unit_price_minor")

        total_minor = d.pop("total_minor")

        problem = d.pop("problem")

        cart_line = cls(
            variant_id=variant_id,
            listing_id=listing_id,
            title=title,
            option_text=option_text,
            quantity=quantity,
            available=available,
            unit_price_minor=unit_price_minor,
            total_minor=total_minor,
            problem=problem,
        )


        cart_line.additional_properties = d
        return cart_line

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
