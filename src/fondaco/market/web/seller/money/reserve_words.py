"""The reserve in words: of each release why so much is kept, until when, and what lowers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from fondaco.market.trade.queries.reserves import KeptPart, ReserveView
from fondaco.market.trade.rules.reserve import Why
from fondaco.market.web.shell import formats
from fondaco.market.web.shell.templatetags.fondaco import language

_TIERS = {"new": lazy("New"), "established": lazy("Established"), "trusted": lazy("Trusted")}


@dataclass(frozen=True, slots=True)
class Kept:
    """One part of the reserve as the page lists it."""

    part: KeptPart
    why: str
    is_looked_at: bool
    """Whether its time ends with another look at the loss rate, not with the money for sure."""


def kept(parts: Sequence[KeptPart], wanted_minor: int) -> list[Kept]:
    """The parts in their order; while the loss rate asks for a level, it may keep any of them."""
    return [Kept(part, _why(part), wanted_minor > 0) for part in parts]


def _why(part: KeptPart) -> str:
    terms = part.terms
    if terms is None:
        return _("The share that your terms said when it was released.")
    share = formats.percent_text(terms.share_bps, language(), 0)
    match terms.why:
        case Why.LOSS_RATE:
            rate = formats.percent_text(terms.loss_rate_bps, language(), 2)
            exposed = formats.money_text(terms.exposed_minor, part.currency, language())
            wanted = formats.money_text(terms.wanted_minor, part.currency, language())
            return _(
                "%(rate)s of what was released to you went back; of %(exposed)s that may still "
                "come back, that is %(wanted)s to be kept in all."
            ) % {"rate": rate, "exposed": exposed, "wanted": wanted}
        case Why.NEW:
            return _("%(share)s, because you were new.") % {"share": share}
        case Why.SALES:
            return _("%(share)s, because you sold far more than you used to.") % {"share": share}
        case Why.DORMANT:
            return _("%(share)s, because you sold again after a long pause.") % {"share": share}
        case Why.CATEGORY:
            return _("%(share)s, because you began to sell mostly other things.") % {"share": share}
    return _("%(share)s, the share of your tier.") % {"share": share}


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the seller stands: one sentence, and until when, where a day is known."""

    text: str
    until: datetime | None


def outlook(view: ReserveView, tier: str) -> Outlook:
    """Which share the next release gives to the reserve, and what would lower it."""
    standing, policy = view.standing, view.policy
    share = formats.percent_text(policy.tier("new").reserve_bps, language(), 0)
    days = policy.tier("new").reserve_days
    asked = {"share": share, "days": days}
    if standing.restored:
        changed = {
            Why.SALES: _("You sell far more than you used to."),
            Why.DORMANT: _("You sell again after a long pause."),
            Why.CATEGORY: _("You sell mostly other things than before."),
        }[Why(standing.restored)]
        rest = _("So %(share)s of each release is kept for %(days)s days, as of a new seller.")
        return Outlook(f"{changed} {rest % asked}", standing.restored_until)
    if standing.is_new:
        text = _(
            "You count as new: %(share)s of each release is kept for %(days)s days. That ends "
            "when the cover of %(needed)s different buyers is over (%(served)s so far) and "
            "%(new_days)s days have passed."
        ) % {
            **asked,
            "needed": policy.new_until_buyers,
            "served": standing.buyers_served,
            "new_days": policy.new_until_days,
        }
        return Outlook(text, view.new_until)
    kept_of = policy.tier(tier)
    text = _("Your tier is “%(tier)s”: %(share)s of each release is kept for %(days)s days.") % {
        "tier": _TIERS.get(tier, tier),
        "share": formats.percent_text(kept_of.reserve_bps, language(), 0),
        "days": kept_of.reserve_days,
    }
    return Outlook(text, None)
