from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="ChallengeAsked")



@_attrs_define
class ChallengeAsked:
    """ The issuer's challenge: post `creq` and `threeDSSessionData` to `acs_url`.

        Attributes:
            acs_url (str):
            creq (str):
            session_data (str):
            window_size (str):
     """

    acs_url: str
    creq: str
    session_data: str
    window_size: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        acs_url = self.acs_url

        creq = self.creq

        session_data = self.session_data

        window_size = self.window_size


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "acs_url": acs_url,
            "creq": creq,
            "session_data": session_data,
            "window_size": window_size,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        acs_url = d.pop("acs_url")

        creq = d.pop("creq")

        session_data = d.pop("session_data")

        window_size = d.pop("window_size")

        challenge_asked = cls(
            acs_url=acs_url,
            creq=creq,
            session_data=session_data,
            window_size=window_size,
        )


        challenge_asked.additional_properties = d
        return challenge_asked

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
