from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_case_reason import NewCaseReason
from ..models.new_case_wanted import NewCaseWanted
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewCase")



@_attrs_define
class NewCase:
    """ What is wrong with lines of an order, and what would make it right.

        Attributes:
            line_ids (list[UUID]):
            reason (NewCaseReason):
            statement (str):
            wanted (NewCaseWanted):
            wanted_minor (int | Unset): Minor units of the currency. Default: 0.
     """

    line_ids: list[UUID]
    reason: NewCaseReason
    statement: str
    wanted: NewCaseWanted
    wanted_minor: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        line_ids = []
        for line_ids_item_data in self.line_ids:
            line_ids_item = str(line_ids_item_data)
            line_ids.append(line_ids_item)



        reason = self.reason.value

        statement = self.statement

        wanted = self.wanted.value

        wanted_minor = self.wanted_minor


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line_ids": line_ids,
            "reason": reason,
            "statement": statement,
            "wanted": wanted,
        })
        if wanted_minor is not UNSET:
            field_dict["wanted_minor"] = wanted_minor

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line_ids = []
        _line_ids = d.pop("line_ids")
        for line_ids_item_data in (_line_ids):
            line_ids_item = UUID(line_ids_item_data)



            line_ids.append(line_ids_item)


        reason = NewCaseReason(d.pop("reason"))




        statement = d.pop("statement")

        wanted = NewCaseWanted(d.pop("wanted"))




        wanted_minor = d.pop("wanted_minor", UNSET)

        new_case = cls(
            line_ids=line_ids,
            reason=reason,
            statement=statement,
            wanted=wanted,
            wanted_minor=wanted_minor,
        )


        new_case.additional_properties = d
        return new_case

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
