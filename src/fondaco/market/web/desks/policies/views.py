"""The policy desk: versions, the form, proposals, and whom they would have changed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import propose_policy as acts
from fondaco.market.trade.queries.policies import ProposalView
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_proposals import Event, Role, State, may
from fondaco.market.trade.rules.policy_values import differences
from fondaco.market.web.desks.nav import frame
from fondaco.market.web.desks.policies.entry import read, sheet
from fondaco.market.web.desks.policies.estimate import DAYS, estimate
from fondaco.market.web.desks.policies.words import changes
from fondaco.market.web.shell.access import Role as HouseRole
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.pages import me, told

LONGEST_KEY = 60


def _actor(request: HttpRequest) -> Actor:
    kind = "admin" if _may_write(request) else "finance"
    return Actor(kind, me(request))


def _may_write(request: HttpRequest) -> bool:
    return visitor_of(request).has(HouseRole.ADMIN)


def _names(*ids: UUID | None) -> dict[UUID, str]:
    found = members.members(each for each in set(ids) if each is not None)
    return {member_id: member.display_name for member_id, member in found.items()}


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:LONGEST_KEY] or new_id().hex


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which terms are in force, what was in force before, and what waits to be?"""
    versions, proposals = trade.policy_versions(), trade.policy_proposals()
    names = _names(
        *(each.proposed_by for each in versions),
        *(each.published_by for each in versions),
        *(each.author_id for each in proposals),
    )
    context = frame(request) | {
        "versions": [
            {
                "view": each,
                "changes": changes(differences(each.before, each.policy)) if each.before else [],
                "proposed_by": names.get(each.proposed_by) if each.proposed_by else "",
                "published_by": names.get(each.published_by) if each.published_by else "",
            }
            for each in versions
        ],
        "proposals": [
            {"view": each, "author": names.get(each.author_id, "")}
            for each in proposals
            if each.state in {State.DRAFT, State.PROPOSED}
        ],
        "ended": [
            {"view": each, "author": names.get(each.author_id, "")}
            for each in proposals
            if each.state in {State.REJECTED, State.WITHDRAWN}
        ],
        "may_write": _may_write(request),
    }
    return render(request, "desks/policies/index.html", context)


@require_safe
def version(request: HttpRequest, version: int) -> HttpResponse:
    """What does this version say, number by number?"""
    if version > 2**31 - 1:
        raise Http404
    policy = trade.policy(version)
    context = frame(request) | {"policy": policy, "groups": sheet(policy, None, {})}
    return render(request, "desks/policies/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What should the terms be?"""
    base = trade.policy()

    def keep(body: dict[str, Any], reason: str) -> UUID:
        return acts.begin(body=body, reason=reason, actor=_actor(request), key=_key(request))

    return _write(request, base, base, "", keep)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What should the terms be, thought over again?"""
    view = trade.policy_proposal(proposal_id)

    def keep(body: dict[str, Any], reason: str) -> UUID:
        acts.write(
            proposal_id=proposal_id,
            body=body,
            reason=reason,
            actor=_actor(request),
            key=_key(request),
        )
        return proposal_id

    return _write(request, trade.policy(), view.policy, view.reason, keep)


def _write(
    request: HttpRequest, base: Policy, shown: Policy, reason: str, keep: Any
) -> HttpResponse:
    given: Mapping[str, str] | None = None
    errors: dict[str, str] = {}
    problem = ""
    if request.method == "POST":
        given, reason = request.POST, request.POST.get("reason", "")
        body, errors = read(given, shown)
        try:
            if not errors:
                return redirect("desk_policy_proposal", proposal_id=keep(body, reason))
        except Refusal as refusal:
            problem = told(refusal)
        problem = problem or _("Some numbers cannot stand as they are; they are marked below.")
    groups = sheet(shown, given, errors)
    context = frame(request) | {
        "base": base,
        "groups": groups,
        "marked": [
            (asked, box)
            for _group, numbers in groups
            for asked in numbers
            for box in asked.inputs
            if box.error
        ],
        "general": errors.get("", ""),
        "problem": problem,
        "reason": reason,
        "key": _key(request),
    }
    status = 422 if problem else 200
    return render(request, "desks/policies/form.html", context, status=status)


@require_safe
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Shall this come into force: what does it change, and whom would it have changed?"""
    return _proposal_page(request, trade.policy_proposal(proposal_id))


def _proposal_page(
    request: HttpRequest, view: ProposalView, problem: str = "", status: int = 200
) -> HttpResponse:
    base = trade.policy(view.base_version)
    in_force = trade.policy()
    is_author = view.author_id == me(request)
    allowed = may(view.state, Role.AUTHOR if is_author else Role.SECOND)
    names = _names(*(step.by for step in view.steps))
    is_open = view.state in {State.DRAFT, State.PROPOSED}
    context = frame(request) | {
        "view": view,
        "author": names.get(view.author_id, ""),
        "is_author": is_author,
        "is_open": is_open,
        "is_old": is_open and in_force.version != view.base_version,
        "in_force": in_force,
        "changes": changes(differences(base, view.policy)),
        "estimate": estimate(base, view.policy) if is_open else None,
        "days": DAYS,
        "may": {event.value: event in allowed for event in Event},
        "may_write": _may_write(request),
        "steps": [{"step": step, "who": names.get(step.by, "")} for step in view.steps],
        "problem": problem,
        "key": new_id().hex,
    }
    return render(request, "desks/policies/proposal.html", context, status=status)


@require_POST
def act(request: HttpRequest, proposal_id: UUID, verb: str) -> HttpResponse:
    """Propose, withdraw, publish or reject."""
    note = request.POST.get("note", "")
    given: dict[str, Any] = {
        "proposal_id": proposal_id,
        "actor": _actor(request),
        "key": _key(request),
    }
    try:
        match verb:
            case "propose":
                acts.propose(**given)
                done = _("Proposed. Somebody else of the house publishes it, or says why not.")
            case "withdraw":
                acts.withdraw(**given)
                done = _("Taken back. The policy in force stays.")
            case "publish":
                number = acts.publish(note=note, **given)
                done = _("Version %(n)s is in force for orders from now on.") % {"n": number}
            case "reject":
                acts.reject(note=note, **given)
                done = _("Rejected. The author reads why.")
            case _:
                raise Http404
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        view = trade.policy_proposal(proposal_id)
        return _proposal_page(request, view, told(refusal), refusal.status)
    messages.success(request, done)
    return redirect("desk_policy_proposal", proposal_id=proposal_id)
