"""The trust desk: reports to answer, signals to look at, reviews, and who is restricted."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.trust import actions, desk_queries, notices
from fondaco.market.trust import queries as trust
from fondaco.market.trust.desk_queries import NoticeView, SignalView
from fondaco.market.trust.rules.notices import REASONS, SIGNAL_KINDS
from fondaco.market.trust.rules.reviews import REMOVAL_RULES
from fondaco.market.trust.values import ReviewView
from fondaco.market.web.desks.nav import frame
from fondaco.market.web.shell.access import Role, visitor_of
from fondaco.market.web.shell.pages import me, page_number, told


def _frame(request: HttpRequest, now: str) -> dict[str, Any]:
    names = (
        ("desk_trust", _("Signals"), "/desk/trust/"),
        ("desk_trust_notices", _("Reports"), "/desk/trust/reports/"),
        ("desk_trust_reviews", _("Reviews"), "/desk/trust/reviews/"),
        ("desk_trust_restrictions", _("Restrictions"), "/desk/trust/restrictions/"),
    )
    counts = desk_queries.counts()
    waiting = {"desk_trust": counts.signals, "desk_trust_notices": counts.notices}
    tabs = [
        {"title": title, "url": url, "current": name == now, "count": waiting.get(name) or None}
        for name, title, url in names
    ]
    return frame(request) | {"desk_tabs": tabs, "counts": counts}


def _actor(request: HttpRequest) -> Actor:
    return Actor("trust", me(request))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was seen that a person should look at?"""
    page = desk_queries.signals(page_number(request))
    context = _frame(request, "desk_trust") | {
        "page": page,
        "rows": _signal_rows(request, page.items),
    }
    return render(request, "desks/trust/index.html", context)


def _signal_rows(request: HttpRequest, signals: Iterable[SignalView]) -> list[dict[str, Any]]:
    signals = list(signals)
    opens_members = visitor_of(request).has(Role.SUPPORT, Role.ADMIN)
    people = members.members(s.subject_id for s in signals if s.subject_kind == "member")
    shops = members.sellers(s.subject_id for s in signals if s.subject_kind == "seller")
    rows = []
    for signal in signals:
        row: dict[str, Any] = {"signal": signal, "what": _(SIGNAL_KINDS[signal.kind])}
        if signal.subject_id in people:
            member = people[signal.subject_id]
            row |= {"who": member.display_name or member.email}
            row |= {"url": f"/desk/operator/members/{member.id}/" if opens_members else ""}
        elif signal.subject_id in shops:
            row |= {"who": shops[signal.subject_id].name}
        review_id = signal.evidence.get("review_id")
        row["review_url"] = f"/desk/trust/reviews/{review_id}/" if review_id else ""
        rows.append(row)
    return rows


@require_POST
def close(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """I have looked at this."""
    note = request.POST.get("note", "")
    notices.close_signal(signal_id=signal_id, note=note, actor=_actor(request))
    messages.success(request, _("Closed, with your note."))
    return redirect("desk_trust")


REVIEW_TABS = ("", "fake", "uncounted", "removed")


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Which reviews need a look?"""
    which = request.GET.get("which", "")
    which = which if which in REVIEW_TABS else ""
    number = page_number(request)
    page = trust.removed_reviews(number) if which == "removed" else trust.newest_reviews(
        number, which
    )  # fmt: skip
    titles = {
        "": _("Newest"),
        "fake": _("Said not to be genuine"),
        "uncounted": _("Not counted"),
        "removed": _("Removed"),
    }
    kinds = [
        {"title": titles[name], "url": f"?which={name}", "current": name == which}
        for name in REVIEW_TABS
    ]
    shops = members.sellers({view.seller_id for view in page.items})
    context = _frame(request, "desk_trust_reviews") | {
        "page": page,
        "kinds": kinds,
        "rows": [_review_row(view, shops.get(view.seller_id)) for view in page.items],
    }
    return render(request, "desks/trust/reviews.html", context)


def _review_row(view: ReviewView, shop: Any) -> dict[str, Any]:
    rule = _(REMOVAL_RULES[view.removal.rule]) if view.removal else ""
    return {"view": view, "shop": shop.name if shop else "", "rule": rule}


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Does this review break a published rule?"""
    problem = ""
    if request.method == "POST":
        try:
            actions.remove_review(
                review_id=review_id,
                rule=request.POST.get("rule", ""),
                reason=request.POST.get("reason", ""),
                actor=_actor(request),
            )
        except Refusal as refusal:
            problem = told(refusal)
        else:
            messages.success(request, _("Removed. Its place says why."))
            return redirect("desk_trust_review", review_id=review_id)
    view = trust.review(review_id)
    context = _frame(request, "desk_trust_reviews") | {
        "view": view,
        "is_sealed": trust.is_sealed(view.id),
        "problem": problem,
        "seller": members.seller(view.seller_id),
        "rules": list(REMOVAL_RULES.items()),
        "rule": _(REMOVAL_RULES[view.removal.rule]) if view.removal else "",
    }
    return render(request, "desks/trust/review.html", context)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer?"""
    answered = request.GET.get("answered") == "1"
    page = desk_queries.notices(answered=answered, page=page_number(request))
    kinds = [
        {"title": _("To answer"), "url": "?", "current": not answered},
        {"title": _("Answered"), "url": "?answered=1", "current": answered},
    ]
    context = _frame(request, "desk_trust_notices") | {
        "page": page,
        "kinds": kinds,
        "answered": answered,
        "rows": [_notice_row(notice) for notice in page.items],
    }
    return render(request, "desks/trust/reports.html", context)


def _notice_row(notice: NoticeView) -> dict[str, Any]:
    url = ""
    if notice.about_kind == "review" and notice.about_id:
        url = f"/desk/trust/reviews/{notice.about_id}/"
    elif notice.about_id and notice.address.startswith("/"):
        url = notice.address
    return {"notice": notice, "reason": _(REASONS[notice.reason]), "url": url}


@require_POST
def answer(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Our answer to a report, with its reasons."""
    notices.answer_notice(
        notice_id=notice_id,
        answer=request.POST.get("answer", ""),
        is_upheld=request.POST.get("do") == "upheld",
        actor=_actor(request),
    )
    messages.success(request, _("Answered. The sender can read it at their reference."))
    return redirect("desk_trust_notices")


@require_safe
def restrictions(request: HttpRequest) -> HttpResponse:
    """Who is restricted, and why?"""
    frozen = members.sellers_by_status("frozen", page_number(request))
    context = _frame(request, "desk_trust_restrictions") | {
        "page": frozen,
        "removed": trust.removed_reviews().total,
    }
    return render(request, "desks/trust/restrictions.html", context)
