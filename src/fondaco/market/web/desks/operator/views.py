"""The operator's pages: sellers to verify, sellers, members, reported messages, audit log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel import audit
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.cases import queries as cases
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions, queries
from fondaco.market.members.rules import ROLES, TIERS, VERIFIABLE_FACTS, masked_iban
from fondaco.market.messaging import actions as messaging
from fondaco.market.messaging import queries as messages_sent
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.nav import frame, items
from fondaco.market.web.desks.operator.audit_words import words_of
from fondaco.market.web.shell.access import Role, visitor_of
from fondaco.market.web.shell.choices import currencies
from fondaco.market.web.shell.pages import me, page_number, told
from fondaco.market.web.shell.words import FACT_NAMES
from fondaco.money.amount import Money

STATUSES = (
    ("applied", _lazy("To verify")),
    ("verified", _lazy("Verified")),
    ("refused", _lazy("Refused")),
    ("frozen", _lazy("Frozen")),
)
AUDIT_SHOWN = 200


def _actor(request: HttpRequest) -> Actor:
    return Actor("admin", me(request))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Which desk waits for me?"""
    context = frame(request)
    is_operator = visitor_of(request).has(Role.ADMIN, Role.SUPPORT, Role.TRUST)
    if visitor_of(request).has(Role.ADMIN, Role.SUPPORT, Role.FINANCE):
        context |= {"figures": _figures()}
    if visitor_of(request).has(Role.ADMIN, Role.FINANCE):
        context |= {"policies": trade.proposals_waiting()}
    context |= {
        "desks": [item for item in items(request) if item["url"] != "/desk/"],
        "is_operator": is_operator,
        "applied": len(queries.sellers_by_status("applied").items) if is_operator else 0,
        "reports": len(messages_sent.reports_open().items) if is_operator else 0,
    }
    return render(request, "desks/operator/home.html", context)


def _figures() -> dict[str, Any]:
    """The house in three numbers: money in escrow by currency, paid orders, cases."""
    held = [
        Money(amount_minor, currency)
        for currency in currencies()
        if (amount_minor := ledger.total(AccountKind.ESCROW, currency))
    ]
    figures = cases.case_figures()
    return {"held": held, "orders": figures.orders, "cases": figures.cases}


@require_safe
def sellers(request: HttpRequest) -> HttpResponse:
    """Who waits to be verified, and who else sells here?"""
    known = dict(STATUSES)
    status = request.GET.get("status", "applied")
    status = status if status in known else "applied"
    tabs = [
        {"title": title, "url": f"?status={name}", "current": name == status}
        for name, title in STATUSES
    ]
    page = queries.sellers_by_status(status, page_number(request))
    context = frame(request) | {"tabs": tabs, "page": page, "status": status}
    return render(request, "desks/operator/sellers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def seller(request: HttpRequest, seller_id: UUID) -> HttpResponse:
    """Is this seller who they say they are?"""
    problem = ""
    if request.method == "POST":
        try:
            _decide_on_seller(request, seller_id)
        except Refusal as refusal:
            problem = told(refusal)
        else:
            messages.success(request, _("Done, and written in the audit log."))
            return redirect("desk_seller", seller_id=seller_id)
    view = queries.seller(seller_id)
    account = queries.payout_account(seller_id)
    context = frame(request) | {
        "seller": view,
        "problem": problem,
        "facts": [
            {"name": name, "label": FACT_NAMES[name], "is_checked": name in view.verified_facts}
            for name in VERIFIABLE_FACTS
        ],
        "tiers": TIERS,
        "account": account,
        "masked": masked_iban(account.iban) if account else "",
        "staff": queries.colleagues(seller_id),
        "audit": words_of(audit.latest(subject_id=seller_id, limit=20)),
        "may_decide": visitor_of(request).has(Role.ADMIN),
    }
    return render(request, "desks/operator/seller.html", context, status=409 if problem else 200)


def _decide_on_seller(request: HttpRequest, seller_id: UUID) -> None:
    actor, reason = _actor(request), request.POST.get("reason", "")
    match request.POST.get("do"):
        case "verify":
            facts = request.POST.getlist("facts")
            actions.verify_seller(seller_id=seller_id, actor=actor, facts=facts)
        case "refuse":
            actions.refuse_seller(seller_id=seller_id, actor=actor, reason=reason)
        case "freeze":
            actions.freeze_seller(seller_id=seller_id, actor=actor, reason=reason)
        case "unfreeze":
            actions.unfreeze_seller(seller_id=seller_id, actor=actor, reason=reason)
        case "tier":
            tier = request.POST.get("tier", "")
            actions.set_tier(seller_id=seller_id, tier=tier, actor=actor)
        case _:
            raise _unknown()


def _unknown() -> Refusal:
    return Refusal(
        "decision_unknown",
        _("This is none of the decisions that can be made here."),
        not_done=_("Nothing was changed."),
        status=422,
    )


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Find a member."""
    search = request.GET.get("q", "").strip()[:120]
    page = queries.members_page(search=search, page=page_number(request))
    roles = queries.roles_of_many(view.id for view in page.items)
    rows = [{"member": view, "roles": roles.get(view.id, ())} for view in page.items]
    context = frame(request) | {"rows": rows, "page": page, "search": search}
    return render(request, "desks/operator/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """What may this member do, and is something wrong?"""
    problem = ""
    if request.method == "POST":
        try:
            _decide_on_member(request, member_id)
        except Refusal as refusal:
            problem = told(refusal)
        else:
            messages.success(request, _("Done, and written in the audit log."))
            return redirect("desk_member", member_id=member_id)
    staff = queries.staff_of(member_id)
    context = frame(request) | {
        "member": queries.member(member_id),
        "problem": problem,
        "roles": sorted(queries.roles_of(member_id)),
        "all_roles": ROLES,
        "seller": queries.seller(staff.seller_id) if staff else None,
        "staff": staff,
        "payments_frozen": queries.payments_frozen(member_id),
        "audit": words_of(audit.latest(subject_id=member_id, limit=20)),
        "may_decide": visitor_of(request).has(Role.ADMIN),
    }
    return render(request, "desks/operator/member.html", context, status=409 if problem else 200)


def _decide_on_member(request: HttpRequest, member_id: UUID) -> None:
    actor, given = _actor(request), request.POST
    match given.get("do"):
        case "grant":
            actions.grant_role(member_id=member_id, role=given.get("role", ""), actor=actor)
        case "revoke":
            actions.revoke_role(member_id=member_id, role=given.get("role", ""), actor=actor)
        case "freeze":
            reason = given.get("reason", "")
            actions.freeze_member(member_id=member_id, actor=actor, reason=reason)
        case "unfreeze":
            reason = given.get("reason", "")
            actions.unfreeze_member(member_id=member_id, actor=actor, reason=reason)
        case _:
            raise _unknown()


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Which messages were reported, and what do we answer?"""
    page = messages_sent.reports_open(page_number(request))
    return render(request, "desks/operator/reports.html", frame(request) | {"page": page})


@require_POST
def answer_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Answer a report with reasons; the reporter gets a mail."""
    messaging.answer_report(
        report_id=report_id, answer=request.POST.get("answer", ""), actor=_actor(request)
    )
    messages.success(request, _("The reporter gets your answer by mail."))
    return redirect("desk_reports")


@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Who did what to money, roles, policies, cases and personal data?"""
    rows = audit.latest(limit=AUDIT_SHOWN)
    people = queries.members(row.actor.id for row in rows if row.actor.id is not None)
    shown = [
        {"told": told, "who": people[row.actor.id].email if row.actor.id in people else ""}
        for row, told in zip(rows, words_of(rows), strict=True)
    ]
    return render(request, "desks/operator/audit.html", frame(request) | {"rows": shown})
