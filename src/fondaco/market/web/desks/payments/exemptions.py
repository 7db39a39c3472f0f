"""The exemption policy on the payments desk: how it stands, a proposal, a second person's word."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.payments import exemption_policy, exemption_queries
from fondaco.market.payments.exemption_policy import VersionView
from fondaco.market.web.desks.payments import exemption_words as words
from fondaco.market.web.desks.payments.frame import frame
from fondaco.market.web.shell.access import Role, visitor_of

PAGE = "desk_payments_exemptions"
TOLD_BEFORE = timedelta(days=14)
"""So long before the acquirer's declared rate lapses the desk asks for the next one."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The policy in force, what waits, what exemptions brought, and the fraud rate."""
    versions = exemption_policy.versions()
    in_force = next((each for each in versions if each.state == "in_force"), None)
    rate = exemption_queries.rate()
    people = members.members(
        {each.made_by for each in versions}
        | {each.decided_by for each in versions if each.decided_by}
    )
    names = {person.id: person.display_name or person.email for person in people.values()}
    claims_risk = in_force is not None and in_force.risk_limit_minor > 0
    too_high = claims_risk and in_force and rate and rate.rate_bps > in_force.most_fraud_bps
    left = in_force.declared_until - clock.now() if claims_risk and in_force else None
    context = {
        "in_force": in_force,
        "declaration_lapsed": left is not None and left <= timedelta(0),
        "declaration_ends": left is not None and timedelta(0) < left <= TOLD_BEFORE,
        "waiting": next((each for each in versions if each.state == "proposed"), None),
        "history": [
            (each, *words.STATES[each.state], names.get(each.made_by), _name(names, each))
            for each in versions
        ],
        "counters": [
            (words.EXEMPTIONS[each.exemption], each) for each in exemption_queries.counters()
        ],
        "not_asked": [
            (words.BECAUSE.get(code, code), count) for code, count in exemption_queries.not_asked()
        ],
        "rate": rate,
        "rate_too_high": too_high,
        "rate_unknown": claims_risk and rate is None,
        "may_change": visitor_of(request).has(Role.ADMIN, Role.FINANCE),
    }
    return render(request, "desks/payments/exemptions.html", frame(request, PAGE) | context)


def _name(names: dict[UUID, str], version: VersionView) -> str | None:
    return names.get(version.decided_by) if version.decided_by else None


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose another version; a second person decides."""
    refusal = None
    if request.method == "POST":
        try:
            _propose(request)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Proposed. It waits for a second person."))
            return redirect(PAGE)
    typed = request.POST
    context = {
        "refusal": refusal,
        "bands": words.BANDS,
        "low_value": typed.get("low_value", "0"),
        "risk_limit": typed.get("risk_limit", "0"),
        "fraud_rate": typed.get("fraud_rate", ""),
        "reason": typed.get("reason", ""),
    }
    return _page(request, "exemption_propose", context, refusal)


def _propose(request: HttpRequest) -> None:
    low = words.cents(request.POST.get("low_value", ""))
    risk = words.limit(request.POST.get("risk_limit", ""))
    rate = words.whole(request.POST.get("fraud_rate", ""))
    for value, field in ((low, "low_value_limit"), (risk, "risk_limit"), (rate, "fraud_rate_bps")):
        if value is None:
            raise Refusal(
                "number_invalid",
                _("A limit or rate is no number that can be set."),
                not_done=_("Nothing was proposed."),
                next_step=_("Look at what you typed, then try again."),
                field=field,
                status=422,
            )
    exemption_policy.propose(
        low_value_limit_minor=low or 0,
        risk_limit_minor=risk or 0,
        fraud_rate_bps=rate or 0,
        reason=request.POST.get("reason", ""),
        actor=_actor(request),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """What a proposal would change, and the second person's word on it."""
    versions = exemption_policy.versions()
    found = next((each for each in versions if each.id == policy_id), None)
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        accept = request.POST.get("do") == "accept"
        try:
            exemption_policy.decide(policy_id=policy_id, accept=accept, actor=_actor(request))
        except Refusal as refused:
            refusal = refused
        else:
            done = _("It is in force from now on.") if accept else _("It was rejected.")
            messages.success(request, done)
            return redirect(PAGE)
    people = members.members({found.made_by})
    context = {
        "version": found,
        "in_force": next((each for each in versions if each.state == "in_force"), None),
        "proposer": next((each.display_name or each.email for each in people.values()), ""),
        "is_mine": found.made_by == visitor_of(request).member_id,
        "refusal": refusal,
    }
    return _page(request, "exemption_decide", context, refusal)


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """Have every payment confirmed again, at once; one person suffices."""
    refusal = None
    if request.method == "POST":
        try:
            exemption_policy.stop(reason=request.POST.get("reason", ""), actor=_actor(request))
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Every card payment is confirmed from now on."))
            return redirect(PAGE)
    context = {"refusal": refusal, "reason": request.POST.get("reason", "")}
    return _page(request, "exemption_stop", context, refusal)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], refusal: Refusal | None
) -> HttpResponse:
    return render(
        request,
        f"desks/payments/{name}.html",
        frame(request, PAGE) | context,
        status=refusal.status if refusal else 200,
    )


def _actor(request: HttpRequest) -> Actor:
    visitor = visitor_of(request)
    kind = "admin" if visitor.has(Role.ADMIN) else "finance"
    return Actor(kind, visitor.member_id)
