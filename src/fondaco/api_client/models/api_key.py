from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="ApiKey")



@_attrs_define
class ApiKey:
    """ A key; its text is never told again.

        Attributes:
            key_id (UUID):
            name (str):
            start (str):
            scopes (list[str]):
            made_at (datetime.datetime):
            used_at (datetime.datetime | None):
            lapses_at (datetime.datetime):
     """

    key_id: UUID
    name: str
    start: str
    scopes: list[str]
    made_at: datetime.datetime
    used_at: datetime.datetime | None
    lapses_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        key_id = str(self.key_id)

        name = self.name

        start = self.start

        scopes = self.scopes



        made_at = self.made_at.isoformat()

        used_at: None | str
        if isinstance(self.used_at, datetime.datetime):
            used_at = self.used_at.isoformat()
        else:
            used_at = self.used_at

        lapses_at = self.lapses_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "key_id": key_id,
            "name": name,
            "start": start,
            "scopes": scopes,
            "made_at": made_at,
            "used_at": used_at,
            "lapses_at": lapses_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key_id = UUID(d.pop("key_id"))




        name = d.pop("name")

        start = d.pop("start")

        scopes = cast(list[str], d.pop("scopes"))


        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))




        def _parse_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                used_at_type_0 = datetime.datetime.fromisoformat(data)



                return used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        used_at = _parse_used_at(d.pop("used_at"))


        lapses_at = datetime.datetime.fromisoformat(d.pop("lapses_at"))




        api_key = cls(
            key_id=key_id,
            name=name,
            start=start,
            scopes=scopes,
            made_at=made_at,
            used_at=used_at,
            lapses_at=lapses_at,
        )


        api_key.additional_properties = d
        return api_key

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
