"""Which news becomes a mail to whom: one table, and the handlers that read it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from fondaco.kernel.outbox import Event
from fondaco.market.members import queries as members
from fondaco.market.messaging import actions

Recipients = Callable[[Event], Iterable[UUID]]


def buyer(event: Event) -> Iterable[UUID]:
    """The member whose order, case or refund it is."""
    return [UUID(str(event.data.get("buyer_id") or event.data["member_id"]))]


def everybody_at_the_seller(event: Event) -> Iterable[UUID]:
    """All staff: whoever packs must know too."""
    return members.staff_members(_seller_id(event))


def who_runs_the_seller(event: Event) -> Iterable[UUID]:
    """Owners and managers: money and disputes are theirs."""
    staff = members.colleagues(_seller_id(event))
    return [each.member_id for each in staff if each.role in {"owner", "manager"}]


def admins(event: Event) -> Iterable[UUID]:
    """The operator's admins."""
    return members.members_with_role("admin")


def _seller_id(event: Event) -> UUID:
    named = event.data.get("seller_id")
    return UUID(str(named)) if named else event.subject_id


NOTICES: dict[str, tuple[tuple[Recipients, str], ...]] = {
    "order.paid": (
        (buyer, "order_paid_buyer"),
        (everybody_at_the_seller, "order_paid_seller"),
    ),
    "order.accepted": ((buyer, "order_accepted"),),
    "order.shipped": ((buyer, "order_shipped"),),
    "order.delivered": ((buyer, "order_delivered"),),
    "order.unproven": ((who_runs_the_seller, "order_unproven_seller"),),
    "order.reminded": ((buyer, "order_reminded"),),
    "order.completed": ((buyer, "order_completed_buyer"),),
    "order.released": ((who_runs_the_seller, "order_released"),),
    "order.cancelled": (
        (buyer, "order_cancelled_buyer"),
        (everybody_at_the_seller, "order_cancelled_seller"),
    ),
    "order.refunded": (
        (buyer, "order_refunded_buyer"),
        (who_runs_the_seller, "order_refunded_seller"),
    ),
    "order.extension/asked": ((buyer, "extension_asked_buyer"),),
    "order.extension/agreed": ((who_runs_the_seller, "extension_agreed_seller"),),
    "order.extension/declined": ((who_runs_the_seller, "extension_declined_seller"),),
    "order.charged_back": (
        (buyer, "order_charged_back_buyer"),
        (who_runs_the_seller, "order_charged_back_seller"),
    ),
    "order.withdrawn/declared": (
        (buyer, "withdrawal_declared_buyer"),
        (who_runs_the_seller, "withdrawal_declared_seller"),
    ),
    "order.withdrawn/sent": ((who_runs_the_seller, "withdrawal_sent_seller"),),
    "order.withdrawn/lapsed": ((buyer, "withdrawal_lapsed_buyer"),),
    "case.opened": (
        (buyer, "case_opened_buyer"),
        (who_runs_the_seller, "case_opened_seller"),
    ),
    "case.moved": ((buyer, "case_moved_buyer"), (who_runs_the_seller, "case_moved_seller")),
    "case.decided": (
        (buyer, "case_decided_buyer"),
        (who_runs_the_seller, "case_decided_seller"),
    ),
    "case.answered_network": ((who_runs_the_seller, "network_answered_seller"),),
    "case.closed": ((buyer, "case_closed_buyer"), (who_runs_the_seller, "case_closed_seller")),
    "refund.sent": ((buyer, "refund_sent"),),
    "refund.settled": ((buyer, "refund_settled"),),
    "refund.refused": ((buyer, "refund_refused"),),
    "refund.credited": ((buyer, "refund_credited"),),
    "refund.held": ((buyer, "refund_held"),),
    "refund.hold_cancelled": ((buyer, "refund_hold_cancelled"),),
    "refund.reminded": ((buyer, "refund_reminded"),),
    "transfer.expected": ((buyer, "transfer_expected"),),
    "transfer.part_came": ((buyer, "transfer_part_came"),),
    "transfer.sent_back": ((buyer, "transfer_sent_back"),),
    "credit.move_held": ((buyer, "credit_move_held"),),
    "credit.move_cancelled": ((buyer, "credit_move_cancelled"),),
    "credit.moved": ((buyer, "credit_moved"),),
    "credit.returned": ((buyer, "credit_returned"),),
    "credit.added": ((buyer, "credit_added"),),
    "debt.arisen": ((buyer, "debt_arisen"),),
    "debt.collected": ((buyer, "debt_collected"),),
    "debt.answered/kept": ((buyer, "debt_kept"),),
    "debt.answered/dropped": ((buyer, "debt_dropped"),),
    "debt.answered/unanswered": ((buyer, "debt_unanswered"),),
    "payout.sent": ((who_runs_the_seller, "payout_sent"),),
    "payout.booked": ((who_runs_the_seller, "payout_booked"),),
    "payout.returned": ((who_runs_the_seller, "payout_returned"),),
    "seller.applied": (
        (who_runs_the_seller, "seller_applied_owner"),
        (admins, "seller_applied_desk"),
    ),
    "seller.verified": ((who_runs_the_seller, "seller_verified"),),
    "seller.refused": ((who_runs_the_seller, "seller_refused"),),
    "seller.frozen": ((who_runs_the_seller, "seller_frozen"),),
}
"""Event, or event/step where the news has one → (who is told, kind of text)."""


def listed(event: Event) -> tuple[tuple[Recipients, str], ...]:
    """The rows of the table for an event; none for a step that makes no mail."""
    step = event.data.get("step")
    return NOTICES.get(f"{event.name}/{step}", ()) if step else NOTICES[event.name]


def on_event(event: Event) -> None:
    """Write the mails that the table lists for an event."""
    context: dict[str, Any] = {**event.data, "id": str(event.subject_id)}
    if event.name.startswith("seller."):
        seller = members.seller(event.subject_id)
        context |= {"seller": seller.name, "reason": seller.reason}
    for recipients, kind in listed(event):
        for member_id in recipients(event):
            actions.send_notice(
                member_id=member_id,
                kind=kind,
                context=context,
                key=f"{event.name}:{event.id}:{kind}:{member_id}",
            )


def on_message(event: Event) -> None:
    """Tell the other side of a message, once until they have read it."""
    if event.data["unread"] != 1:
        return
    seller = members.seller(UUID(event.data["seller_id"]))
    to_seller = event.data["side"] == "buyer"
    readers = members.staff_members(seller.id) if to_seller else [UUID(event.data["buyer_id"])]
    for member_id in readers:
        actions.send_notice(
            member_id=member_id,
            kind="message_for_seller" if to_seller else "message_for_buyer",
            context={"seller": seller.name, "id": str(event.subject_id)},
            key=f"message:{event.id}:{member_id}",
        )


def on_member_mail(event: Event) -> None:
    """Mails about signing in: allauth's, and our own on new devices and payout accounts."""
    data = dict(event.data)
    kind, to = data["kind"], data.get("to", "")
    key = f"member.mail:{event.id}"
    if data.get("has_member", True):
        actions.send_notice(member_id=event.subject_id, kind=kind, context=data, key=key, to=to)
    else:
        actions.send_to_address(
            to=to, kind=kind, context=data, language=data.get("language", "en"), key=key
        )


def on_staff_invited(event: Event) -> None:
    """Tell the owner of an invited address; with or without an account it is the same mail."""
    invitation = members.invitation(event.subject_id)
    if invitation is None:
        return
    person = members.member_by_email(invitation.email)
    actions.send_to_address(
        to=invitation.email,
        kind="staff_invited",
        context={"seller": invitation.seller_name, "role": invitation.role},
        language=person.language if person else "en",
        key=f"staff.invited:{event.id}",
        member_id=person.id if person else None,
    )
