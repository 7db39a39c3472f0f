"""Goods that go back, and replacements that come: labels, scans, the seller's look.

Nothing that a side types proves that a parcel moved: only the carrier's scans do.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases import evidence as evidence_verbs
from fondaco.market.cases import money
from fondaco.market.cases.models import Case, Evidence
from fondaco.market.cases.moving import (
    Act,
    check_side,
    done_before,
    lock_case,
    note,
    possible,
    step,
    tell,
)
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions.renew import renew_cover
from fondaco.market.trade.carriers.registry import carrier as carrier_of


@action
def give_label(
    *, case_id: UUID, member_id: UUID, carrier: str, tracking_number: str, key: str
) -> None:
    """The seller gives the number of a paid return label. The same key changes nothing."""
    number = carrier_of(carrier).cleaned(tracking_number)
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    _check_number(case, carrier, number)
    case.return_carrier, case.return_number = carrier, number
    case.label_by, case.label_at = "seller", clock.now()
    step(case, Event.LABEL, Role.SELLER, Act(key, member_id, detail=number))


@action
def record_label(*, case_id: UUID, carrier: str, tracking_number: str) -> None:
    """The carrier made our label. A label that came twice, or too late, changes nothing."""
    case = lock_case(case_id)
    if case.label_by != "platform" or case.return_number or case.state != State.RETURN_SHIP:
        return
    number = carrier_of(carrier).cleaned(tracking_number)
    case.return_carrier, case.return_number = carrier, number
    case.label_at = clock.now()
    case.save(update_fields=["return_carrier", "return_number", "label_at"])
    act = Act(f"label:{number}", detail=number)
    note(case, "label_made", Role.PLATFORM, act, before=case.state)
    tell("case.moved", case)


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
    """The seller names the replacement's parcel; the carrier's first scan ends the case."""
    number = carrier_of(carrier).cleaned(tracking_number)
    case = lock_case(case_id)
    check_side(case, Role.SELLER, member_id)
    if done_before(case, key):
        return
    _check_number(case, carrier, number)
    case.replacement_carrier, case.replacement_number = carrier, number
    case.label_at = clock.now()
    step(case, Event.REPLACEMENT_SENT, Role.SELLER, Act(key, member_id, detail=number))


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


def _check_number(case: Case, carrier: str, number: str) -> None:
    """A number that another parcel had proves nothing about this one."""
    earlier = Case.objects.filter(return_carrier=carrier, return_number=number) | (
        Case.objects.filter(replacement_carrier=carrier, replacement_number=number)
    )
    if earlier.exists() or _sold_with(case, number):
        raise Refusal(
            "tracking_number_used",
            _("This tracking number was used for another parcel."),
            not_done=_("The number was not taken."),
            next_step=_("Check the number on the label."),
            field="tracking_number",
        )


def _sold_with(case: Case, number: str) -> bool:
    parcels = trade.order(case.order_id).shipments
    return any(parcel.tracking_number == number for parcel in parcels)


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

    Called beside trade's ``record_scan`` for every scan. Twice, late or out of order changes
    nothing more.
    """
    number = carrier_of(carrier).cleaned(tracking_number)
    returns = Case.objects.filter(return_carrier=carrier, return_number=number)
    replaced = Case.objects.filter(replacement_carrier=carrier, replacement_number=number)
    case_ids = {each for rows in (returns, replaced) for each in rows.values_list("id", flat=True)}
    for case_id in sorted(case_ids):
        case = lock_case(case_id)
        if case.label_at is None or at < case.label_at:
            continue
        if case.replacement_number == number:
            _advance(case, Event.REPLACEMENT_SCANNED, f"scan:{event_id}")
            if kind == "delivered":
                renew_cover(order_id=case.order_id, delivered_at=at)
        else:
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
    event = Event.ARRIVED if case.return_arrived_at is not None else Event.SCANNED
    if case.return_scanned_at is not None:
        _advance(case, event, key)


def _advance(case: Case, event: Event, key: str) -> None:
    if not done_before(case, key) and possible(case, event, Role.CARRIER):
        step(case, event, Role.CARRIER, Act(key))
