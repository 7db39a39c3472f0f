from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID






T = TypeVar("T", bound="CaseRefund")



@_attrs_define
class CaseRefund:
    """ A refund that came of the case; `state`: requested, sent, settled or refused.

        Attributes:
            refund_id (UUID):
            amount_minor (int):
            state (str):
            network_reference (str):
     """

    refund_id: UUID
    amount_minor: int
    state: str
    network_reference: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        refund_id = str(self.refund_id)

        amount_minor = self.amount_minor

        state = self.state

        network_reference = self.network_reference


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "refund_id": refund_id,
            "amount_minor": amount_minor,
            "state": state,
            "network_reference": network_reference,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        refund_id = UUID(d.pop("refund_id"))




        amount_minor = d.pop("amount_minor")

        state = d.pop("state")

        network_reference = d.pop("network_reference")

        case_refund = cls(
            refund_id=refund_id,
            amount_minor=amount_minor,
            state=state,
            network_reference=network_reference,
        )


        case_refund.additional_properties = d
        return case_refund

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
