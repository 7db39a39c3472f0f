"""What a case is about in money: caps, proposals, and how an amount falls on lines.

Minor units throughout. A line's share of shipping belongs to what can be refunded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.trade.rules.policy import ByCurrency
from fondaco.money.split import split


@dataclass(frozen=True, slots=True)
class LineLeft:
    """What is left to refund of a line: goods, and its share of shipping."""

    line_id: UUID
    goods_minor: int
    shipping_minor: int


def refundable(lines: Sequence[LineLeft]) -> int:
    """All that is left of these lines, shipping shares included."""
    return sum(line.goods_minor + line.shipping_minor for line in lines)


def spread(amount_minor: int, lines: Sequence[LineLeft]) -> tuple[list[tuple[UUID, int]], int]:
    """Divide a refund over lines: goods in proportion first, then shipping.

    Returns (line, goods amount) pairs and the amount of shipping; they sum to the amount.
    Raises ``ValueError`` above what is left.
    """
    goods_left = sum(line.goods_minor for line in lines)
    if not 0 <= amount_minor <= refundable(lines):
        raise ValueError("more than is left to refund")
    goods = min(amount_minor, goods_left)
    shares = split(goods, [line.goods_minor for line in lines]) if goods else [0] * len(lines)
    pairs = [(line.line_id, share) for line, share in zip(lines, shares, strict=True)]
    return pairs, amount_minor - goods


def checked(kind: str, amount_minor: int, left_minor: int) -> int:
    """The amount of a proposal: all that is left for a full refund, with a return as well;
    nothing for a replacement or a refusal; what was named for a part, within what is left."""
    if kind in {"full_refund", "return_refund"}:
        return left_minor
    if kind in {"replacement", "nothing"}:
        return 0
    if not 0 < amount_minor <= left_minor:
        raise Refusal(
            "amount_too_much",
            _("The amount must be above zero and not more than is left of what was paid."),
            not_done=_("The proposal was not made."),
            next_step=_("Choose an amount up to what is left."),
            field="amount",
            status=422,
            details={"left_minor": left_minor},
        )
    return amount_minor


def over(amount_minor: int, threshold: ByCurrency, currency: str) -> bool:
    """Whether an amount is above a threshold; in a currency without one, always."""
    return amount_minor > threshold.get(currency, 0)


def under(amount_minor: int, threshold: ByCurrency, currency: str) -> bool:
    """Whether an amount is below a threshold; in a currency without one, never."""
    return amount_minor < threshold.get(currency, 0)
