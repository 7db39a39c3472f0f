from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Decision")



@_attrs_define
class Decision:
    """ A mediator's decision with its reasons.

        Attributes:
            decision_id (UUID):
            is_appeal (bool):
            kind (str):
            amount_minor (int):
            reason_code (str):
            reason (str):
            text (str):
            made_at (datetime.datetime):
     """

    decision_id: UUID
    is_appeal: bool
    kind: str
    amount_minor: int
    reason_code: str
    reason: str
    text: str
    made_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        decision_id = str(self.decision_id)

        is_appeal = self.is_appeal

        kind = self.kind

        amount_minor = self.amount_minor

        reason_code = self.reason_code

        reason = self.reason

        text = self.text

        made_at = self.made_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "decision_id": decision_id,
            "is_appeal": is_appeal,
            "kind": kind,
            "amount_minor": amount_minor,
            "reason_code": reason_code,
            "reason": reason,
            "text": text,
            "made_at": made_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decision_id = UUID(d.pop("decision_id"))




        is_appeal = d.pop("is_appeal")

        kind = d.pop("kind")

        amount_minor = d.pop("amount_minor")

        reason_code = d.pop("reason_code")

        reason = d.pop("reason")

        text = d.pop("text")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))




        decision = cls(
            decision_id=decision_id,
            is_appeal=is_appeal,
            kind=kind,
            amount_minor=amount_minor,
            reason_code=reason_code,
            reason=reason,
            text=text,
            made_at=made_at,
        )


        decision.additional_properties = d
        return decision

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
