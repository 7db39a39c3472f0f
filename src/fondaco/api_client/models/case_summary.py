from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="CaseSummary")



@_attrs_define
class CaseSummary:
    """ A case in a list.

        Attributes:
            case_id (UUID):
            reference (str):
            order_id (UUID):
            reason (str):
            state (str):
            waits_for (str):
            due_at (datetime.datetime | None):
            amount_minor (int):
            refunded_minor (int):
            currency (str):
            opened_at (datetime.datetime):
            closed_at (datetime.datetime | None):
            mediator_id (None | UUID):
            titles (list[str]):
     """

    case_id: UUID
    reference: str
    order_id: UUID
    reason: str
    state: str
    waits_for: str
    due_at: datetime.datetime | None
    amount_minor: int
    refunded_minor: int
    currency: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    mediator_id: None | UUID
    titles: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        case_id = str(self.case_id)

        reference = self.reference

        order_id = str(self.order_id)

        reason = self.reason

        state = self.state

        waits_for = self.waits_for

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        amount_minor = self.amount_minor

        refunded_minor = self.refunded_minor

        currency = self.currency

        opened_at = self.opened_at.isoformat()

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        mediator_id: None | str
        if isinstance(self.mediator_id, UUID):
            mediator_id = str(self.mediator_id)
        else:
            mediator_id = self.mediator_id

        titles = self.titles




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "case_id": case_id,
            "reference": reference,
            "order_id": order_id,
            "reason": reason,
            "state": state,
            "waits_for": waits_for,
            "due_at": due_at,
            "amount_minor": amount_minor,
            "refunded_minor": refunded_minor,
            "currency": currency,
            "opened_at": opened_at,
            "closed_at": closed_at,
            "mediator_id": mediator_id,
            "titles": titles,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        case_id = UUID(d.pop("case_id"))




        reference = d.pop("reference")

        order_id = UUID(d.pop("order_id"))




        reason = d.pop("reason")

        state = d.pop("state")

        waits_for = d.pop("waits_for")

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


        amount_minor = d.pop("amount_minor")

        refunded_minor = d.pop("refunded_minor")

        currency = d.pop("currency")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))




        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)



                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))


        def _parse_mediator_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                mediator_id_type_0 = UUID(data)



                return mediator_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        mediator_id = _parse_mediator_id(d.pop("mediator_id"))


        titles = cast(list[str], d.pop("titles"))


        case_summary = cls(
            case_id=case_id,
            reference=reference,
            order_id=order_id,
            reason=reason,
            state=state,
            waits_for=waits_for,
            due_at=due_at,
            amount_minor=amount_minor,
            refunded_minor=refunded_minor,
            currency=currency,
            opened_at=opened_at,
            closed_at=closed_at,
            mediator_id=mediator_id,
            titles=titles,
        )


        case_summary.additional_properties = d
        return case_summary

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
