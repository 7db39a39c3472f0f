from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Message")



@_attrs_define
class Message:
    """ One message; `findings` are kinds of things that its reader is warned of.

        Attributes:
            message_id (UUID):
            side (str):
            text (str):
            findings (list[str]):
            written_at (datetime.datetime):
     """

    message_id: UUID
    side: str
    text: str
    findings: list[str]
    written_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        message_id = str(self.message_id)

        side = self.side

        text = self.text

        findings = self.findings



        written_at = self.written_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "message_id": message_id,
            "side": side,
            "text": text,
            "findings": findings,
            "written_at": written_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        message_id = UUID(d.pop("message_id"))




        side = d.pop("side")

        text = d.pop("text")

        findings = cast(list[str], d.pop("findings"))


        written_at = datetime.datetime.fromisoformat(d.pop("written_at"))




        message = cls(
            message_id=message_id,
            side=side,
            text=text,
            findings=findings,
            written_at=written_at,
        )


        message.additional_properties = d
        return message

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
