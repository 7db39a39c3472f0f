"""A seller's public facts and a listing's reviews, from figures to words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.kernel import clock
from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.trust.rules.ratings import Rating
from fondaco.market.trust.values import ReviewView
from fondaco.market.web.shell import formats


def fact_rows(facts: SellerFacts) -> list[dict[str, Any]]:
    """The facts for the ``facts`` tag; what was never counted is said to be so, or left out."""
    rows = [_positive(facts), _orders(facts)]
    if facts.on_time_delivery_bps is not None:
        note = ""
        if facts.on_time_dispatch_bps is not None:
            note = _("%(share)s sent on time") % {"share": percent(facts.on_time_dispatch_bps)}
        rows.append(_row(_("Delivered on time"), percent(facts.on_time_delivery_bps), note))
    if facts.median_first_answer_s is not None:
        note = ""
        if facts.answered_24h_bps is not None:
            note = _("%(share)s within a day") % {"share": percent(facts.answered_24h_bps)}
        rows.append(_row(_("First answer"), _duration(facts.median_first_answer_s), note))
    if facts.cases_per_100 is not None:
        value = _("%(count)s in 100 orders") % {"count": number(facts.cases_per_100, 1)}
        note = ""
        if facts.refunds_per_100 is not None:
            note = _("%(count)s in 100 refunded") % {"count": number(facts.refunds_per_100, 1)}
        rows.append(_row(_("Cases"), value, note))
    months = facts.months_on_platform
    said = ngettext("%(count)s month", "%(count)s months", months) % {"count": number(months)}
    rows.append(_row(_("On Fondaco"), said if months else _("less than a month")))
    return rows


def _row(label: str, value: str, note: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "note": note}


def _positive(facts: SellerFacts) -> dict[str, Any]:
    if facts.positive_share_bps is None:
        return _row(_("Positive"), _("No ratings yet"))
    note = _("95 %% sure it is %(low)s to %(high)s") % {
        "low": percent(facts.positive_low_bps, 1),
        "high": percent(facts.positive_high_bps, 1),
    }
    return _row(_("Positive"), percent(facts.positive_share_bps, 1), note)


def _orders(facts: SellerFacts) -> dict[str, Any]:
    note = _("%(count)s in 12 months") % {"count": number(facts.completed_orders_12m)}
    return _row(_("Completed orders"), number(facts.completed_orders), note)


def positive_text(facts: SellerFacts) -> str:
    """The positive share in a word, for tables."""
    if facts.positive_share_bps is None:
        return _("new")
    return percent(facts.positive_share_bps, 1)


def percent(bps: int, decimals: int = 0) -> str:
    """Basis points as a percentage of the active language."""
    return formats.percent_text(bps, _language(), decimals)


def number(value: float, decimals: int = 0) -> str:
    """A count in the active language."""
    return formats.number_text(value, _language(), decimals)


def _duration(seconds: int) -> str:
    now = clock.now()
    return formats.left_text(now + timedelta(seconds=max(seconds, 60)), _language(), now)


def _language() -> str:
    return translation.get_language() or "en"


@dataclass(frozen=True, slots=True)
class RatingWords:
    """A listing's rating for the ``stars`` and ``spread`` tags."""

    value: float
    count: int
    distribution: tuple[int, ...]


def rating_words(rating: Rating | None) -> RatingWords | None:
    """None stays None: no review yet."""
    if rating is None or not rating.count:
        return None
    return RatingWords(rating.average_x100 / 100, rating.count, rating.distribution)


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """One review as the listing's page shows it. A removed one has ``removed`` only."""

    stars: int
    at: datetime
    author: str
    text: str
    notes: tuple[str, ...]
    answer: str
    removed: str = ""


def review_words(review: ReviewView, current_version: object) -> ReviewWords:
    """A review in words: what was bought, what is declared, the seller's answer."""
    if review.removal is not None:
        return ReviewWords(0, review.written_at, "", "", (), "", review.removal.reason)
    notes = []
    if review.version_id != current_version:
        notes.append(_("bought an earlier version"))
    if review.kind == "refunded":
        notes.append(_("was refunded; rates the service"))
    if review.authentic == "no":
        notes.append(_("says it is not authentic"))
    if review.incentive_declared:
        notes.append(_("got something for this review; not counted"))
    return ReviewWords(
        review.stars,
        review.written_at,
        review.author,
        review.text,
        tuple(notes),
        review.answer,
    )
