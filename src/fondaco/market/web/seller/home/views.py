"""The seller's own pages: application, today, business data, payout account, staff."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.cases import queries as cases
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import actions, queries
from fondaco.market.members.rules import PAYOUT_HOLD, masked_iban
from fondaco.market.members.values import SellerView
from fondaco.market.messaging import queries as messaging
from fondaco.market.trade import queries as trade
from fondaco.market.web.seller.home import checklist
from fondaco.market.web.seller.home.forms import (
    ApplicationForm,
    BusinessForm,
    PayoutForm,
    StaffForm,
    as_form,
)
from fondaco.market.web.seller.nav import frame
from fondaco.market.web.shell.access import Visitor, visitor_of
from fondaco.market.web.shell.links import installed
from fondaco.market.web.shell.pages import me, say_refusal

HOLD_HOURS = int(PAYOUT_HOLD / timedelta(hours=1))


def _actor(request: HttpRequest) -> Actor:
    return Actor("seller", me(request))


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Why sell here? Staff go on to their home."""
    if visitor_of(request).seller_id is not None:
        return redirect("seller_home")
    return render(request, "seller/home/start.html")


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Ask to sell, or correct a refused application."""
    visitor = visitor_of(request)
    seller = queries.seller(visitor.seller_id) if visitor.seller_id else None
    if seller is not None and seller.status != "refused":
        return redirect("seller_home")
    member = queries.member(me(request))
    initial: dict[str, Any] = as_form(seller) if seller else {"country": member.country}
    initial.setdefault("contact_email", member.email)
    form = ApplicationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _apply(member.id, form)
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("seller_home")
    return render(request, "seller/home/apply.html", {"form": form, "refused": seller})


def _apply(member_id: UUID, form: ApplicationForm) -> None:
    given = form.cleaned_data
    actions.apply_as_seller(
        member_id=member_id,
        name=given["name"],
        legal_name=given["legal_name"],
        kind=given["kind"],
        country=given["country"],
        city=given["town"],
        address=form.address(given["legal_name"], given["country"]),
        register_number=given["register_number"],
        contact_email=given["contact_email"],
        contact_phone=given["contact_phone"],
        story=given["story"],
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is due today?"""
    context = frame(request)
    seller: SellerView = context["seller"]
    due = _due(seller.id)
    tasks = [
        task for task in checklist.onboarding(_facts(seller, visitor_of(request)))
        if task.is_done or installed(task.url)
    ]  # fmt: skip
    context |= {
        "title": checklist.heading(len(due), seller.status),
        "due": due,
        "tasks": tasks if any(not task.is_done for task in tasks) else [],
        "done": sum(task.is_done for task in tasks),
    }
    return render(request, "seller/home/home.html", context)


def _due(seller_id: UUID) -> tuple[checklist.Due, ...]:
    orders = [
        checklist.OrderDue(str(card.id), card.reference, card.state, card.titles, card.due_at)
        for state in ("paid", "accepted")
        for card in trade.orders_of_seller(seller_id, state).items
    ]
    talks = [
        checklist.TalkDue(str(talk.id), talk.about, talk.asked_at)
        for talk in messaging.waiting_for_seller(seller_id)
        if talk.asked_at is not None
    ]
    disputes = [
        checklist.CaseDue(str(card.id), card.order_reference, card.reason_title, card.due_at)
        for card in cases.cases_of_seller(seller_id, "due").items
    ]
    return checklist.due(orders, talks, disputes, clock.now())


def _facts(seller: SellerView, visitor: Visitor) -> checklist.ShopFacts:
    return checklist.ShopFacts(
        status=seller.status,
        has_payout_account=queries.payout_account(seller.id) is not None,
        ways_of_shipping=len(trade.shipping_options([seller.id])[seller.id]),
        listings=catalogue.shelf(seller.id).counts.get("live", 0),
        has_second_factor=visitor.member_id is not None
        and queries.has_second_factor(visitor.member_id),
        has_story=bool(seller.story),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def business(request: HttpRequest) -> HttpResponse:
    """Who is behind the shop, and how buyers reach them."""
    context = frame(request)
    seller: SellerView = context["seller"]
    form = BusinessForm(request.POST or None, initial=as_form(seller))
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_business_data(
                seller_id=seller.id,
                contact_email=form.cleaned_data["contact_email"],
                contact_phone=form.cleaned_data["contact_phone"],
                address=form.address(seller.legal_name, seller.country),
                city=form.cleaned_data["town"],
                story=form.cleaned_data["story"],
                actor=_actor(request),
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("seller_business")
    return render(request, "seller/home/business.html", context | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def payout_account(request: HttpRequest) -> HttpResponse:
    """Where is the shop paid? Changing it asks for a fresh proof (access table) and waits."""
    context = frame(request)
    seller: SellerView = context["seller"]
    account = queries.payout_account(seller.id)
    form = PayoutForm(request.POST or None, initial={"holder_name": seller.legal_name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_payout_account(
                seller_id=seller.id, actor=_actor(request), **form.cleaned_data
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("The payout account is set."))
            return redirect("seller_payout_account")
    context |= {
        "form": form,
        "account": account,
        "masked": masked_iban(account.iban) if account else "",
        "is_held": bool(account and account.held_until and account.held_until > clock.now()),
        "frozen": queries.payouts_frozen(seller.id),
        "hold_hours": HOLD_HOURS,
    }
    return render(request, "seller/home/payout_account.html", context)


@require_POST
def revert_payout_account(request: HttpRequest) -> HttpResponse:
    """Take a change back while it is held."""
    seller_id = frame(request)["seller"].id
    actions.revert_payout_account(seller_id=seller_id, actor=_actor(request))
    messages.success(request, _("You are paid to the account before, as if nothing had changed."))
    return redirect("seller_payout_account")


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """Who works here, and what may they do?"""
    context = frame(request)
    seller: SellerView = context["seller"]
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_staff(seller_id=seller.id, actor=_actor(request), **form.cleaned_data)
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(
                request, _("We have written to them. They work here once they accept.")
            )
            return redirect("seller_staff")
    context |= {
        "form": form,
        "colleagues": queries.colleagues(seller.id),
        "invitations": queries.invitations_of(seller.id),
    }
    return render(request, "seller/home/staff.html", context)


@require_POST
def remove_staff(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """End somebody's work here."""
    seller_id = frame(request)["seller"].id
    actions.remove_staff(seller_id=seller_id, member_id=member_id, actor=_actor(request))
    messages.success(request, _("They no longer work here."))
    return redirect("seller_staff")


@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    seller_id = frame(request)["seller"].id
    actions.withdraw_invitation(
        invitation_id=invitation_id, seller_id=seller_id, actor=_actor(request)
    )
    return redirect("seller_staff")
