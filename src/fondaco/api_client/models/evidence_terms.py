from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.evidence_terms_kind import EvidenceTermsKind
from ..types import UNSET, Unset






T = TypeVar("T", bound="EvidenceTerms")



@_attrs_define
class EvidenceTerms:
    """ What the files, or the text alone, show.

        Attributes:
            kind (EvidenceTermsKind | Unset):  Default: EvidenceTermsKind.STATEMENT.
            text (str | Unset):  Default: ''.
            for_mediator_only (bool | Unset):  Default: False.
     """

    kind: EvidenceTermsKind | Unset = EvidenceTermsKind.STATEMENT
    text: str | Unset = ''
    for_mediator_only: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value


        text = self.text

        for_mediator_only = self.for_mediator_only


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if kind is not UNSET:
            field_dict["kind"] = kind
        if text is not UNSET:
            field_dict["text"] = text
        if for_mediator_only is not UNSET:
            field_dict["for_mediator_only"] = for_mediator_only

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _kind = d.pop("kind", UNSET)
        kind: EvidenceTermsKind | Unset
        if isinstance(_kind,  Unset):
            kind = UNSET
        else:
            kind = EvidenceTermsKind(_kind)




        text = d.pop("text", UNSET)

        for_mediator_only = d.pop("for_mediator_only", UNSET)

        evidence_terms = cls(
            kind=kind,
            text=text,
            for_mediator_only=for_mediator_only,
        )


        evidence_terms.additional_properties = d
        return evidence_terms

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
