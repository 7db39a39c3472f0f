"""Opening a case: the buyer says what is wrong; the lines are held in the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.ids import new_id, reference
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import evidence as evidence_verbs
from fondaco.market.cases import money
from fondaco.market.cases.effects import HOLD_REASON
from fondaco.market.cases.models import Case, CaseLine, Offer
from fondaco.market.cases.moving import KIND, Act, clock_of, note, tell
from fondaco.market.cases.rules import amounts
from fondaco.market.cases.rules import deadlines as rules
from fondaco.market.cases.rules.again import Again, Earlier, judged
from fondaco.market.cases.rules.offers import WANTED, Kind
from fondaco.market.cases.rules.reasons import OrderFacts, Reason, openable
from fondaco.market.cases.rules.words import Role, State
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import hold
from fondaco.market.trade.values import LineView, OrderView

SHORTEST_STATEMENT = 10
LONGEST_STATEMENT = 4_000


@action
def open_case(
    *,
    order_id: UUID,
    line_ids: Sequence[UUID],
    reason: str,
    statement: str,
    wanted: str,
    wanted_minor: int = 0,
    evidence: Sequence[evidence_verbs.Draft] = (),
    member_id: UUID,
    key: str,
) -> UUID:
    """Open a case about lines of an order; returns its id. The same key again returns it.

    A matter that an earlier case settled is refused; after one that settled something else
    about the same lines a person takes the place of every automatic refund.

    ``wanted`` is full_refund, part_refund (with ``wanted_minor``), return_refund or
    replacement: the buyer's first proposal. Refuses what is not open to this reason now, lines
    under another open case, and amounts above what is left.
    """
    known = Case.objects.filter(key=key).values_list("id", "buyer_id").first()
    if known is not None:
        if known[1] != member_id:
            raise NotAllowed(_("Only the buyer of this order can do this."))
        return known[0]
    order = trade.order(order_id)
    if order.buyer_id != member_id:
        raise NotAllowed(_("Only the buyer of this order can do this."))
    chosen = _reason(reason)
    lines = _lines(order, line_ids)
    _check_openable(order, chosen)
    cleaned = _statement(statement)
    case_id = new_id()
    # Placing the hold locks the order, so that two openings at once come one after the other.
    hold_id = hold.place(
        order_id=order_id,
        line_ids=[line.id for line in lines],
        reason=HOLD_REASON,
        cause_id=case_id,
    )
    _check_free(lines)
    left = amounts.refundable([left_of(line) for line in lines])
    case = _new_case(order, case_id, chosen, key=key, hold_id=hold_id, left_minor=left)
    case.is_repeat = _check_settled(lines, chosen) is Again.BY_A_PERSON
    case.statement, case.wanted = cleaned, _wanted(wanted)
    case.wanted_minor = amounts.checked(case.wanted, wanted_minor, left)
    case.save(force_insert=True)
    _store_lines(case, lines)
    _wait(case)
    Offer.objects.create(
        case=case,
        position=1,
        side="buyer",
        author_id=member_id,
        kind=case.wanted,
        amount_minor=case.wanted_minor,
        made_at=case.opened_at,
    )
    if evidence:
        evidence_verbs.store(
            case, side="buyer", member_id=member_id, drafts=evidence, key=f"open:{key}"
        )
    act = Act("opened", member_id, cleaned, case.reason, case.wanted_minor)
    note(case, "opened", Role.BUYER, act)
    tell("case.opened", case)
    return case.id


def open_by_network(order: OrderView, *, chargeback_id: UUID, key: str) -> Case | None:
    """A case in which the card network decides, about every line that no case is about.

    For an order whose payment is disputed at the bank; None when there is nothing left.
    """
    taken = set(
        CaseLine.objects.filter(
            line_id__in=[line.id for line in order.lines], is_open=True
        ).values_list("line_id", flat=True)
    )
    lines = [line for line in order.lines if line.id not in taken]
    left = amounts.refundable([left_of(line) for line in lines])
    if not left:
        return None
    case_id = new_id()
    hold_id = hold.place(
        order_id=order.id,
        line_ids=[line.id for line in lines],
        reason=HOLD_REASON,
        cause_id=case_id,
    )
    case = _new_case(order, case_id, Reason.CHARGEBACK, key=key, hold_id=hold_id, left_minor=left)
    case.wanted, case.wanted_minor = Kind.FULL_REFUND, left
    case.chargeback_id = chargeback_id
    case.save(force_insert=True)
    _store_lines(case, lines)
    _wait(case)
    note(case, "opened", Role.NETWORK, Act("opened", detail=case.reason))
    tell("case.opened", case)
    return case


def order_facts(order: OrderView) -> OrderFacts:
    """What opening asks of an order."""
    return OrderFacts(
        paid_at=order.paid_at,
        promised_until=order.promised_until,
        cover_until=order.cover_until,
        delivered_at=order.delivered_at,
        sent=order.shipped_at is not None
        or order.delivered_at is not None
        or any(parcel.first_scan_at for parcel in order.shipments),
    )


def left_of(line: LineView) -> amounts.LineLeft:
    """What is left to refund of a line."""
    return amounts.LineLeft(
        line.id,
        line.total_minor - line.refunded_minor,
        line.shipping_minor - line.refunded_shipping_minor,
    )


def _reason(reason: str) -> Reason:
    try:
        chosen = Reason(reason)
    except ValueError:
        chosen = Reason.CHARGEBACK
    if chosen is Reason.CHARGEBACK:
        raise Refusal(
            "reason_unknown",
            _("Choose what is wrong."),
            not_done=_("No case was opened."),
            field="reason",
            status=422,
        )
    return chosen


def _wanted(wanted: str) -> str:
    if wanted not in WANTED:
        raise Refusal(
            "wanted_unknown",
            _("Choose what would make it right."),
            not_done=_("No case was opened."),
            field="wanted",
            status=422,
        )
    return wanted


def _statement(statement: str) -> str:
    cleaned = statement.strip()
    if not SHORTEST_STATEMENT <= len(cleaned) <= LONGEST_STATEMENT:
        raise Refusal(
            "statement_invalid",
            _("Say in a sentence or two what happened (10 to 4,000 characters)."),
            not_done=_("No case was opened."),
            field="statement",
            status=422,
        )
    return cleaned


def _lines(order: OrderView, line_ids: Sequence[UUID]) -> list[LineView]:
    wanted = set(line_ids)
    lines = [line for line in order.lines if line.id in wanted]
    if not lines or len(lines) != len(wanted):
        raise Refusal(
            "line_not_found",
            _("Choose which things it is about."),
            not_done=_("No case was opened."),
            field="lines",
            status=422,
        )
    if not amounts.refundable([left_of(line) for line in lines]):
        raise Refusal(
            "nothing_left",
            _("These things were refunded in full already."),
            not_done=_("No case was opened."),
            next_step=_("The order's page shows where the refund is."),
            field="lines",
        )
    return lines


def _check_openable(order: OrderView, reason: Reason) -> None:
    terms = trade.policy(order.policy_version).cases
    verdict = openable(reason, order_facts(order), clock.now(), terms)
    if not verdict.allowed:
        raise Refusal(
            "case_not_openable",
            verdict.why,
            not_done=_("No case was opened."),
            next_step=_("You can write to the seller about this order at any time."),
            field="reason",
        )


def _check_free(lines: Sequence[LineView]) -> None:
    ids = [line.id for line in lines]
    if CaseLine.objects.filter(line_id__in=ids, is_open=True).exists():
        raise Refusal(
            "case_open_already",
            _("There is an open case about one of these things."),
            not_done=_("No second case was opened."),
            next_step=_("Go on in the case that is open; it is on the order's page."),
            field="lines",
        )


def _check_settled(lines: Sequence[LineView], reason: Reason) -> Again:
    rows = CaseLine.objects.filter(line_id__in=[line.id for line in lines], is_open=False)
    found = judged(
        reason,
        [
            Earlier(Reason(before), outcome)
            for before, outcome in rows.values_list("case__reason", "case__outcome")
        ],
    )
    if found is Again.REFUSED:
        raise Refusal(
            "case_settled",
            _("A case about one of these things ended for the same reason, and that is final."),
            not_done=_("No second case was opened and no money was held."),
            next_step=_(
                "If something else is wrong with it, choose that reason. Your legal rights"
                " against the seller go on; you can write to them about this order at any time."
            ),
            field="reason",
        )
    return found


def _new_case(
    order: OrderView,
    case_id: UUID,
    reason: Reason,
    *,
    key: str,
    hold_id: UUID,
    left_minor: int,
) -> Case:
    state = {
        Reason.PAYMENT_NOT_MINE: State.CARD_FRAUD,
        Reason.CHARGEBACK: State.CHARGEBACK_HOLD,
    }.get(reason, State.OPEN)
    case = Case(
        id=case_id,
        key=key,
        reference=reference("FC", case_id),
        order_id=order.id,
        order_reference=order.reference,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        seller_country=order.seller_country,
        currency=order.currency,
        policy_version=order.policy_version,
        reason=reason,
        amount_minor=left_minor,
        state=state,
        hold_id=hold_id,
        is_authenticated=_was_authenticated(order),
        opened_at=clock.now(),
        stopped_at=clock.now() if state is State.CHARGEBACK_HOLD else None,
    )
    terms = trade.policy(order.policy_version).cases
    case.is_serial = money.is_serial(case, terms)
    case.due_at = rules.due_at(state, clock_of(case), terms)
    return case


def _was_authenticated(order: OrderView) -> bool:
    """Whether the cardholder's bank confirmed who paid (3-D Secure transStatus Y). Where we had
    it not asked, it did not."""
    found = payments.intents([order.intent_id]).get(order.intent_id)
    known = found.authentication if found is not None else None
    return known is not None and known.is_confirmed


def _wait(case: Case) -> None:
    assert case.due_at is not None  # noqa: S101 - an open case always waits for somebody
    deadlines.set_deadline(kind=KIND, subject_id=case.id, due_at=case.due_at)


def _store_lines(case: Case, lines: Sequence[LineView]) -> None:
    CaseLine.objects.bulk_create(
        CaseLine(
            case=case,
            line_id=line.id,
            listing_id=line.listing_id,
            version_id=line.version_id,
            title=line.title[:200],
            quantity=line.quantity,
        )
        for line in sorted(lines, key=lambda line: line.id)
    )
