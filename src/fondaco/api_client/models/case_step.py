from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="CaseStep")



@_attrs_define
class CaseStep:
    """ One step of the case.

        Attributes:
            at (datetime.datetime):
            event (str):
            role (str):
            from_state (str):
            to_state (str):
            amount_minor (int | None):
     """

    at: datetime.datetime
    event: str
    role: str
    from_state: str
    to_state: str
    amount_minor: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        event = self.event

        role = self.role

        from_state = self.from_state

        to_state = self.to_state

        amount_minor: int | None
        amount_minor = self.amount_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "at": at,
            "event": event,
            "role": role,
            "from_state": from_state,
            "to_state": to_state,
            "amount_minor": amount_minor,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))




        event = d.pop("event")

        role = d.pop("role")

        from_state = d.pop("from_state")

        to_state = d.pop("to_state")

        def _parse_amount_minor(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_minor = _parse_amount_minor(d.pop("amount_minor"))


        case_step = cls(
            at=at,
            event=event,
            role=role,
            from_state=from_state,
            to_state=to_state,
            amount_minor=amount_minor,
        )


        case_step.additional_properties = d
        return case_step

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
