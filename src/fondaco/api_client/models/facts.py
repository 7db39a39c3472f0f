from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="Facts")



@_attrs_define
class Facts:
    """ What is known of a seller. Shares are basis points, null while nothing was counted.

        Attributes:
            months_on_platform (int):
            completed_orders (int):
            completed_orders_12m (int):
            ratings (int):
            positive_share_bps (int | None):
            positive_low_bps (int):
            positive_high_bps (int):
            on_time_dispatch_bps (int | None):
            on_time_delivery_bps (int | None):
            median_first_answer_s (int | None):
            answered_24h_bps (int | None):
            cases_per_100 (float | None):
            refunds_per_100 (float | None):
            is_new (bool):
            score (int):
     """

    months_on_platform: int
    completed_orders: int
    completed_orders_12m: int
    ratings: int
    positive_share_bps: int | None
    positive_low_bps: int
    positive_high_bps: int
    on_time_dispatch_bps: int | None
    on_time_delivery_bps: int | None
    median_first_answer_s: int | None
    answered_24h_bps: int | None
    cases_per_100: float | None
    refunds_per_100: float | None
    is_new: bool
    score: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        months_on_platform = self.months_on_platform

        completed_orders = self.completed_orders

        completed_orders_12m = self.completed_orders_12m

        ratings = self.ratings

        positive_share_bps: int | None
        positive_share_bps = self.positive_share_bps

        positive_low_bps = self.positive_low_bps

        positive_high_bps = self.positive_high_bps

        on_time_dispatch_bps: int | None
        on_time_dispatch_bps = self.on_time_dispatch_bps

        on_time_delivery_bps: int | None
        on_time_delivery_bps = self.on_time_delivery_bps

        median_first_answer_s: int | None
        median_first_answer_s = self.median_first_answer_s

        answered_24h_bps: int | None
        answered_24h_bps = self.answered_24h_bps

        cases_per_100: float | None
        cases_per_100 = self.cases_per_100

        refunds_per_100: float | None
        refunds_per_100 = self.refunds_per_100

        is_new = self.is_new

        score = self.score


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "months_on_platform": months_on_platform,
            "completed_orders": completed_orders,
            "completed_orders_12m": completed_orders_12m,
            "ratings": ratings,
            "positive_share_bps": positive_share_bps,
            "positive_low_bps": positive_low_bps,
            "positive_high_bps": positive_high_bps,
            "on_time_dispatch_bps": on_time_dispatch_bps,
            "on_time_delivery_bps": on_time_delivery_bps,
            "median_first_answer_s": median_first_answer_s,
            "answered_24h_bps": answered_24h_bps,
            "cases_per_100": cases_per_100,
            "refunds_per_100": refunds_per_100,
            "is_new": is_new,
            "score": score,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        months_on_platform = d.pop("months_on_platform")

        completed_orders = d.pop("completed_orders")

        completed_orders_12m = d.pop("completed_orders_12m")

        ratings = d.pop("ratings")

        def _parse_positive_share_bps(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        positive_share_bps = _parse_positive_share_bps(d.pop("positive_share_bps"))


        positive_low_bps = d.pop("positive_low_bps")

        positive_high_bps = d.pop("positive_high_bps")

        def _parse_on_time_dispatch_bps(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        on_time_dispatch_bps = _parse_on_time_dispatch_bps(d.pop("on_time_dispatch_bps"))


        def _parse_on_time_delivery_bps(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        on_time_delivery_bps = _parse_on_time_delivery_bps(d.pop("on_time_delivery_bps"))


        def _parse_median_first_answer_s(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        median_first_answer_s = _parse_median_first_answer_s(d.pop("median_first_answer_s"))


        def _parse_answered_24h_bps(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        answered_24h_bps = _parse_answered_24h_bps(d.pop("answered_24h_bps"))


        def _parse_cases_per_100(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        cases_per_100 = _parse_cases_per_100(d.pop("cases_per_100"))


        def _parse_refunds_per_100(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        refunds_per_100 = _parse_refunds_per_100(d.pop("refunds_per_100"))


        is_new = d.pop("is_new")

        score = d.pop("score")

        facts = cls(
            months_on_platform=months_on_platform,
            completed_orders=completed_orders,
            completed_orders_12m=completed_orders_12m,
            ratings=ratings,
            positive_share_bps=positive_share_bps,
            positive_low_bps=positive_low_bps,
            positive_high_bps=positive_high_bps,
            on_time_dispatch_bps=on_time_dispatch_bps,
            on_time_delivery_bps=on_time_delivery_bps,
            median_first_answer_s=median_first_answer_s,
            answered_24h_bps=answered_24h_bps,
            cases_per_100=cases_per_100,
            refunds_per_100=refunds_per_100,
            is_new=is_new,
            score=score,
        )


        facts.additional_properties = d
        return facts

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
