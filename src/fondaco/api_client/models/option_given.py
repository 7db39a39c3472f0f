from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="OptionGiven")



@_attrs_define
class OptionGiven:
    """ One way of shipping; `countries` are ISO codes, or one `*` for everywhere.

        Attributes:
            name (str):
            carrier (str):
            price_minor (int): Minor units of the currency.
            currency (str): ISO 4217.
            business_days_min (int):
            business_days_max (int):
            countries (list[str]):
            option_id (None | Unset | UUID):
            free_from_minor (int | None | Unset):
     """

    name: str
    carrier: str
    price_minor: int
    currency: str
    business_days_min: int
    business_days_max: int
    countries: list[str]
    option_id: None | Unset | UUID = UNSET
    free_from_minor: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        carrier = self.carrier

        price_minor = self.price_minor

        currency = self.currency

        business_days_min = self.business_days_min

        business_days_max = self.business_days_max

        countries = self.countries



        option_id: None | str | Unset
        if isinstance(self.option_id, Unset):
            option_id = UNSET
        elif isinstance(self.option_id, UUID):
            option_id = str(self.option_id)
        else:
            option_id = self.option_id

        free_from_minor: int | None | Unset
        if isinstance(self.free_from_minor, Unset):
            free_from_minor = UNSET
        else:
            free_from_minor = self.free_from_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "carrier": carrier,
            "price_minor": price_minor,
            "currency": currency,
            "business_days_min": business_days_min,
            "business_days_max": business_days_max,
            "countries": countries,
        })
        if option_id is not UNSET:
            field_dict["option_id"] = option_id
        if free_from_minor is not UNSET:
            field_dict["free_from_minor"] = free_from_minor

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        carrier = d.pop("carrier")

        price_minor = d.pop("price_minor")

        currency = d.pop("currency")

        business_days_min = d.pop("business_days_min")

        business_days_max = d.pop("business_days_max")

        countries = cast(list[str], d.pop("countries"))


        def _parse_option_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                option_id_type_0 = UUID(data)



                return option_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        option_id = _parse_option_id(d.pop("option_id", UNSET))


        def _parse_free_from_minor(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        free_from_minor = _parse_free_from_minor(d.pop("free_from_minor", UNSET))


        option_given = cls(
            name=name,
            carrier=carrier,
            price_minor=price_minor,
            currency=currency,
            business_days_min=business_days_min,
            business_days_max=business_days_max,
            countries=countries,
            option_id=option_id,
            free_from_minor=free_from_minor,
        )


        option_given.additional_properties = d
        return option_given

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
