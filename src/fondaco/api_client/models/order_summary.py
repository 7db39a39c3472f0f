from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="OrderSummary")



@_attrs_define
class OrderSummary:
    """ An order in a list.

        Attributes:
            order_id (UUID):
            reference (str):
            seller_id (UUID):
            state (str):
            currency (str):
            total_minor (int):
            refunded_minor (int):
            placed_at (datetime.datetime):
            due_at (datetime.datetime | None):
            titles (list[str]):
     """

    order_id: UUID
    reference: str
    seller_id: UUID
    state: str
    currency: str
    total_minor: int
    refunded_minor: int
    placed_at: datetime.datetime
    due_at: datetime.datetime | None
    titles: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        order_id = str(self.order_id)

        reference = self.reference

        seller_id = str(self.seller_id)

        state = self.state

        currency = self.currency

        total_minor = self.total_minor

        refunded_minor = self.refunded_minor

        placed_at = self.placed_at.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        titles = self.titles




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "order_id": order_id,
            "reference": reference,
            "seller_id": seller_id,
            "state": state,
            "currency": currency,
            "total_minor": total_minor,
            "refunded_minor": refunded_minor,
            "placed_at": placed_at,
            "due_at": due_at,
            "titles": titles,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        order_id = UUID(d.pop("order_id"))




        reference = d.pop("reference")

        seller_id = UUID(d.pop("seller_id"))




        state = d.pop("state")

        currency = d.pop("currency")

        total_minor = d.pop("total_minor")

        refunded_minor = d.pop("refunded_minor")

        placed_at = datetime.datetime.fromisoformat(d.pop("placed_at"))




        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)



                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))


        titles = cast(list[str], d.pop("titles"))


        order_summary = cls(
            order_id=order_id,
            reference=reference,
            seller_id=seller_id,
            state=state,
            currency=currency,
            total_minor=total_minor,
            refunded_minor=refunded_minor,
            placed_at=placed_at,
            due_at=due_at,
            titles=titles,
        )


        order_summary.additional_properties = d
        return order_summary

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
