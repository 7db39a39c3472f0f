from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_decision_kind import NewDecisionKind
from ..models.new_decision_reason_code import NewDecisionReasonCode
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewDecision")



@_attrs_define
class NewDecision:
    """ A decision; `amount_minor` counts for a refund. `text` gives the reasons.

        Attributes:
            kind (NewDecisionKind):
            reason_code (NewDecisionReasonCode):
            text (str):
            amount_minor (int | Unset): Minor units of the currency. Default: 0.
            evidence_ids (list[UUID] | Unset):
     """

    kind: NewDecisionKind
    reason_code: NewDecisionReasonCode
    text: str
    amount_minor: int | Unset = 0
    evidence_ids: list[UUID] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        reason_code = self.reason_code.value

        text = self.text

        amount_minor = self.amount_minor

        evidence_ids: list[str] | Unset = UNSET
        if not isinstance(self.evidence_ids, Unset):
            evidence_ids = []
            for evidence_ids_item_data in self.evidence_ids:
                evidence_ids_item = str(evidence_ids_item_data)
                evidence_ids.append(evidence_ids_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "kind": kind,
            "reason_code": reason_code,
            "text": text,
        })
        if amount_minor is not UNSET:
            field_dict["amount_minor"] = amount_minor
        if evidence_ids is not UNSET:
            field_dict["evidence_ids"] = evidence_ids

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = NewDecisionKind(d.pop("kind"))




        reason_code = NewDecisionReasonCode(d.pop("reason_code"))




        text = d.pop("text")

        amount_minor = d.pop("amount_minor", UNSET)

        _evidence_ids = d.pop("evidence_ids", UNSET)
        evidence_ids: list[UUID] | Unset = UNSET
        if _evidence_ids is not UNSET:
            evidence_ids = []
            for evidence_ids_item_data in _evidence_ids:
                evidence_ids_item = UUID(evidence_ids_item_data)



                evidence_ids.append(evidence_ids_item)


        new_decision = cls(
            kind=kind,
            reason_code=reason_code,
            text=text,
            amount_minor=amount_minor,
            evidence_ids=evidence_ids,
        )


        new_decision.additional_properties = d
        return new_decision

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
