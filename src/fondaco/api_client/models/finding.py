from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="Finding")



@_attrs_define
class Finding:
    """ Something to mend in the file, by line and column. `severity`: error (the product is left out), draft (taken, but
    not shown until mended), warning (taken as the message says), also (of a product that is left out anyway).

        Attributes:
            line (int):
            column (str):
            severity (str):
            code (str):
            message (str):
     """

    line: int
    column: str
    severity: str
    code: str
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        line = self.line

        column = self.column

        severity = self.severity

        code = self.code

        message = self.message


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line": line,
            "column": column,
            "severity": severity,
            "code": code,
            "message": message,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line = d.pop("line")

        column = d.pop("column")

        severity = d.pop("severity")

        code = d.pop("code")

        message = d.pop("message")

        finding = cls(
            line=line,
            column=column,
            severity=severity,
            code=code,
            message=message,
        )


        finding.additional_properties = d
        return finding

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
