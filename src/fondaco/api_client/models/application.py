from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.application_kind import ApplicationKind
from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.address import Address





T = TypeVar("T", bound="Application")



@_attrs_define
class Application:
    """ What a new seller says of themselves (DSA, article 30).

        Attributes:
            name (str):
            legal_name (str):
            kind (ApplicationKind):
            country (str): ISO 3166-1 alpha-2.
            city (str):
            address (Address): A postal address; `phone` in any usual form.
            contact_email (str):
            contact_phone (str):
            register_number (str | Unset):  Default: ''.
            story (str | Unset):  Default: ''.
     """

    name: str
    legal_name: str
    kind: ApplicationKind
    country: str
    city: str
    address: Address
    contact_email: str
    contact_phone: str
    register_number: str | Unset = ''
    story: str | Unset = ''
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address # noqa: PLC0415
        name = self.name

        legal_name = self.legal_name

        kind = self.kind.value

        country = self.country

        city = self.city

        address = self.address.to_dict()

        contact_email = self.contact_email

        contact_phone = self.contact_phone

        register_number = self.register_number

        story = self.story


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "legal_name": legal_name,
            "kind": kind,
            "country": country,
            "city": city,
            "address": address,
            "contact_email": contact_email,
            "contact_phone": contact_phone,
        })
        if register_number is not UNSET:
            field_dict["register_number"] = register_number
        if story is not UNSET:
            field_dict["story"] = story

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address # noqa: PLC0415
        d = dict(src_dict)
        name = d.pop("name")

        legal_name = d.pop("legal_name")

        kind = ApplicationKind(d.pop("kind"))




        country = d.pop("country")

        city = d.pop("city")

        address = Address.from_dict(d.pop("address"))




        contact_email = d.pop("contact_email")

        contact_phone = d.pop("contact_phone")

        register_number = d.pop("register_number", UNSET)

        story = d.pop("story", UNSET)

        application = cls(
            name=name,
            legal_name=legal_name,
            kind=kind,
            country=country,
            city=city,
            address=address,
            contact_email=contact_email,
            contact_phone=contact_phone,
            register_number=register_number,
            story=story,
        )


        application.additional_properties = d
        return application

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
