"""How much of a release is kept for a while, why, and until when. Pure.

A seller's reserve is the larger of two: their tier's share of each release, and their loss rate
times what they were paid in the days for which card networks still take payments back. The
first is worked out on each release; the second is a level that the whole reserve is filled up
to, and that keeps what is due to be given free.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from fondaco.market.trade.rules.policy import Policy, Tier

NEW, GROWN = "new", "established"


class Why(StrEnum):
    """What decided the share of a release, or that it is kept beyond it."""

    NEW = "new"
    TIER = "tier"
    SALES = "sales"
    DORMANT = "dormant"
    CATEGORY = "category"
    LOSS_RATE = "loss_rate"


@dataclass(frozen=True, slots=True)
class Day:
    """What was sold on one day: amount in minor units, number of orders."""

    day: date
    sold_minor: int
    orders: int


@dataclass(frozen=True, slots=True)
class Past:
    """A seller's figures in one currency as they stand. ``days`` are those of the window and of
    the mean, oldest first; ``last_before`` is the last sale before them. Categories are the ones
    that sold most, in the window and before; empty when nothing was."""

    verified_at: datetime | None
    buyers_served: int
    released_minor: int
    lost_minor: int
    exposed_minor: int
    days: Sequence[Day] = ()
    last_before: date | None = None
    category: str = ""
    category_before: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a seller's reserve follows: whether they count as new, and the level of the reserve.

    ``restored`` is a :class:`Why` or empty; ``wanted_minor`` the loss rate (``lost_minor`` of
    ``released_minor``) times ``exposed_minor``.
    """

    is_new: bool
    buyers_served: int
    restored: str
    restored_until: datetime | None
    released_minor: int
    lost_minor: int
    exposed_minor: int
    wanted_minor: int

    @property
    def loss_rate_bps(self) -> int:
        """The loss rate for people to read, rounded to a hundredth of a percent."""
        return loss_bps(self.lost_minor, self.released_minor)


@dataclass(frozen=True, slots=True)
class Terms:
    """Why so much of one release is kept: stored with it, and told to the seller."""

    why: str
    share_bps: int
    wanted_minor: int = 0
    lost_minor: int = 0
    released_minor: int = 0
    exposed_minor: int = 0

    @property
    def loss_rate_bps(self) -> int:
        """As of a :class:`Standing`."""
        return loss_bps(self.lost_minor, self.released_minor)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> "Terms | None":
        """What was stored; None for a release from before the reasons were kept."""
        if not body:
            return None
        return cls(**{each.name: body[each.name] for each in fields(cls)})


def loss_bps(lost_minor: int, released_minor: int) -> int:
    """What went back of what was released, in basis points; all of nothing is none."""
    if released_minor <= 0:
        return 0
    return min((lost_minor * 10_000 + released_minor // 2) // released_minor, 10_000)


def wanted(past: Past) -> int:
    """The level: loss rate times exposure, rounded down, never more than the exposure."""
    if past.released_minor <= 0:
        return 0
    lost = min(max(past.lost_minor, 0), past.released_minor)
    return max(past.exposed_minor, 0) * lost // past.released_minor


def standing(past: Past, policy: Policy, now: datetime, before: Standing | None) -> Standing:
    """Judge the seller today; what was restored before lasts its time, whatever sells now."""
    young = past.verified_at is None or now < past.verified_at + timedelta(
        days=policy.new_until_days
    )
    restored, until = "", None
    if before and before.restored_until and before.restored_until > now:
        restored, until = before.restored, before.restored_until
    if found := _restored(past, policy, now):
        restored, until = found, now + timedelta(days=policy.new_until_days)
    return Standing(
        is_new=young or past.buyers_served < policy.new_until_buyers,
        buyers_served=past.buyers_served,
        restored=restored,
        restored_until=until,
        released_minor=past.released_minor,
        lost_minor=past.lost_minor,
        exposed_minor=max(past.exposed_minor, 0),
        wanted_minor=wanted(past),
    )


def _restored(past: Past, policy: Policy, now: datetime) -> str:
    """Which change in how they sell makes a seller count as new again; empty for none."""
    window_from = now.date() - timedelta(days=policy.sales_window_days)
    recent = [each for each in past.days if each.day > window_from]
    earlier = [each for each in past.days if each.day <= window_from]
    if _woke(past, policy, window_from):
        return Why.DORMANT
    if not earlier:
        return ""
    if sum(each.orders for each in recent) < policy.restored_from_orders:
        return ""
    sold = sum(each.sold_minor for each in recent)
    of_mean = sum(each.sold_minor for each in earlier) * policy.sales_window_days
    since = max(
        min(earlier, key=lambda each: each.day).day,
        window_from - timedelta(days=policy.mean_over_days),
    )
    # The mean of as many days as they have sold for, one window of them at least.
    lasted = max((window_from - since).days + 1, policy.sales_window_days)
    if sold * lasted >= policy.restored_at_times_the_mean * of_mean:
        return Why.SALES
    if past.category and past.category_before and past.category != past.category_before:
        return Why.CATEGORY
    return ""


def _woke(past: Past, policy: Policy, window_from: date) -> bool:
    """Whether a sale within the window came after the dormant time without one."""
    sold_on = [past.last_before] if past.last_before else []
    sold_on += sorted(each.day for each in past.days)
    pauses = itertools.pairwise(sold_on)
    return any(
        day > window_from and (day - last).days >= policy.dormant_days for last, day in pauses
    )


def share(tier: str, standing: Standing, policy: Policy) -> tuple[str, Tier]:
    """Why and which tier's share and days apply to a release of an order sold as ``tier``."""
    if standing.restored:
        return standing.restored, policy.tier(NEW)
    if standing.is_new or tier == NEW:
        return Why.NEW, policy.tier(NEW)
    return Why.TIER, policy.tier(tier)


def terms(why: str, share_bps: int, standing: Standing, *, by_loss: bool) -> Terms:
    """What is stored with a release of which ``by_loss`` the level decided, not the share."""
    return Terms(
        why=Why.LOSS_RATE if by_loss else why,
        share_bps=share_bps,
        wanted_minor=standing.wanted_minor,
        lost_minor=standing.lost_minor,
        released_minor=standing.released_minor,
        exposed_minor=standing.exposed_minor,
    )


def kept_on(left_minor: int, *, others_minor: int, wanted_minor: int) -> int:
    """How much of a part that is due stays, because all other parts are below the level."""
    return min(max(wanted_minor - others_minor, 0), left_minor)


def grown(standing: Standing) -> Standing:
    """The same for a seller who has been new long enough before: that is not asked twice."""
    return replace(standing, is_new=False)
