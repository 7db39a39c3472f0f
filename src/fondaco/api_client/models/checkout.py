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
  from ..models.checkout_order import CheckoutOrder





T = TypeVar("T", bound="Checkout")



@_attrs_define
class Checkout:
    """ One act of paying; `state`: open, paid or lapsed. Goods are kept until `lapses_at`.

        Attributes:
            checkout_id (UUID):
            state (str):
            total_minor (int):
            currency (str):
            orders (list[CheckoutOrder]):
            opened_at (datetime.datetime):
            lapses_at (datetime.datetime):
     """

    checkout_id: UUID
    state: str
    total_minor: int
    currency: str
    orders: list[CheckoutOrder]
    opened_at: datetime.datetime
    lapses_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.checkout_order import CheckoutOrder # noqa: PLC0415
        checkout_id = str(self.checkout_id)

        state = self.state

        total_minor = self.total_minor

        currency = self.currency

        orders = []
        for orders_item_data in self.orders:
            orders_item = orders_item_data.to_dict()
            orders.append(orders_item)



        opened_at = self.opened_at.isoformat()

        lapses_at = self.lapses_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "checkout_id": checkout_id,
            "state": state,
            "total_minor": total_minor,
            "currency": currency,
            "orders": orders,
            "opened_at": opened_at,
            "lapses_at": lapses_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checkout_order import CheckoutOrder # noqa: PLC0415
        d = dict(src_dict)
        checkout_id = UUID(d.pop("checkout_id"))




        state = d.pop("state")

        total_minor = d.pop("total_minor")

        currency = d.pop("currency")

        orders = []
        _orders = d.pop("orders")
        for orders_item_data in (_orders):
            orders_item = CheckoutOrder.from_dict(orders_item_data)



            orders.append(orders_item)


        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))




        lapses_at = datetime.datetime.fromisoformat(d.pop("lapses_at"))




        checkout = cls(
            checkout_id=checkout_id,
            state=state,
            total_minor=total_minor,
            currency=currency,
            orders=orders,
            opened_at=opened_at,
            lapses_at=lapses_at,
        )


        checkout.additional_properties = d
        return checkout

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
