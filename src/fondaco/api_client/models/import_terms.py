from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="ImportTerms")



@_attrs_define
class ImportTerms:
    """ `dry_run` reads and reports, and changes nothing.

        Attributes:
            dry_run (bool | Unset):  Default: False.
            publish (bool | Unset):  Default: True.
            currency (str | Unset):  Default: ''.
     """

    dry_run: bool | Unset = False
    publish: bool | Unset = True
    currency: str | Unset = ''
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        publish = self.publish

        currency = self.currency


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run
        if publish is not UNSET:
            field_dict["publish"] = publish
        if currency is not UNSET:
            field_dict["currency"] = currency

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        dry_run = d.pop("dry_run", UNSET)

        publish = d.pop("publish", UNSET)

        currency = d.pop("currency", UNSET)

        import_terms = cls(
            dry_run=dry_run,
            publish=publish,
            currency=currency,
        )


        import_terms.additional_properties = d
        return import_terms

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
