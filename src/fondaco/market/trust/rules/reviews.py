"""Who may write a review, until when, what it must say, what counts, what may be removed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import category

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.market.trust.rules.ratings import ABOUT_PRODUCT, MARKS, Marks

WRITE_DAYS = 180
EDIT_DAYS = 30
MAX_TEXT = 4_000
MAX_ANSWER = 2_000
MAX_REASON = 500
DELIVERED, REFUNDED = "delivered", "refunded"
AUTHENTIC = ("yes", "no", "unsure")

NOT_IN_PUBLIC = frozenset({"iban", "wallet", "phone", "email"})
"""Findings of screening that a private message may carry and a public review may not."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that make the rest of a line read backwards."""

REMOVAL_RULES: Mapping[str, str] = {
    "illegal": _("It breaks the law: insult, threat, incitement, or a court has decided so."),
    "personal_data": _("It tells private data of a person: a name, an address, a telephone."),
    "not_about": _("It is about something else than this order: another shop, politics."),
    "advertising": _("It advertises something."),
    "pressed": _("It was written to press the seller for more than was due, with proof."),
    "paid": _("It was paid for and does not say so, with proof."),
    "linked": _("Buyer and seller are the same people, with proof from two sides."),
}
"""The only rules under which a review may be removed. An opinion is never among them."""


@dataclass(frozen=True, slots=True)
class RightFacts:
    """A right to review, as the rules see it."""

    kind: str
    until_at: datetime
    is_used: bool
    open_cases: int


def until(opened_at: datetime) -> datetime:
    """The last moment to write, counted from delivery or refund."""
    return opened_at + timedelta(days=WRITE_DAYS)


def check_write(right: RightFacts, now: datetime) -> None:
    """Refuse a second review, one too late, and one while its case is open."""
    if right.is_used:
        raise Refusal(
            "review_exists",
            _("You have reviewed this already."),
            not_done=_("Nothing was changed."),
            next_step=_("You can change your review once within 30 days."),
        )
    if now > right.until_at:
        raise Refusal(
            "review_too_late",
            _("The time for a review is over: it can be written for 180 days."),
            not_done=_("It was not published."),
        )
    if right.open_cases:
        raise Refusal(
            "review_case_open",
            _("A case about this order is open, and no review is written meanwhile."),
            not_done=_("It was not published."),
            next_step=_("Write it when the case is closed, so that nobody can trade one for it."),
        )


def check_edit(*, written_at: datetime, edits: int, is_removed: bool, now: datetime) -> None:
    """One change within 30 days, and none of what was removed."""
    if is_removed:
        raise Refusal(
            "review_removed",
            _("This review was removed, so it cannot be changed."),
            next_step=_("The reason stands at its place. You can complain to the help desk."),
        )
    if edits:
        raise Refusal(
            "review_edited",
            _("This review was changed once already, and once is all."),
            not_done=_("Nothing was changed."),
        )
    if now > written_at + timedelta(days=EDIT_DAYS):
        raise Refusal(
            "review_edit_late",
            _("A review can be changed for 30 days; they are over."),
            not_done=_("Nothing was changed."),
        )


def check_marks(kind: str, marks: Marks) -> None:
    """Marks from 1 to 5 where they belong: of a refunded order, the service only."""
    for name, mark in marks.as_dict().items():
        if mark is not None and mark not in MARKS:
            raise _marks_refusal(name, _("A mark is a number from 1 to 5."))
    needed = ["delivery", "communication"]
    if kind == DELIVERED:
        needed.append("product_rating")
    elif any(getattr(marks, name) is not None for name in ABOUT_PRODUCT):
        raise _marks_refusal(
            "product_rating", _("A refunded order rates the service, not the product.")
        )
    for name in needed:
        if getattr(marks, name) is None:
            raise _marks_refusal(name, _("Give this a mark from 1 to 5."))


def _marks_refusal(name: str, what: str) -> Refusal:
    return Refusal(
        "marks_invalid", what, not_done=_("It was not published."), field=name, status=422
    )


def _is_kept(sign: str) -> bool:
    """Neither a control nor one that turns the direction of what follows."""
    return category(sign) not in {"Cc", "Cs", "Co", "Cn"} and sign not in TURNING


def cleaned(text: str, *, limit: int, may_be_empty: bool, field: str = "text") -> str:
    """The text with tidy blanks; refuses one too long, or an empty one where words are needed."""
    lines = "".join(sign for sign in text if sign == "\n" or _is_kept(sign)).strip().split("\n")
    plain = "\n".join(line.rstrip() for line in lines)
    if not plain and not may_be_empty:
        raise Refusal("text_missing", _("Write a few words first."), field=field, status=422)
    if len(plain) > limit:
        raise Refusal(
            "text_too_long",
            _("This is longer than there is room for."),
            not_done=_("It was not published."),
            next_step=_("Make it shorter."),
            field=field,
            status=422,
            details={"limit": limit},
        )
    return plain


def unfit(verdict: str, kinds: Sequence[str]) -> str:
    """The first finding that keeps a text from being published; empty when none does."""
    if verdict == "refuse":
        return kinds[0]
    return next((kind for kind in kinds if kind in NOT_IN_PUBLIC), "")


def why_not_counted(*, incentive_declared: bool, is_own_shop: bool) -> str:
    """A code when a review is shown but counts in no figure; empty when it counts."""
    if is_own_shop:
        return "linked"
    return "incentive" if incentive_declared else ""


def check_removal(rule: str, reason: str) -> None:
    """A removal names a published rule and gives its reason, which everybody can read."""
    if rule not in REMOVAL_RULES:
        raise Refusal(
            "removal_rule_unknown",
            _("A review is removed under a published rule only."),
            not_done=_("It was not removed."),
            field="rule",
            status=422,
        )
    if not reason.strip():
        raise Refusal(
            "removal_reason_missing",
            _("Say why this rule applies: the reason stands at the review's place."),
            not_done=_("It was not removed."),
            field="reason",
            status=422,
        )


def case_group(outcome: str, refunded_minor: int) -> str:
    """How a closed case counts: refunded, replaced, withdrawn or unrefunded."""
    if refunded_minor:
        return "refunded"
    if outcome in {"replaced", "withdrawn"}:
        return outcome
    return "unrefunded"
