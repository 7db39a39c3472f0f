"""Goods that go back, and replacements that come: labels, scans, the seller's look.

Nothing that a side types proves that a parcel moved: only the carrier's scans do.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import evidence as evidence_verbs
from fondaco.market.cases import money
from fondaco.market.cases.addressee import destination
from fondaco.market.cases.counter import counter_of
from fondaco.market.cases.lifecycle import REPLACING
from fondaco.market.cases.models import Case, CaseEvent, Evidence
from fondaco.market.cases.moving import (
    Act,
    check_side,
    done_before,
    lock_case,
    possible,
    step,
)
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions.renew import renew_cover
from fondaco.market.trade.carriers.registry import carrier as carrier_of
from fondaco.market.trade.rules.delivery_proof import History, same_postcode


def give_label(
    *, case_id: UUID, member_id: UUID, carrier: str, tracking_number: str, key: str
) -> None:
    """The seller gives the number of a paid return label. The same key changes nothing.

    The carrier is asked first, outside any transaction: only a label that it made, that leads
    to where the goods go and was not used yet, is taken. A made-up one would let the buyer's
    days pass without a way to send.
    """
    number = carrier_of(carrier).cleaned(tracking_number)
    case = Case.objects.filter(id=case_id, state=State.RETURN_LABEL).first()
    if case is not None:
        check_side(case, Role.SELLER, member_id)
        _check_label(case, carrier, number)
    _take_label(
        case_id=case_id, member_id=member_id, carrier=carrier, tracking_number=number, key=key
    )


@action
def _take_label(
    *, case_id: UUID, member_id: UUID, carrier: str, tracking_number: str, key: str
) -> None:
    number = tracking_number
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    _check_number(carrier, number)
    case.return_carrier, case.return_number = carrier, number
    case.label_by, case.label_at = "seller", clock.now()
    step(case, Event.LABEL, Role.SELLER, Act(key, member_id, detail=number))


@action
def record_label(*, case_id: UUID, carrier: str, tracking_number: str) -> None:
    """The carrier made our label: the buyer's days to send begin. A label that came twice, or
    too late, changes nothing."""
    case = lock_case(case_id)
    if case.label_by != "platform" or case.return_number or case.state != State.RETURN_SHIP:
        return
    number = carrier_of(carrier).cleaned(tracking_number)
    step(case, Event.LABEL_MADE, Role.CARRIER, Act(f"label:{number}", detail=number))
    case.return_carrier, case.return_number = carrier, number
    case.label_at = clock.now()
    case.save(update_fields=["return_carrier", "return_number", "label_at"])


@action
def extend(*, case_id: UUID, member_id: UUID, key: str) -> None:
    """The buyer takes the policy's few more days to send, once. The same key: nothing."""
    case = lock_case(case_id)
    check_side(case, Role.BUYER, member_id)
    if done_before(case, key):
        return
    step(case, Event.EXTEND, Role.BUYER, Act(key, member_id))
    case.is_extended = True
    case.save(update_fields=["is_extended"])


@action
def reopen(*, case_id: UUID, member_id: UUID, key: str) -> None:
    """The buyer missed the time to send the goods back, and sends them now; once.

    The lines are held again. The same key again changes nothing.
    """
    case = lock_case(case_id)
    check_side(case, Role.BUYER, member_id)
    if not done_before(case, key):
        step(case, Event.REOPEN, Role.BUYER, Act(key, member_id))


@action
def send_replacement(
    *, case_id: UUID, member_id: UUID, carrier: str, tracking_number: str, key: str
) -> None:
    """The seller names the replacement's parcel. The carrier's first scan keeps the seller's
    time; the case ends when the carrier proves that it reached the buyer's address."""
    number = carrier_of(carrier).cleaned(tracking_number)
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    _check_number(carrier, number)
    case.replacement_carrier, case.replacement_number = carrier, number
    case.label_at = clock.now()
    step(case, Event.REPLACEMENT_SENT, Role.SELLER, Act(key, member_id, detail=number))
    if (first := _proof(case).first_scan_at) is not None and first < _agreed_at(case):
        raise _used()
    _follow_replacement(case, f"{key}:scans")


@action
def accept_goods(*, case_id: UUID, member_id: UUID, key: str) -> None:
    """The seller has the goods and is content: the refund goes out. Same key: nothing."""
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    amount = case.agreed_minor if case.agreed_minor is not None else money.left_minor(case)
    step(case, Event.ACCEPT_GOODS, Role.SELLER, Act(key, member_id, amount_minor=amount))


@action
def object_to_goods(
    *,
    case_id: UUID,
    member_id: UUID,
    text: str,
    evidence: Sequence[evidence_verbs.Draft],
    key: str,
) -> None:
    """What came back is not what was sent. Needs pictures or video stills of the opening, and
    the carrier's weight, which the carrier tells. The same key again changes nothing."""
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    if not possible(case, Event.OBJECT, Role.SELLER):
        step(case, Event.OBJECT, Role.SELLER, Act(key, member_id))
    shown = any(draft.picture for draft in evidence) or _shown_since_arrival(case)
    if not shown or not text.strip():
        raise Refusal(
            "objection_unproven",
            _("An objection needs pictures of the opened parcel and a sentence on what is wrong."),
            not_done=_("No objection was made."),
            next_step=_("Photograph the parcel, its label and what was in it."),
            field="pictures",
            status=422,
        )
    if case.return_weight_grams is None:
        raise Refusal(
            "objection_without_weight",
            _("The carrier told no weight for this parcel, and an objection needs it."),
            not_done=_("No objection was made."),
            next_step=_("Ask the carrier for the weight and send its answer as evidence."),
        )
    if evidence:
        evidence_verbs.store(
            case, side="seller", member_id=member_id, drafts=evidence, key=f"object:{key}"
        )
    step(case, Event.OBJECT, Role.SELLER, Act(key, member_id, text.strip()[:2_000]))


def _shown_since_arrival(case: Case) -> bool:
    return (
        Evidence.objects.filter(case=case, side="seller", added_at__gte=case.return_arrived_at)
        .exclude(sha256="")
        .exists()
    )


def _check_number(carrier: str, number: str) -> None:
    """A number that another parcel had proves nothing about this one."""
    if trade.number_taken(carrier, number):
        raise _used()


def _used() -> Refusal:
    return Refusal(
        "tracking_number_used",
        _("This tracking number was used for another parcel."),
        not_done=_("The number was not taken."),
        next_step=_("Check the number on the label."),
        field="tracking_number",
    )


def _check_label(case: Case, carrier: str, number: str) -> None:
    counter = counter_of(carrier)
    try:
        known = counter.find(number) if counter is not None else None
    except InDoubt:
        raise _unfit_label("carrier_silent", _("The carrier did not answer.")) from None
    if known is None:
        raise _unfit_label("label_unknown", _("The carrier knows no label with this number."))
    to = destination(case)
    if known.country.upper() != to.country or not same_postcode(known.postcode, to.postcode):
        raise _unfit_label("label_elsewhere", _("This label does not lead to your shop's address."))
    if known.scanned:
        raise _used()


def _unfit_label(code: str, what: str) -> Refusal:
    return Refusal(
        code,
        what,
        not_done=_("The number was not taken, and the buyer was told nothing."),
        next_step=_(
            "Check the number, or make a label with the carrier and try again. If your time"
            " passes, we make one at your cost."
        ),
        field="tracking_number",
        status=422,
    )


def _agreed_at(case: Case) -> datetime:
    """When the replacement was agreed: scans from before it are another parcel's."""
    steps = CaseEvent.objects.filter(case=case, to_state=State.REPLACEMENT)
    agreed = steps.exclude(from_state=State.REPLACEMENT).exclude(from_state=State.CHARGEBACK_HOLD)
    return agreed.order_by("-position").values_list("at", flat=True)[0]


def _proof(case: Case) -> History:
    is_part = case.reason == Reason.MISSING_PARTS
    return trade.replacement_proof(
        case.order_id,
        carrier=case.replacement_carrier,
        tracking_number=case.replacement_number,
        since=_agreed_at(case),
        weighing=() if is_part else money.line_ids(case),
    )


def _follow_replacement(case: Case, key: str) -> None:
    """Go as far as the replacement's scans do; delivered where it should be, cover renews."""
    proof = _proof(case)
    if proof.first_scan_at is None or proof.first_scan_at < _agreed_at(case):
        return
    if proof.proven and proof.delivered_at is not None:
        if _advance(case, Event.REPLACEMENT_DELIVERED, key):
            renew_cover(order_id=case.order_id, delivered_at=proof.delivered_at)
    else:
        _advance(case, Event.REPLACEMENT_SCANNED, key)


@action
def record_return_scan(
    *,
    carrier: str,
    tracking_number: str,
    kind: str,
    at: datetime,
    weight_grams: int | None = None,
    event_id: str,
) -> bool:
    """A carrier's scan of a return or a replacement; False when no case knows the number.

    Called after trade's ``record_scan``, which keeps it, for every scan. Twice, late or out of
    order changes nothing more.
    """
    number = carrier_of(carrier).cleaned(tracking_number)
    returns = Case.objects.filter(return_carrier=carrier, return_number=number)
    replaced = Case.objects.filter(replacement_carrier=carrier, replacement_number=number)
    case_ids = {each for rows in (returns, replaced) for each in rows.values_list("id", flat=True)}
    for case_id in sorted(case_ids):
        case = lock_case(case_id)
        if case.replacement_number == number and case.state in REPLACING:
            _follow_replacement(case, f"scan:{event_id}")
        elif case.return_number == number and case.label_at is not None and at >= case.label_at:
            _note_scan(case, kind, at, weight_grams)
            catch_up(case, f"scan:{event_id}")
    return bool(case_ids)


def _note_scan(case: Case, kind: str, at: datetime, weight_grams: int | None) -> None:
    case.return_scanned_at = min(case.return_scanned_at or at, at)
    if weight_grams is not None:
        case.return_weight_grams = weight_grams
    if kind == "delivered" and case.return_arrived_at is None:
        case.return_arrived_at = at
    case.save(update_fields=["return_scanned_at", "return_weight_grams", "return_arrived_at"])


def catch_up(case: Case, key: str) -> None:
    """Take the step that the scans so far amount to, if the case's state has one."""
    if case.state in REPLACING and case.replacement_number:
        _follow_replacement(case, key)
        return
    event = Event.ARRIVED if case.return_arrived_at is not None else Event.SCANNED
    if case.return_scanned_at is not None:
        _advance(case, event, key)


def _advance(case: Case, event: Event, key: str) -> bool:
    if done_before(case, key) or not possible(case, event, Role.CARRIER):
        return False
    step(case, event, Role.CARRIER, Act(key))
    return True
