from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="ConversationSummary")



@_attrs_define
class ConversationSummary:
    """ A conversation in a list.

        Attributes:
            conversation_id (UUID):
            seller_id (UUID):
            about (str):
            last_text (str):
            last_side (str):
            last_message_at (datetime.datetime):
            unread (int):
     """

    conversation_id: UUID
    seller_id: UUID
    about: str
    last_text: str
    last_side: str
    last_message_at: datetime.datetime
    unread: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        conversation_id = str(self.conversation_id)

        seller_id = str(self.seller_id)

        about = self.about

        last_text = self.last_text

        last_side = self.last_side

        last_message_at = self.last_message_at.isoformat()

        unread = self.unread


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "conversation_id": conversation_id,
            "seller_id": seller_id,
            "about": about,
            "last_text": last_text,
            "last_side": last_side,
            "last_message_at": last_message_at,
            "unread": unread,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        conversation_id = UUID(d.pop("conversation_id"))




        seller_id = UUID(d.pop("seller_id"))




        about = d.pop("about")

        last_text = d.pop("last_text")

        last_side = d.pop("last_side")

        last_message_at = datetime.datetime.fromisoformat(d.pop("last_message_at"))




        unread = d.pop("unread")

        conversation_summary = cls(
            conversation_id=conversation_id,
            seller_id=seller_id,
            about=about,
            last_text=last_text,
            last_side=last_side,
            last_message_at=last_message_at,
            unread=unread,
        )


        conversation_summary.additional_properties = d
        return conversation_summary

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
