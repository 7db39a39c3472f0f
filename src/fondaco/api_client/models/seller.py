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
  from ..models.facts import Facts





T = TypeVar("T", bound="Seller")



@_attrs_define
class Seller:
    """ A seller who may sell, or could until they were frozen.

        Attributes:
            seller_id (UUID):
            slug (str):
            name (str):
            kind (str):
            country (str):
            city (str):
            story (str):
            status (str):
            tier (str):
            verified_at (datetime.datetime | None):
            verified_facts (list[str]):
            facts (Facts): What is known of a seller. Shares are basis points, null while nothing was counted.
     """

    seller_id: UUID
    slug: str
    name: str
    kind: str
    country: str
    city: str
    story: str
    status: str
    tier: str
    verified_at: datetime.datetime | None
    verified_facts: list[str]
    facts: Facts
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.facts import Facts # noqa: PLC0415
        seller_id = str(self.seller_id)

        slug = self.slug

        name = self.name

        kind = self.kind

        country = self.country

        city = self.city

        story = self.story

        status = self.status

        tier = self.tier

        verified_at: None | str
        if isinstance(self.verified_at, datetime.datetime):
            verified_at = self.verified_at.isoformat()
        else:
            verified_at = self.verified_at

        verified_facts = self.verified_facts



        facts = self.facts.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "seller_id": seller_id,
            "slug": slug,
            "name": name,
            "kind": kind,
            "country": country,
            "city": city,
            "story": story,
            "status": status,
            "tier": tier,
            "verified_at": verified_at,
            "verified_facts": verified_facts,
            "facts": facts,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facts import Facts # noqa: PLC0415
        d = dict(src_dict)
        seller_id = UUID(d.pop("seller_id"))




        slug = d.pop("slug")

        name = d.pop("name")

        kind = d.pop("kind")

        country = d.pop("country")

        city = d.pop("city")

        story = d.pop("story")

        status = d.pop("status")

        tier = d.pop("tier")

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


        verified_facts = cast(list[str], d.pop("verified_facts"))


        facts = Facts.from_dict(d.pop("facts"))




        seller = cls(
            seller_id=seller_id,
            slug=slug,
            name=name,
            kind=kind,
            country=country,
            city=city,
            story=story,
            status=status,
            tier=tier,
            verified_at=verified_at,
            verified_facts=verified_facts,
            facts=facts,
        )


        seller.additional_properties = d
        return seller

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
