from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Movement")



@_attrs_define
class Movement:
    """ Money from one ledger account to another, for a cause. Accounts are named by their kind; owned ones also by their
    owner (an order, a seller, a refund, a payout).

        Attributes:
            entry_id (UUID):
            cause_kind (str):
            cause_id (UUID):
            posted_at (datetime.datetime):
            from_kind (str):
            from_owner (str):
            to_kind (str):
            to_owner (str):
            amount_minor (int):
            currency (str):
     """

    entry_id: UUID
    cause_kind: str
    cause_id: UUID
    posted_at: datetime.datetime
    from_kind: str
    from_owner: str
    to_kind: str
    to_owner: str
    amount_minor: int
    currency: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        entry_id = str(self.entry_id)

        cause_kind = self.cause_kind

        cause_id = str(self.cause_id)

        posted_at = self.posted_at.isoformat()

        from_kind = self.from_kind

        from_owner = self.from_owner

        to_kind = self.to_kind

        to_owner = self.to_owner

        amount_minor = self.amount_minor

        currency = self.currency


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "entry_id": entry_id,
            "cause_kind": cause_kind,
            "cause_id": cause_id,
            "posted_at": posted_at,
            "from_kind": from_kind,
            "from_owner": from_owner,
            "to_kind": to_kind,
            "to_owner": to_owner,
            "amount_minor": amount_minor,
            "currency": currency,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        entry_id = UUID(d.pop("entry_id"))




        cause_kind = d.pop("cause_kind")

        cause_id = UUID(d.pop("cause_id"))




        posted_at = datetime.datetime.fromisoformat(d.pop("posted_at"))




        from_kind = d.pop("from_kind")

        from_owner = d.pop("from_owner")

        to_kind = d.pop("to_kind")

        to_owner = d.pop("to_owner")

        amount_minor = d.pop("amount_minor")

        currency = d.pop("currency")

        movement = cls(
            entry_id=entry_id,
            cause_kind=cause_kind,
            cause_id=cause_id,
            posted_at=posted_at,
            from_kind=from_kind,
            from_owner=from_owner,
            to_kind=to_kind,
            to_owner=to_owner,
            amount_minor=amount_minor,
            currency=currency,
        )


        movement.additional_properties = d
        return movement

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
