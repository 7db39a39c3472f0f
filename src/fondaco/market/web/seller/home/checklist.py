"""What a new shop still has to do, and what is due today. Pure: facts in, rows out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What the checklist asks about a shop."""

    status: str
    has_payout_account: bool
    ways_of_shipping: int
    listings: int
    has_second_factor: bool
    has_story: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the onboarding checklist, done or with the page where it is done."""

    title: str
    text: str
    url: str
    is_done: bool


def onboarding(facts: ShopFacts) -> tuple[Task, ...]:
    """The way from application to the first sale, in order."""
    checked = facts.status in {"verified", "frozen"}
    return (
        Task(_("Apply"), _("Business data, as the law asks of traders."), "/sell/business/", True),
        Task(
            _("Get verified"),
            _("A person checks what you gave; you get a mail."),
            "/sell/business/",
            checked,
        ),
        Task(
            _("Secure your sign-in"),
            _("A second factor keeps others from your money."),
            "/account/2fa/",
            facts.has_second_factor,
        ),
        Task(
            _("Say where you are paid"),
            _("An IBAN in your or the company's name."),
            "/sell/payout-account/",
            facts.has_payout_account,
        ),
        Task(
            _("Say how you ship"),
            _("Carriers, prices, days, countries."),
            "/sell/shipping/",
            facts.ways_of_shipping > 0,
        ),
        Task(
            _("Publish the first listing"),
            _("One by one, or import your catalogue."),
            "/sell/listings/",
            facts.listings > 0,
        ),
        Task(
            _("Tell buyers who you are"),
            _("Two or three sentences on your shop's page."),
            "/sell/business/",
            facts.has_story,
        ),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits for the seller: what, until when (UTC), and where it is done."""

    title: str
    text: str
    url: str
    action: str
    at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class OrderDue:
    """An order that waits: ``state`` paid (accept it) or accepted (ship it)."""

    order_id: str
    reference: str
    state: str
    titles: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class TalkDue:
    """A buyer who waits for an answer since ``asked_at``."""

    conversation_id: str
    about: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class CaseDue:
    """A case that waits for the seller; what happens otherwise stands on its page."""

    case_id: str
    order_reference: str
    reason: str
    due_at: datetime | None


def due(
    orders: Iterable[OrderDue],
    talks: Iterable[TalkDue],
    cases: Iterable[CaseDue],
    now: datetime,
) -> tuple[Due, ...]:
    """Everything that waits, what is due first on top; what has no time comes last."""
    rows = [
        *(_order(order, now) for order in orders),
        *(_case(case, now) for case in cases),
        *(_talk(talk) for talk in talks),
    ]
    return tuple(sorted(rows, key=lambda row: (row.at is None, row.at or now)))


def _order(order: OrderDue, now: datetime) -> Due:
    shown = ", ".join(order.titles[:2])
    if len(order.titles) > 2:
        shown += " " + ngettext("and %d more", "and %d more", len(order.titles) - 2) % (
            len(order.titles) - 2
        )
    accept = order.state == "paid"
    title = _("Accept order %(reference)s") if accept else _("Ship order %(reference)s")
    return Due(
        title=title % {"reference": order.reference},
        text=shown,
        url=f"/sell/orders/{order.order_id}/",
        action=_("Look and accept") if accept else _("Pack and ship"),
        at=order.due_at,
        is_late=order.due_at is not None and order.due_at < now,
    )


def _case(case: CaseDue, now: datetime) -> Due:
    return Due(
        title=_("Answer the case about order %(reference)s") % {"reference": case.order_reference},
        text=case.reason,
        url=f"/sell/cases/{case.case_id}/",
        action=_("Look and answer"),
        at=case.due_at,
        is_late=case.due_at is not None and case.due_at < now,
    )


def _talk(talk: TalkDue) -> Due:
    return Due(
        title=_("Answer a buyer"),
        text=talk.about,
        url=f"/messages/{talk.conversation_id}/",
        action=_("Answer"),
        at=talk.asked_at,
        is_late=False,
    )


def heading(count: int, status: str) -> Any:
    """The page's title: one sentence about today."""
    if status == "applied":
        return _("We are checking your application")
    if status == "refused":
        return _("Your application needs a correction")
    if status == "frozen":
        return _("Your shop is frozen")
    if count == 0:
        return _("Nothing is due")
    return ngettext("%d thing is due", "%d things are due", count) % count
