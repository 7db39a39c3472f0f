"""Reviews in the reader's words, for the partial ``storefront/reviews/parts/review.html``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.market.trust.rules.reviews import REMOVAL_RULES
from fondaco.market.trust.values import ReviewView

MARK_NAMES: dict[str, Any] = {
    "described": gettext_lazy("As described"),
    "quality": gettext_lazy("Quality"),
    "delivery": gettext_lazy("Delivery"),
    "communication": gettext_lazy("Communication"),
}


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One review as the partial draws it; of a removed one only what is said of its removal."""

    id: UUID
    stars: int
    at: datetime
    edited_at: datetime | None
    author: str
    text: str
    marks: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    bought_at: datetime
    is_older_version: bool
    answer: str
    answered_at: datetime | None
    helpful: int
    title: str
    listing_id: UUID
    removed_rule: str = ""
    removed_reason: str = ""
    removed_at: datetime | None = None


def review_cards(
    views: Iterable[ReviewView], current: Mapping[UUID, UUID] | None = None
) -> list[ReviewCard]:
    """Reviews in words. ``current``: listing to its version today, where the page knows it."""
    return [_card(view, (current or {}).get(view.listing_id)) for view in views]


def _card(view: ReviewView, current: UUID | None) -> ReviewCard:
    removal = view.removal
    marks = view.marks.as_dict()
    return ReviewCard(
        id=view.id,
        stars=view.stars,
        at=view.written_at,
        edited_at=view.edited_at,
        author=view.author,
        text=view.text,
        marks=tuple(
            (str(label), mark) for name, label in MARK_NAMES.items() if (mark := marks[name])
        ),
        notes=() if removal else tuple(_notes(view)),
        bought_at=view.bought_at,
        is_older_version=current is not None and current != view.version_id,
        answer=view.answer,
        answered_at=view.answered_at,
        helpful=view.helpful,
        title=view.title,
        listing_id=view.listing_id,
        removed_rule=_(REMOVAL_RULES[removal.rule]) if removal else "",
        removed_reason=removal.reason if removal else "",
        removed_at=removal.removed_at if removal else None,
    )


def _notes(view: ReviewView) -> Iterable[str]:
    if view.kind == "refunded":
        yield _("Was refunded: rates the service, not the product")
    if view.authentic == "yes":
        yield _("Says that it is genuine")
    if view.authentic == "no":
        yield _("Says that it is not genuine")
    if view.not_counted == "incentive":
        yield _("Got something for this review: counts in no figure")
    elif view.not_counted:
        yield _("Works for the shop: counts in no figure")
