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
  from ..models.address import Address
  from ..models.deadline import Deadline
  from ..models.order_line import OrderLine
  from ..models.shipment import Shipment





T = TypeVar("T", bound="Order")



@_attrs_define
class Order:
    """ A seller order. `holder` says who holds the money now: buyer, fondaco or seller.

        Attributes:
            order_id (UUID):
            reference (str):
            checkout_id (UUID):
            buyer_id (UUID):
            seller_id (UUID):
            state (str):
            reason (str):
            currency (str):
            lines (list[OrderLine]):
            goods_minor (int):
            shipping_minor (int):
            total_minor (int):
            fee_minor (int):
            escrow_minor (int):
            released_minor (int):
            refunded_minor (int):
            holder (str):
            address (Address): A postal address; `phone` in any usual form.
            placed_at (datetime.datetime):
            paid_at (datetime.datetime | None):
            accepted_at (datetime.datetime | None):
            shipped_at (datetime.datetime | None):
            delivered_at (datetime.datetime | None):
            confirmed_at (datetime.datetime | None):
            completed_at (datetime.datetime | None):
            promised_from_date (datetime.date):
            promised_until_date (datetime.date):
            cover_until (datetime.datetime | None):
            releasable_at (datetime.datetime | None):
            deadlines (list[Deadline]):
            shipments (list[Shipment]):
            is_held (bool):
     """

    order_id: UUID
    reference: str
    checkout_id: UUID
    buyer_id: UUID
    seller_id: UUID
    state: str
    reason: str
    currency: str
    lines: list[OrderLine]
    goods_minor: int
    shipping_minor: int
    total_minor: int
    fee_minor: int
    escrow_minor: int
    released_minor: int
    refunded_minor: int
    holder: str
    address: Address
    placed_at: datetime.datetime
    paid_at: datetime.datetime | None
    accepted_at: datetime.datetime | None
    shipped_at: datetime.datetime | None
    delivered_at: datetime.datetime | None
    confirmed_at: datetime.datetime | None
    completed_at: datetime.datetime | None
    promised_from_date: datetime.date
    promised_until_date: datetime.date
    cover_until: datetime.datetime | None
    releasable_at: datetime.datetime | None
    deadlines: list[Deadline]
    shipments: list[Shipment]
    is_held: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address # noqa: PLC0415
        from ..models.deadline import Deadline # noqa: PLC0415
        from ..models.order_line import OrderLine # noqa: PLC0415
        from ..models.shipment import Shipment # noqa: PLC0415
        order_id = str(self.order_id)

        reference = self.reference

        checkout_id = str(self.checkout_id)

        buyer_id = str(self.buyer_id)

        seller_id = str(self.seller_id)

        state = self.state

        reason = self.reason

        currency = self.currency

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)



        goods_minor = self.goods_minor

        shipping_minor = self.shipping_minor

        total_minor = self.total_minor

        fee_minor = self.fee_minor

        escrow_minor = self.escrow_minor

        released_minor = self.released_minor

        refunded_minor = self.refunded_minor

        holder = self.holder

        address = self.address.to_dict()

        placed_at = self.placed_at.isoformat()

        paid_at: None | str
        if isinstance(self.paid_at, datetime.datetime):
            paid_at = self.paid_at.isoformat()
        else:
            paid_at = self.paid_at

        accepted_at: None | str
        if isinstance(self.accepted_at, datetime.datetime):
            accepted_at = self.accepted_at.isoformat()
        else:
            accepted_at = self.accepted_at

        shipped_at: None | str
        if isinstance(self.shipped_at, datetime.datetime):
            shipped_at = self.shipped_at.isoformat()
        else:
            shipped_at = self.shipped_at

        delivered_at: None | str
        if isinstance(self.delivered_at, datetime.datetime):
            delivered_at = self.delivered_at.isoformat()
        else:
            delivered_at = self.delivered_at

        confirmed_at: None | str
        if isinstance(self.confirmed_at, datetime.datetime):
            confirmed_at = self.confirmed_at.isoformat()
        else:
            confirmed_at = self.confirmed_at

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        promised_from_date = self.promised_from_date.isoformat()

        promised_until_date = self.promised_until_date.isoformat()

        cover_until: None | str
        if isinstance(self.cover_until, datetime.datetime):
            cover_until = self.cover_until.isoformat()
        else:
            cover_until = self.cover_until

        releasable_at: None | str
        if isinstance(self.releasable_at, datetime.datetime):
            releasable_at = self.releasable_at.isoformat()
        else:
            releasable_at = self.releasable_at

        deadlines = []
        for deadlines_item_data in self.deadlines:
            deadlines_item = deadlines_item_data.to_dict()
            deadlines.append(deadlines_item)



        shipments = []
        for shipments_item_data in self.shipments:
            shipments_item = shipments_item_data.to_dict()
            shipments.append(shipments_item)



        is_held = self.is_held


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "order_id": order_id,
            "reference": reference,
            "checkout_id": checkout_id,
            "buyer_id": buyer_id,
            "seller_id": seller_id,
            "state": state,
            "reason": reason,
            "currency": currency,
            "lines": lines,
            "goods_minor": goods_minor,
            "shipping_minor": shipping_minor,
            "total_minor": total_minor,
            "fee_minor": fee_minor,
            "escrow_minor": escrow_minor,
            "released_minor": released_minor,
            "refunded_minor": refunded_minor,
            "holder": holder,
            "address": address,
            "placed_at": placed_at,
            "paid_at": paid_at,
            "accepted_at": accepted_at,
            "shipped_at": shipped_at,
            "delivered_at": delivered_at,
            "confirmed_at": confirmed_at,
            "completed_at": completed_at,
            "promised_from_date": promised_from_date,
            "promised_until_date": promised_until_date,
            "cover_until": cover_until,
            "releasable_at": releasable_at,
            "deadlines": deadlines,
            "shipments": shipments,
            "is_held": is_held,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address # noqa: PLC0415
        from ..models.deadline import Deadline # noqa: PLC0415
        from ..models.order_line import OrderLine # noqa: PLC0415
        from ..models.shipment import Shipment # noqa: PLC0415
        d = dict(src_dict)
        order_id = UUID(d.pop("order_id"))




        reference = d.pop("reference")

        checkout_id = UUID(d.pop("checkout_id"))




        buyer_id = UUID(d.pop("buyer_id"))




        seller_id = UUID(d.pop("seller_id"))




        state = d.pop("state")

        reason = d.pop("reason")

        currency = d.pop("currency")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in (_lines):
            lines_item = OrderLine.from_dict(lines_item_data)



            lines.append(lines_item)


        goods_minor = d.pop("goods_minor")

        shipping_minor = d.pop("shipping_minor")

        total_minor = d.pop("total_minor")

        fee_minor = d.pop("fee_minor")

        escrow_minor = d.pop("escrow_minor")

        released_minor = d.pop("released_minor")

        refunded_minor = d.pop("refunded_minor")

        holder = d.pop("holder")

        address = Address.from_dict(d.pop("address"))




        placed_at = datetime.datetime.fromisoformat(d.pop("placed_at"))




        def _parse_paid_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paid_at_type_0 = datetime.datetime.fromisoformat(data)



                return paid_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        paid_at = _parse_paid_at(d.pop("paid_at"))


        def _parse_accepted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                accepted_at_type_0 = datetime.datetime.fromisoformat(data)



                return accepted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        accepted_at = _parse_accepted_at(d.pop("accepted_at"))


        def _parse_shipped_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                shipped_at_type_0 = datetime.datetime.fromisoformat(data)



                return shipped_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        shipped_at = _parse_shipped_at(d.pop("shipped_at"))


        def _parse_delivered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_at_type_0 = datetime.datetime.fromisoformat(data)



                return delivered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at"))


        def _parse_confirmed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                confirmed_at_type_0 = datetime.datetime.fromisoformat(data)



                return confirmed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        confirmed_at = _parse_confirmed_at(d.pop("confirmed_at"))


        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)



                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))


        promised_from_date = datetime.date.fromisoformat(d.pop("promised_from_date"))




        promised_until_date = datetime.date.fromisoformat(d.pop("promised_until_date"))




        def _parse_cover_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cover_until_type_0 = datetime.datetime.fromisoformat(data)



                return cover_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        cover_until = _parse_cover_until(d.pop("cover_until"))


        def _parse_releasable_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                releasable_at_type_0 = datetime.datetime.fromisoformat(data)



                return releasable_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        releasable_at = _parse_releasable_at(d.pop("releasable_at"))


        deadlines = []
        _deadlines = d.pop("deadlines")
        for deadlines_item_data in (_deadlines):
            deadlines_item = Deadline.from_dict(deadlines_item_data)



            deadlines.append(deadlines_item)


        shipments = []
        _shipments = d.pop("shipments")
        for shipments_item_data in (_shipments):
            shipments_item = Shipment.from_dict(shipments_item_data)



            shipments.append(shipments_item)


        is_held = d.pop("is_held")

        order = cls(
            order_id=order_id,
            reference=reference,
            checkout_id=checkout_id,
            buyer_id=buyer_id,
            seller_id=seller_id,
            state=state,
            reason=reason,
            currency=currency,
            lines=lines,
            goods_minor=goods_minor,
            shipping_minor=shipping_minor,
            total_minor=total_minor,
            fee_minor=fee_minor,
            escrow_minor=escrow_minor,
            released_minor=released_minor,
            refunded_minor=refunded_minor,
            holder=holder,
            address=address,
            placed_at=placed_at,
            paid_at=paid_at,
            accepted_at=accepted_at,
            shipped_at=shipped_at,
            delivered_at=delivered_at,
            confirmed_at=confirmed_at,
            completed_at=completed_at,
            promised_from_date=promised_from_date,
            promised_until_date=promised_until_date,
            cover_until=cover_until,
            releasable_at=releasable_at,
            deadlines=deadlines,
            shipments=shipments,
            is_held=is_held,
        )


        order.additional_properties = d
        return order

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
