"""What may be proposed inside a case. An offer tied to a review is refused."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What a side proposes; ``nothing`` is a seller who sees it otherwise."""

    FULL_REFUND = "full_refund"
    PART_REFUND = "part_refund"
    RETURN_REFUND = "return_refund"
    REPLACEMENT = "replacement"
    NOTHING = "nothing"


WANTED = (Kind.FULL_REFUND, Kind.PART_REFUND, Kind.RETURN_REFUND, Kind.REPLACEMENT)
"""What a buyer may ask for."""

_REVIEW = re.compile(
    r"\b(reviews?|ratings?|rate us|stars?|feedback|rese[ñn]as?|valoraci[oó]n(es)?|estrellas?"
    r"|bewertung(en)?|rezension(en)?|sterne?|recension[ei]|stelle|avis|[ée]toiles?)\b"
    r"|评价|好评|差评|评论|تقييم|مراجعة",
    re.IGNORECASE,
)


def tied_to_review(text: str) -> bool:
    """Whether an offer's words speak of reviews, in the languages of the house."""
    return _REVIEW.search(text) is not None
