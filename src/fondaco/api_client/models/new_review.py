from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_review_authentic import NewReviewAuthentic
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewReview")



@_attrs_define
class NewReview:
    """ Marks are 1 to 5. Of a refunded order `product_rating` and `quality` are left out.

        Attributes:
            line_id (UUID):
            product_rating (int | None | Unset):
            described (int | None | Unset):
            quality (int | None | Unset):
            delivery (int | None | Unset):
            communication (int | None | Unset):
            text (str | Unset):  Default: ''.
            authentic (NewReviewAuthentic | Unset):  Default: NewReviewAuthentic.VALUE_0.
            incentive_declared (bool | Unset):  Default: False.
     """

    line_id: UUID
    product_rating: int | None | Unset = UNSET
    described: int | None | Unset = UNSET
    quality: int | None | Unset = UNSET
    delivery: int | None | Unset = UNSET
    communication: int | None | Unset = UNSET
    text: str | Unset = ''
    authentic: NewReviewAuthentic | Unset = NewReviewAuthentic.VALUE_0
    incentive_declared: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        line_id = str(self.line_id)

        product_rating: int | None | Unset
        if isinstance(self.product_rating, Unset):
            product_rating = UNSET
        else:
            product_rating = self.product_rating

        described: int | None | Unset
        if isinstance(self.described, Unset):
            described = UNSET
        else:
            described = self.described

        quality: int | None | Unset
        if isinstance(self.quality, Unset):
            quality = UNSET
        else:
            quality = self.quality

        delivery: int | None | Unset
        if isinstance(self.delivery, Unset):
            delivery = UNSET
        else:
            delivery = self.delivery

        communication: int | None | Unset
        if isinstance(self.communication, Unset):
            communication = UNSET
        else:
            communication = self.communication

        text = self.text

        authentic: str | Unset = UNSET
        if not isinstance(self.authentic, Unset):
            authentic = self.authentic.value


        incentive_declared = self.incentive_declared


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line_id": line_id,
        })
        if product_rating is not UNSET:
            field_dict["product_rating"] = product_rating
        if described is not UNSET:
            field_dict["described"] = described
        if quality is not UNSET:
            field_dict["quality"] = quality
        if delivery is not UNSET:
            field_dict["delivery"] = delivery
        if communication is not UNSET:
            field_dict["communication"] = communication
        if text is not UNSET:
            field_dict["text"] = text
        if authentic is not UNSET:
            field_dict["authentic"] = authentic
        if incentive_declared is not UNSET:
            field_dict["incentive_declared"] = incentive_declared

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line_id = UUID(d.pop("line_id"))




        def _parse_product_rating(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        product_rating = _parse_product_rating(d.pop("product_rating", UNSET))


        def _parse_described(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        described = _parse_described(d.pop("described", UNSET))


        def _parse_quality(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        quality = _parse_quality(d.pop("quality", UNSET))


        def _parse_delivery(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        delivery = _parse_delivery(d.pop("delivery", UNSET))


        def _parse_communication(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        communication = _parse_communication(d.pop("communication", UNSET))


        text = d.pop("text", UNSET)

        _authentic = d.pop("authentic", UNSET)
        authentic: NewReviewAuthentic | Unset
        if isinstance(_authentic,  Unset):
            authentic = UNSET
        else:
            authentic = NewReviewAuthentic(_authentic)




        incentive_declared = d.pop("incentive_declared", UNSET)

        new_review = cls(
            line_id=line_id,
            product_rating=product_rating,
            described=described,
            quality=quality,
            delivery=delivery,
            communication=communication,
            text=text,
            authentic=authentic,
            incentive_declared=incentive_declared,
        )


        new_review.additional_properties = d
        return new_review

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
