"""What holds of a case: the guards of the life cycle's table, from plain facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fondaco.market.cases.lifecycle import Facts
from fondaco.market.cases.rules.amounts import over, under
from fondaco.market.cases.rules.reasons import REASONS, Reason
from fondaco.market.cases.rules.words import Guard, State
from fondaco.market.trade.rules.policy import CaseTerms

DEFAULTED = 4
"""The stage of a mediation in which nobody decided, so that the default was carried out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands. ``amount_minor`` is what is left to refund of its lines, and
    ``refunded_minor`` what the case gave back already. ``has_label`` says that the number of a
    parcel that goes back is known, ``is_repeat`` that its matter was settled before;
    ``outcome`` and ``closed_at`` how and when it was closed, if it is."""

    reason: Reason
    amount_minor: int
    currency: str
    now: datetime
    refunded_minor: int = 0
    stage: int = 0
    is_serial: bool = False
    is_repeat: bool = False
    is_decided: bool = False
    is_back: bool = False
    invoice_shown: bool = False
    label_by: str = ""
    has_label: bool = False
    label_scanned: bool = False
    is_extended: bool = False
    was_reopened: bool = False
    asked_side: str = ""
    is_authenticated: bool = False
    interrupted: State | None = None
    outcome: str = ""
    closed_at: datetime | None = None


def at_stake(left_minor: int, refunded_minor: int) -> int:
    """What a decision may move, either way: what is left, and what was given back already.

    After a full refund nothing is left, yet an appeal may take all of it back.
    """
    return left_minor + refunded_minor


def facts_of(case: Standing, terms: CaseTerms) -> Facts:
    """The guards that hold."""
    is_counterfeit = case.reason is Reason.COUNTERFEIT
    unproven_counterfeit = is_counterfeit and not case.invoice_shown
    no_goods = not REASONS[case.reason].goods_go_back
    is_small = under(case.amount_minor, terms.small_claim, case.currency)
    stake = at_stake(case.amount_minor, case.refunded_minor)
    settled = case.is_decided or case.stage >= DEFAULTED
    reopenable = (
        case.outcome == "not_returned"
        and not case.was_reopened
        and case.closed_at is not None
        and case.now <= case.closed_at + timedelta(days=terms.reopening_days)
    )
    answers = {
        Guard.PERSON_LOOKS: case.is_serial or case.is_repeat,
        Guard.INVOICE_SHOWN: is_counterfeit and case.invoice_shown,
        Guard.WITHOUT_RETURN: no_goods or is_small or unproven_counterfeit,
        Guard.PARTS_MISSING: case.reason is Reason.MISSING_PARTS,
        Guard.NOTHING_TO_RETURN: no_goods or unproven_counterfeit or case.is_back,
        Guard.COUNTERFEIT: is_counterfeit,
        Guard.FIRST_STAGE: case.stage == 1,
        Guard.SECOND_STAGE: case.stage == 2,
        Guard.LABEL_SCANNED: case.label_by == "platform" and case.label_scanned,
        Guard.DECIDED: case.is_decided,
        Guard.UNDECIDED: not settled,
        Guard.UNLABELLED: not case.has_label,
        Guard.UNLABELLED_UNDECIDED: not case.has_label and not settled,
        Guard.UNLABELLED_DECIDED: not case.has_label and case.is_decided,
        Guard.NOT_EXTENDED: not case.is_extended,
        Guard.REOPENABLE: reopenable,
        Guard.BUYER_ASKED: case.asked_side == "buyer",
        Guard.SELLER_ASKED: case.asked_side == "seller",
        Guard.NOT_BACK: not case.is_back and not no_goods,
        Guard.TWO_SIGNATURES: over(stake, terms.two_signatures_over, case.currency),
        Guard.AUTHENTICATED: case.is_authenticated,
    }
    return Facts(frozenset(guard for guard, holds in answers.items() if holds), case.interrupted)
