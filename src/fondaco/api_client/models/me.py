from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.saved_address import SavedAddress





T = TypeVar("T", bound="Me")



@_attrs_define
class Me:
    """ The member, their roles, and the shop they work for.

        Attributes:
            member_id (UUID):
            email (str):
            display_name (str):
            country (str):
            language (str):
            currency (str):
            joined_at (datetime.datetime):
            has_second_factor (bool):
            roles (list[str]):
            seller_id (None | UUID):
            addresses (list[SavedAddress]):
     """

    member_id: UUID
    email: str
    display_name: str
    country: str
    language: str
    currency: str
    joined_at: datetime.datetime
    has_second_factor: bool
    roles: list[str]
    seller_id: None | UUID
    addresses: list[SavedAddress]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.saved_address import SavedAddress # noqa: PLC0415
        member_id = str(self.member_id)

        email = self.email

        display_name = self.display_name

        country = self.country

        language = self.language

        currency = self.currency

        joined_at = self.joined_at.isoformat()

        has_second_factor = self.has_second_factor

        roles = self.roles



        seller_id: None | str
        if isinstance(self.seller_id, UUID):
            seller_id = str(self.seller_id)
        else:
            seller_id = self.seller_id

        addresses = []
        for addresses_item_data in self.addresses:
            addresses_item = addresses_item_data.to_dict()
            addresses.append(addresses_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "member_id": member_id,
            "email": email,
            "display_name": display_name,
            "country": country,
            "language": language,
            "currency": currency,
            "joined_at": joined_at,
            "has_second_factor": has_second_factor,
            "roles": roles,
            "seller_id": seller_id,
            "addresses": addresses,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.saved_address import SavedAddress # noqa: PLC0415
        d = dict(src_dict)
        member_id = UUID(d.pop("member_id"))




        email = d.pop("email")

        display_name = d.pop("display_name")

        country = d.pop("country")

        language = d.pop("language")

        currency = d.pop("currency")

        joined_at = datetime.datetime.fromisoformat(d.pop("joined_at"))




        has_second_factor = d.pop("has_second_factor")

        roles = cast(list[str], d.pop("roles"))


        def _parse_seller_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seller_id_type_0 = UUID(data)



                return seller_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        seller_id = _parse_seller_id(d.pop("seller_id"))


        addresses = []
        _addresses = d.pop("addresses")
        for addresses_item_data in (_addresses):
            addresses_item = SavedAddress.from_dict(addresses_item_data)



            addresses.append(addresses_item)


        me = cls(
            member_id=member_id,
            email=email,
            display_name=display_name,
            country=country,
            language=language,
            currency=currency,
            joined_at=joined_at,
            has_second_factor=has_second_factor,
            roles=roles,
            seller_id=seller_id,
            addresses=addresses,
        )


        me.additional_properties = d
        return me

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
