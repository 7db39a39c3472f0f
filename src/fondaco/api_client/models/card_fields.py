from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="CardFields")



@_attrs_define
class CardFields:
    """ Where the card goes: the vault. Encrypt it to a key of `keys_url` (JWE, ECDH-ES with A256GCM), with `session` and
    `made_at` inside, and post `{"jwe": …}` to `card_url`.

        Attributes:
            session (str):
            card_url (str):
            keys_url (str):
            page_url (str):
            expires_at (datetime.datetime):
     """

    session: str
    card_url: str
    keys_url: str
    page_url: str
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        session = self.session

        card_url = self.card_url

        keys_url = self.keys_url

        page_url = self.page_url

        expires_at = self.expires_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "session": session,
            "card_url": card_url,
            "keys_url": keys_url,
            "page_url": page_url,
            "expires_at": expires_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        session = d.pop("session")

        card_url = d.pop("card_url")

        keys_url = d.pop("keys_url")

        page_url = d.pop("page_url")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))




        card_fields = cls(
            session=session,
            card_url=card_url,
            keys_url=keys_url,
            page_url=page_url,
            expires_at=expires_at,
        )


        card_fields.additional_properties = d
        return card_fields

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
