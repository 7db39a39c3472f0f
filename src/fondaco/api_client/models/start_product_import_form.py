from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..types import File, FileTypes
from ..types import UNSET, Unset
from io import BytesIO
from typing import cast






T = TypeVar("T", bound="StartProductImportForm")



@_attrs_define
class StartProductImportForm:
    """ 
        Attributes:
            csv (File): A Shopify product CSV, UTF-8.
            pictures (File | None | Unset): A ZIP of the pictures that the CSV names.
            dry_run (bool | Unset):  Default: False.
            publish (bool | Unset):  Default: True.
            currency (str | Unset):  Default: ''.
     """

    csv: File
    pictures: File | None | Unset = UNSET
    dry_run: bool | Unset = False
    publish: bool | Unset = True
    currency: str | Unset = ''
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        csv = self.csv.to_tuple()


        pictures: FileTypes | None | Unset
        if isinstance(self.pictures, Unset):
            pictures = UNSET
        elif isinstance(self.pictures, File):
            pictures = self.pictures.to_tuple()

        else:
            pictures = self.pictures

        dry_run = self.dry_run

        publish = self.publish

        currency = self.currency


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "csv": csv,
        })
        if pictures is not UNSET:
            field_dict["pictures"] = pictures
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run
        if publish is not UNSET:
            field_dict["publish"] = publish
        if currency is not UNSET:
            field_dict["currency"] = currency

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("csv", self.csv.to_tuple()))



        if not isinstance(self.pictures, Unset):
            if isinstance(self.pictures, File):

                files.append(("pictures", self.pictures.to_tuple()))
            else:
                files.append(("pictures", (None, str(self.pictures).encode(), "text/plain")))


        if not isinstance(self.dry_run, Unset):
            files.append(("dry_run", (None, str(self.dry_run).encode(), "text/plain")))



        if not isinstance(self.publish, Unset):
            files.append(("publish", (None, str(self.publish).encode(), "text/plain")))



        if not isinstance(self.currency, Unset):
            files.append(("currency", (None, str(self.currency).encode(), "text/plain")))




        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))



        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        csv = File(
             payload = BytesIO(d.pop("csv"))
        )




        def _parse_pictures(data: object) -> File | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, bytes):
                    raise TypeError()
                pictures_type_0 = File(
                     payload = BytesIO(data)
                )



                return pictures_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(File | None | Unset, data)

        pictures = _parse_pictures(d.pop("pictures", UNSET))


        dry_run = d.pop("dry_run", UNSET)

        publish = d.pop("publish", UNSET)

        currency = d.pop("currency", UNSET)

        start_product_import_form = cls(
            csv=csv,
            pictures=pictures,
            dry_run=dry_run,
            publish=publish,
            currency=currency,
        )


        start_product_import_form.additional_properties = d
        return start_product_import_form

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
