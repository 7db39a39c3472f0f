from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="EvidencePiece")



@_attrs_define
class EvidencePiece:
    """ What one side showed; pictures are seen on the case's page.

        Attributes:
            evidence_id (UUID):
            side (str):
            kind (str):
            text (str):
            has_picture (bool):
            sha256 (str):
            added_at (datetime.datetime):
     """

    evidence_id: UUID
    side: str
    kind: str
    text: str
    has_picture: bool
    sha256: str
    added_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        evidence_id = str(self.evidence_id)

        side = self.side

        kind = self.kind

        text = self.text

        has_picture = self.has_picture

        sha256 = self.sha256

        added_at = self.added_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "evidence_id": evidence_id,
            "side": side,
            "kind": kind,
            "text": text,
            "has_picture": has_picture,
            "sha256": sha256,
            "added_at": added_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        evidence_id = UUID(d.pop("evidence_id"))




        side = d.pop("side")

        kind = d.pop("kind")

        text = d.pop("text")

        has_picture = d.pop("has_picture")

        sha256 = d.pop("sha256")

        added_at = datetime.datetime.fromisoformat(d.pop("added_at"))




        evidence_piece = cls(
            evidence_id=evidence_id,
            side=side,
            kind=kind,
            text=text,
            has_picture=has_picture,
            sha256=sha256,
            added_at=added_at,
        )


        evidence_piece.additional_properties = d
        return evidence_piece

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
