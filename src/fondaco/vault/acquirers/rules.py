"""How much may still be captured or refunded, and when a card has been tried too often. Pure."""

from datetime import timedelta

from fondaco.kernel.errors import Refusal

TRIES_COUNTED_FOR = timedelta(hours=1)
MOST_DECLINES = 6
"""Declines of one number within that time before it has to rest: a person who mistypes needs two
or three, a card tester hundreds. Our own limit, below the schemes' retry limits."""


def check_left(*, asked_minor: int, left_minor: int, act: str) -> None:
    """Raises :class:`Refusal` ``amount_too_large`` when ``act`` asks for more than is left."""
    if asked_minor > left_minor:
        raise Refusal(
            "amount_too_large",
            f"The amount to {act} is larger than what is left of the payment.",
            not_done="No money was moved.",
            next_step=f"Ask for {left_minor} minor units at most.",
            field="amount_minor",
            status=422,
            details={"left_minor": left_minor},
        )


def check_not_tested(*, declines: int) -> None:
    """Raises :class:`Refusal` ``card_tried_too_often`` for a number declined again and again."""
    if declines >= MOST_DECLINES:
        raise Refusal(
            "card_tried_too_often",
            "This card has been declined several times within an hour.",
            not_done="The card was not charged.",
            next_step="Wait an hour, or use another card.",
            status=429,
        )
