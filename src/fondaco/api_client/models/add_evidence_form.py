from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..models.add_evidence_form_kind import AddEvidenceFormKind
from ..types import File, FileTypes
from ..types import UNSET, Unset
from io import BytesIO
from typing import cast






T = TypeVar("T", bound="AddEvidenceForm")



@_attrs_define
class AddEvidenceForm:
    """ 
        Attributes:
            kind (AddEvidenceFormKind | Unset):  Default: AddEvidenceFormKind.STATEMENT.
            text (str | Unset):  Default: ''.
            for_mediator_only (bool | Unset):  Default: False.
            pictures (list[File] | Unset): Up to eight pictures.
     """

    kind: AddEvidenceFormKind | Unset = AddEvidenceFormKind.STATEMENT
    text: str | Unset = ''
    for_mediator_only: bool | Unset = False
    pictures: list[File] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value


        text = self.text

        for_mediator_only = self.for_mediator_only

        pictures: list[FileTypes] | Unset = UNSET
        if not isinstance(self.pictures, Unset):
            pictures = []
            for pictures_item_data in self.pictures:
                pictures_item = pictures_item_data.to_tuple()

                pictures.append(pictures_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if kind is not UNSET:
            field_dict["kind"] = kind
        if text is not UNSET:
            field_dict["text"] = text
        if for_mediator_only is not UNSET:
            field_dict["for_mediator_only"] = for_mediator_only
        if pictures is not UNSET:
            field_dict["pictures"] = pictures

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        if not isinstance(self.kind, Unset):
            files.append(("kind",  (None, str(self.kind.value).encode(), "text/plain")))



        if not isinstance(self.text, Unset):
            files.append(("text", (None, str(self.text).encode(), "text/plain")))



        if not isinstance(self.for_mediator_only, Unset):
            files.append(("for_mediator_only", (None, str(self.for_mediator_only).encode(), "text/plain")))



        if not isinstance(self.pictures, Unset):
            for pictures_item_element in self.pictures:
                files.append(("pictures", pictures_item_element.to_tuple()))





        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))



        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _kind = d.pop("kind", UNSET)
        kind: AddEvidenceFormKind | Unset
        if isinstance(_kind,  Unset):
            kind = UNSET
        else:
            kind = AddEvidenceFormKind(_kind)




        text = d.pop("text", UNSET)

        for_mediator_only = d.pop("for_mediator_only", UNSET)

        _pictures = d.pop("pictures", UNSET)
        pictures: list[File] | Unset = UNSET
        if _pictures is not UNSET:
            pictures = []
            for pictures_item_data in _pictures:
                pictures_item = File(
                     payload = BytesIO(pictures_item_data)
                )



                pictures.append(pictures_item)


        add_evidence_form = cls(
            kind=kind,
            text=text,
            for_mediator_only=for_mediator_only,
            pictures=pictures,
        )


        add_evidence_form.additional_properties = d
        return add_evidence_form

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
