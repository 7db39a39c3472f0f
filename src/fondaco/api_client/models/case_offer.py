from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="CaseOffer")



@_attrs_define
class CaseOffer:
    """ A proposal of one side.

        Attributes:
            offer_id (UUID):
            side (str):
            kind (str):
            amount_minor (int):
            text (str):
            made_at (datetime.datetime):
     """

    offer_id: UUID
    side: str
    kind: str
    amount_minor: int
    text: str
    made_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        offer_id = str(self.offer_id)

        side = self.side

        kind = self.kind

        amount_minor = self.amount_minor

        text = self.text

        made_at = self.made_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "offer_id": offer_id,
            "side": side,
            "kind": kind,
            "amount_minor": amount_minor,
            "text": text,
            "made_at": made_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        offer_id = UUID(d.pop("offer_id"))




        side = d.pop("side")

        kind = d.pop("kind")

        amount_minor = d.pop("amount_minor")

        text = d.pop("text")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))




        case_offer = cls(
            offer_id=offer_id,
            side=side,
            kind=kind,
            amount_minor=amount_minor,
            text=text,
            made_at=made_at,
        )


        case_offer.additional_properties = d
        return case_offer

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
