from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_offer_kind import NewOfferKind
from ..types import UNSET, Unset






T = TypeVar("T", bound="NewOffer")



@_attrs_define
class NewOffer:
    """ A proposal; `nothing` (sellers only) needs a text that says why.

        Attributes:
            kind (NewOfferKind):
            amount_minor (int | Unset): Minor units of the currency. Default: 0.
            text (str | Unset):  Default: ''.
     """

    kind: NewOfferKind
    amount_minor: int | Unset = 0
    text: str | Unset = ''
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        amount_minor = self.amount_minor

        text = self.text


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "kind": kind,
        })
        if amount_minor is not UNSET:
            field_dict["amount_minor"] = amount_minor
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = NewOfferKind(d.pop("kind"))




        amount_minor = d.pop("amount_minor", UNSET)

        text = d.pop("text", UNSET)

        new_offer = cls(
            kind=kind,
            amount_minor=amount_minor,
            text=text,
        )


        new_offer.additional_properties = d
        return new_offer

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
