from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.address import Address
  from ..models.shipping_choice import ShippingChoice





T = TypeVar("T", bound="NewCheckout")



@_attrs_define
class NewCheckout:
    """ The cart is bought as it stands. With `expected_total_minor` at that total or not at all.

        Attributes:
            address (Address): A postal address; `phone` in any usual form.
            shipping_choices (list[ShippingChoice]):
            expected_total_minor (int | None | Unset):
     """

    address: Address
    shipping_choices: list[ShippingChoice]
    expected_total_minor: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address # noqa: PLC0415
        from ..models.shipping_choice import ShippingChoice # noqa: PLC0415
        address = self.address.to_dict()

        shipping_choices = []
        for shipping_choices_item_data in self.shipping_choices:
            shipping_choices_item = shipping_choices_item_data.to_dict()
            shipping_choices.append(shipping_choices_item)



        expected_total_minor: int | None | Unset
        if isinstance(self.expected_total_minor, Unset):
            expected_total_minor = UNSET
        else:
            expected_total_minor = self.expected_total_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "address": address,
            "shipping_choices": shipping_choices,
        })
        if expected_total_minor is not UNSET:
            field_dict["expected_total_minor"] = expected_total_minor

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address # noqa: PLC0415
        from ..models.shipping_choice import ShippingChoice # noqa: PLC0415
        d = dict(src_dict)
        address = Address.from_dict(d.pop("address"))




        shipping_choices = []
        _shipping_choices = d.pop("shipping_choices")
        for shipping_choices_item_data in (_shipping_choices):
            shipping_choices_item = ShippingChoice.from_dict(shipping_choices_item_data)



            shipping_choices.append(shipping_choices_item)


        def _parse_expected_total_minor(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        expected_total_minor = _parse_expected_total_minor(d.pop("expected_total_minor", UNSET))


        new_checkout = cls(
            address=address,
            shipping_choices=shipping_choices,
            expected_total_minor=expected_total_minor,
        )


        new_checkout.additional_properties = d
        return new_checkout

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
