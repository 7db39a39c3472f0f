from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Shop")



@_attrs_define
class Shop:
    """ A shop as its own staff see it; `status`: applied, verified, refused or frozen.

        Attributes:
            seller_id (UUID):
            slug (str):
            name (str):
            legal_name (str):
            kind (str):
            country (str):
            status (str):
            tier (str):
            reason (str):
            verified_facts (list[str]):
            currency (str):
            applied_at (datetime.datetime):
            verified_at (datetime.datetime | None):
     """

    seller_id: UUID
    slug: str
    name: str
    legal_name: str
    kind: str
    country: str
    status: str
    tier: str
    reason: str
    verified_facts: list[str]
    currency: str
    applied_at: datetime.datetime
    verified_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        seller_id = str(self.seller_id)

        slug = self.slug

        name = self.name

        legal_name = self.legal_name

        kind = self.kind

        country = self.country

        status = self.status

        tier = self.tier

        reason = self.reason

        verified_facts = self.verified_facts



        currency = self.currency

        applied_at = self.applied_at.isoformat()

        verified_at: None | str
        if isinstance(self.verified_at, datetime.datetime):
            verified_at = self.verified_at.isoformat()
        else:
            verified_at = self.verified_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "seller_id": seller_id,
            "slug": slug,
            "name": name,
            "legal_name": legal_name,
            "kind": kind,
            "country": country,
            "status": status,
            "tier": tier,
            "reason": reason,
            "verified_facts": verified_facts,
            "currency": currency,
            "applied_at": applied_at,
            "verified_at": verified_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seller_id = UUID(d.pop("seller_id"))




        slug = d.pop("slug")

        name = d.pop("name")

        legal_name = d.pop("legal_name")

        kind = d.pop("kind")

        country = d.pop("country")

        status = d.pop("status")

        tier = d.pop("tier")

        reason = d.pop("reason")

        verified_facts = cast(list[str], d.pop("verified_facts"))


        currency = d.pop("currency")

        applied_at = datetime.datetime.fromisoformat(d.pop("applied_at"))




        def _parse_verified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verified_at_type_0 = datetime.datetime.fromisoformat(data)



                return verified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))


        shop = cls(
            seller_id=seller_id,
            slug=slug,
            name=name,
            legal_name=legal_name,
            kind=kind,
            country=country,
            status=status,
            tier=tier,
            reason=reason,
            verified_facts=verified_facts,
            currency=currency,
            applied_at=applied_at,
            verified_at=verified_at,
        )


        shop.additional_properties = d
        return shop

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
