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
    """A case as it stands. ``amount_minor`` is what is left to refund of its lines;
    ``outcome`` and ``closed_at`` say how and when it was closed, if it is."""

    reason: Reason
    amount_minor: int
    currency: str
    now: datetime
    stage: int = 0
    is_serial: bool = False
    is_decided: bool = False
    is_back: bool = False
    invoice_shown: bool = False
    label_by: str = ""
    label_scanned: bool = False
    is_extended: bool = False
    was_reopened: bool = False
    asked_side: str = ""
    is_authenticated: bool = False
    interrupted: State | None = None
    outcome: str = ""
    closed_at: datetime | None = None


def facts_of(case: Standing, terms: CaseTerms) -> Facts:
    """The guards that hold."""
    unproven_counterfeit = case.reason is Reason.COUNTERFEIT and not case.invoice_shown
    no_goods = not REASONS[case.reason].goods_go_back
    is_small = under(case.amount_minor, terms.small_claim, case.currency)
    settled = case.is_decided or case.stage >= DEFAULTED
    reopenable = (
        case.outcome == "not_returned"
        and not case.was_reopened
        and case.closed_at is not None
        and case.now <= case.closed_at + timedelta(days=terms.reopening_days)
    )
    answers = {
        Guard.SERIAL: case.is_serial,
        Guard.WITHOUT_RETURN: no_goods or is_small or unproven_counterfeit,
        Guard.NOTHING_TO_RETURN: no_goods or unproven_counterfeit or case.is_back,
        Guard.COUNTERFEIT: case.reason is Reason.COUNTERFEIT,
        Guard.FIRST_STAGE: case.stage == 1,
        Guard.SECOND_STAGE: case.stage == 2,
        Guard.LABEL_SCANNED: case.label_by == "platform" and case.label_scanned,
        Guard.DECIDED: case.is_decided,
        Guard.UNDECIDED: not settled,
        Guard.NOT_EXTENDED: not case.is_extended,
        Guard.REOPENABLE: reopenable,
        Guard.BUYER_ASKED: case.asked_side == "buyer",
        Guard.SELLER_ASKED: case.asked_side == "seller",
        Guard.NOT_BACK: not case.is_back and not no_goods,
        Guard.TWO_SIGNATURES: over(case.amount_minor, terms.two_signatures_over, case.currency),
        Guard.AUTHENTICATED: case.is_authenticated,
    }
    return Facts(frozenset(guard for guard, holds in answers.items() if holds), case.interrupted)
