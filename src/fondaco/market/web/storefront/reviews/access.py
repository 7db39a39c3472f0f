"""Who may do what in storefront, reviews: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.kernel.errors import NotFound
from fondaco.market.trust import queries as trust
from fondaco.market.web.shell.access import Role, Rule, Visitor, anyone, member, ownership, seller


@ownership("review.right")
def has_right(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The line was the visitor's own purchase."""
    if visitor.member_id is None:
        return False
    try:
        trust.right(visitor.member_id, arguments["line_id"])
    except NotFound:
        return False
    return True


@ownership("review.author")
def is_author(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The visitor wrote the review."""
    parties = trust.parties(arguments["review_id"])
    return parties is not None and parties[0] == visitor.member_id


@ownership("review.seller")
def is_reviewed(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The review is about the visitor's shop."""
    parties = trust.parties(arguments["review_id"])
    return parties is not None and parties[1] == visitor.seller_id


access_table: dict[str, Rule] = {
    "reviews_write": member("review.right"),
    "reviews_edit": member("review.author"),
    "reviews_mine": Rule(member().roles, reason="what is read is found by the member's own id"),
    "reviews_answer": seller(Role.SELLER_OWNER, Role.SELLER_MANAGER, owner="review.seller"),
    "reviews_to_answer": seller(),
    "reviews_helpful": member(),
    "reviews_listing": anyone(),
    "reviews_seller": anyone(),
    "reviews_score": anyone(),
    "reviews_removed": anyone("removals are public: none happens in silence"),
    "reviews_log": anyone("the log is there to be checked by anybody"),
    "reviews_proof": anyone("the log is there to be checked by anybody"),
    "reviews_consistency": anyone("the log is there to be checked by anybody"),
}
