"""Signing in with two factors, and signing out."""

from dataclasses import asdict, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fondaco.bank.issuer import sign_in
from fondaco.bank.issuer.confirm import MOST_TRIES, Verdict
from fondaco.bank.issuer.session import IDLE, begin
from fondaco.kernel.errors import Refusal


@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """First factor."""
    after = request.POST.get("next") or request.GET.get("next", "")
    refusal = None
    if "idle" in request.GET and not request.POST:
        messages.error(request, IDLE)
        return redirect("issuer_sign_in")
    if request.method == "POST":
        try:
            pending = sign_in.check(
                request.POST.get("email", ""), request.POST.get("password", "")[:200]
            )
            request.session.cycle_key()
            request.session["pending"] = asdict(pending)
            request.session["next"] = after
            return redirect("issuer_sign_in_code")
        except Refusal as error:
            refusal = error
    context = {"refusal": refusal, "next": after, "email": request.POST.get("email", "")}
    return render(
        request, "issuer/sign_in.html", context, status=refusal.status if refusal else 200
    )


@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Second factor: three tries, five minutes."""
    kept = request.session.get("pending")
    if not kept:
        return redirect("issuer_sign_in")
    pending = sign_in.Pending(**kept)
    wrong = False
    if request.method == "POST":
        verdict = sign_in.judge_code(pending, request.POST.get("code", "")[:20])
        if verdict is Verdict.RIGHT:
            after = request.session.get("next", "")
            begin(request, pending.cardholder_id, pending.name)
            return redirect(_safe(request, after) or "issuer_overview")
        pending = replace(pending, tries=pending.tries + 1)
        end = sign_in.ENDINGS.get(verdict)
        if end is None and pending.tries >= MOST_TRIES:
            end = sign_in.THREE_WRONG
        if end is not None:
            request.session.flush()
            messages.error(request, str(end))
            return redirect("issuer_sign_in")
        request.session["pending"] = asdict(pending)
        wrong = True
    left = MOST_TRIES - pending.tries
    return render(
        request,
        "issuer/sign_in_code.html",
        {"pending": pending, "wrong": wrong, "left": left},
        status=400 if wrong else 200,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    messages.success(request, _("You are signed out."))
    return redirect("counter_home")


def _safe(request: HttpRequest, after: str) -> str:
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()})
    return after if safe and after.startswith("/") else ""
