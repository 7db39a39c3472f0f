"""What a decision would do, told before it is made: amounts, sources, and a mark of it all.

The mark covers the case and the money as they stand: a decision that names it is refused when
anything of it has changed since its mediator looked.
"""

from dataclasses import asdict, dataclass, replace
from uuid import UUID

from fondaco.kernel.errors import Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.text import marked as _
from fondaco.market.cases import money
from fondaco.market.cases.models import Case
from fondaco.market.cases.rules import amounts
from fondaco.market.cases.rules.decisions import Draft, Kind
from fondaco.market.cases.rules.words import State
from fondaco.market.trade import queries as trade
from fondaco.market.trade.queries.preview import RefundPreview


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens with a decision, minor units: ``refund`` now, ``later_minor`` when the goods
    are back, ``taken_minor`` from the buyer on appeal, of which the platform's fee is
    ``fee_minor``. ``mark`` names exactly this."""

    kind: str
    on_appeal: bool
    amount_minor: int
    currency: str
    refunded_minor: int
    left_minor: int
    refund: RefundPreview | None
    later_minor: int
    taken_minor: int
    fee_minor: int
    mark: str


def of(case: Case, draft: Draft) -> Consequence:
    """The consequence of a checked draft as things stand."""
    on_appeal = case.state == State.APPEAL
    left = money.left_minor(case)
    due, taken, fee = 0, 0, 0
    if draft.kind is Kind.REFUND:
        due = draft.amount_minor - (case.refunded_minor if on_appeal else 0)
    elif draft.kind is Kind.NOTHING and on_appeal:
        due = -case.refunded_minor
    if due < 0:
        taken = -due
        order = trade.order(case.order_id)
        fee = order.fee_minor * taken // order.total_minor
    refund = _preview(case, min(due, left)) if due > 0 and left else None
    found = Consequence(
        kind=draft.kind.value,
        on_appeal=on_appeal,
        amount_minor=draft.amount_minor,
        currency=case.currency,
        refunded_minor=case.refunded_minor,
        left_minor=left,
        refund=refund,
        later_minor=draft.amount_minor if draft.kind is Kind.RETURN else 0,
        taken_minor=taken,
        fee_minor=fee,
        mark="",
    )
    return _marked(case.id, found, draft)


def _preview(case: Case, amount_minor: int) -> RefundPreview:
    pairs, shipping = amounts.spread(amount_minor, money.lines_left(case))
    return trade.refund_preview(case.order_id, pairs, shipping)


def _marked(case_id: UUID, found: Consequence, draft: Draft) -> Consequence:
    mark = fingerprint(case_id, asdict(found), draft.reason_code, draft.text)
    return replace(found, mark=mark)


def check_seen(case: Case, draft: Draft, seen: str) -> None:
    """Refuse when what the mediator looked at is not what would happen now; empty checks nothing,
    for doors without a page."""
    if seen and of(case, draft).mark != seen:
        raise Refusal(
            "case_changed",
            _("Something has changed since you looked: the case, or whose money would pay."),
            not_done=_("Nothing was decided and no money moved."),
            next_step=_("Look at the amounts again, and decide if they are right."),
        )
