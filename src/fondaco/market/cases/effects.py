"""What a step does besides moving: refunds, holds, labels, mediators. One function an effect."""

from collections.abc import Callable

from fondaco.kernel import outbox
from fondaco.market.cases import assigning, money
from fondaco.market.cases.models import Case, CaseLine
from fondaco.market.cases.rules.words import Effect
from fondaco.market.payments import chargeback
from fondaco.market.trade.actions import hold

HOLD_REASON = "case"


def place_hold(case: Case, key: str) -> None:
    """Nothing of the case's lines is released while it is open."""
    case.hold_id = hold.place(
        order_id=case.order_id,
        line_ids=money.line_ids(case),
        reason=HOLD_REASON,
        cause_id=case.id,
    )
    CaseLine.objects.filter(case=case).update(is_open=True)
    case.closed_at, case.was_reopened, case.outcome = None, True, ""


def _lift(case: Case, key: str) -> None:
    if case.hold_id is not None:
        hold.lift(hold_id=case.hold_id)
        case.hold_id = None


def _refund_all(case: Case, key: str) -> None:
    money.refund(case, money.left_minor(case), key)


def _refund_agreed(case: Case, key: str) -> None:
    agreed = case.agreed_minor
    money.refund(case, money.left_minor(case) if agreed is None else agreed, key)


def _reverse(case: Case, key: str) -> None:
    """The appeal gives the buyer ``agreed_minor`` in all: pay the rest, or take back."""
    due = case.agreed_minor or 0
    if due > case.refunded_minor:
        money.refund(case, due - case.refunded_minor, key)
    elif due < case.refunded_minor:
        money.take_back(case, case.refunded_minor - due)


def _platform_label(case: Case, key: str) -> None:
    """We make the label. The carrier is asked after the commit, by a handler."""
    case.label_by = "platform"
    case.return_carrier = case.return_number = ""
    outbox.emit("case.label_wanted", case.id, order_id=str(case.order_id))


def _book_final(case: Case, key: str) -> None:
    """The network never decided: the chargeback counts as lost, and trade bears it."""
    if case.chargeback_id is not None:
        chargeback.record_unanswered(chargeback_id=case.chargeback_id)


EFFECTS: dict[Effect, Callable[[Case, str], None]] = {
    Effect.REFUND_AGREED: _refund_agreed,
    Effect.REFUND_ALL: _refund_all,
    Effect.REVERSE: _reverse,
    Effect.LIFT: _lift,
    Effect.HOLD: place_hold,
    Effect.PLATFORM_LABEL: _platform_label,
    Effect.ASSIGN: assigning.assign_mediator,
    Effect.ASSIGN_FINANCE: assigning.assign_finance,
    Effect.BOOK_FINAL: _book_final,
}
