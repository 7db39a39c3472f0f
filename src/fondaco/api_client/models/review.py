from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Review")



@_attrs_define
class Review:
    """ A review; of a removed one only times and `removed_for` are left.

        Attributes:
            review_id (UUID):
            listing_id (UUID):
            seller_id (UUID):
            title (str):
            author (str):
            stars (int):
            verdict (str):
            text (str):
            answer (str):
            helpful (int):
            written_at (datetime.datetime):
            removed_for (str):
     """

    review_id: UUID
    listing_id: UUID
    seller_id: UUID
    title: str
    author: str
    stars: int
    verdict: str
    text: str
    answer: str
    helpful: int
    written_at: datetime.datetime
    removed_for: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        review_id = str(self.review_id)

        listing_id = str(self.listing_id)

        seller_id = str(self.seller_id)

        title = self.title

        author = self.author

        stars = self.stars

        verdict = self.verdict

        text = self.text

        answer = self.answer

        helpful = self.helpful

        written_at = self.written_at.isoformat()

        removed_for = self.removed_for


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "review_id": review_id,
            "listing_id": listing_id,
            "seller_id": seller_id,
            "title": title,
            "author": author,
            "stars": stars,
            "verdict": verdict,
            "text": text,
            "answer": answer,
            "helpful": helpful,
            "written_at": written_at,
            "removed_for": removed_for,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        review_id = UUID(d.pop("review_id"))




        listing_id = UUID(d.pop("listing_id"))




        seller_id = UUID(d.pop("seller_id"))




        title = d.pop("title")

        author = d.pop("author")

        stars = d.pop("stars")

        verdict = d.pop("verdict")

        text = d.pop("text")

        answer = d.pop("answer")

        helpful = d.pop("helpful")

        written_at = datetime.datetime.fromisoformat(d.pop("written_at"))




        removed_for = d.pop("removed_for")

        review = cls(
            review_id=review_id,
            listing_id=listing_id,
            seller_id=seller_id,
            title=title,
            author=author,
            stars=stars,
            verdict=verdict,
            text=text,
            answer=answer,
            helpful=helpful,
            written_at=written_at,
            removed_for=removed_for,
        )


        review.additional_properties = d
        return review

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
