from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Payout")



@_attrs_define
class Payout:
    """ A payout; `state` moves from made over sent to booked, or returned.

        Attributes:
            payout_id (UUID):
            amount_minor (int):
            currency (str):
            iban_end (str):
            state (str):
            reason (str):
            end_to_end_id (str):
            made_at (datetime.datetime):
            sent_at (datetime.datetime | None):
            booked_at (datetime.datetime | None):
     """

    payout_id: UUID
    amount_minor: int
    currency: str
    iban_end: str
    state: str
    reason: str
    end_to_end_id: str
    made_at: datetime.datetime
    sent_at: datetime.datetime | None
    booked_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        payout_id = str(self.payout_id)

        amount_minor = self.amount_minor

        currency = self.currency

        iban_end = self.iban_end

        state = self.state

        reason = self.reason

        end_to_end_id = self.end_to_end_id

        made_at = self.made_at.isoformat()

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        booked_at: None | str
        if isinstance(self.booked_at, datetime.datetime):
            booked_at = self.booked_at.isoformat()
        else:
            booked_at = self.booked_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "payout_id": payout_id,
            "amount_minor": amount_minor,
            "currency": currency,
            "iban_end": iban_end,
            "state": state,
            "reason": reason,
            "end_to_end_id": end_to_end_id,
            "made_at": made_at,
            "sent_at": sent_at,
            "booked_at": booked_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        payout_id = UUID(d.pop("payout_id"))




        amount_minor = d.pop("amount_minor")

        currency = d.pop("currency")

        iban_end = d.pop("iban_end")

        state = d.pop("state")

        reason = d.pop("reason")

        end_to_end_id = d.pop("end_to_end_id")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))




        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)



                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))


        def _parse_booked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                booked_at_type_0 = datetime.datetime.fromisoformat(data)



                return booked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        booked_at = _parse_booked_at(d.pop("booked_at"))


        payout = cls(
            payout_id=payout_id,
            amount_minor=amount_minor,
            currency=currency,
            iban_end=iban_end,
            state=state,
            reason=reason,
            end_to_end_id=end_to_end_id,
            made_at=made_at,
            sent_at=sent_at,
            booked_at=booked_at,
        )


        payout.additional_properties = d
        return payout

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
