"""The member's own pages: overview, activity, addresses, security, profile, what we sent."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.market.members import actions, queries, stepup
from fondaco.market.members.passwords import assess
from fondaco.market.messaging import queries as messaging
from fondaco.market.web.shell.links import LINKS
from fondaco.market.web.shell.pages import me, page_number, say_refusal
from fondaco.market.web.storefront.account.activity_words import told
from fondaco.market.web.storefront.account.forms import AddressForm, PhraseForm, ProfileForm

SHOWN_ON_OVERVIEW = 6


def _told(rows: Any) -> list[dict[str, Any]]:
    return [{"at": row.at, "words": told(row.kind, row.details)} for row in rows]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Is everything with my account as it should be?"""
    member_id = me(request)
    member = queries.member(member_id)
    return render(
        request,
        "storefront/account/overview.html",
        {
            "member": member,
            "phrase": queries.anti_phishing_phrase(member_id),
            "payments_frozen": queries.payments_frozen(member_id),
            "invitations": queries.invitations_to(member.email),
            "sign_ins": queries.open_sign_ins(member_id),
            "addresses": queries.addresses(member_id),
            "activity": _told(queries.activity(member_id).items[:SHOWN_ON_OVERVIEW]),
        },
    )


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """What happened to my account?"""
    page = queries.activity(me(request), page=page_number(request))
    context = {"activity": _told(page.items), "page": page}
    return render(request, "storefront/account/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, country, language of mails, currency."""
    member = queries.member(me(request))
    given = {
        "display_name": member.display_name,
        "country": member.country,
        "language": member.language,
        "currency": member.currency,
    }
    form = ProfileForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        actions.revise_profile(member_id=member.id, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account_overview")
    return render(request, "storefront/account/profile.html", {"form": form})


@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    """Where do my parcels go?"""
    context = {"addresses": queries.addresses(me(request))}
    return render(request, "storefront/account/addresses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_address(request: HttpRequest) -> HttpResponse:
    """One address more."""
    member = queries.member(me(request))
    form = AddressForm(
        request.POST or None, initial={"name": member.display_name, "country": member.country}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_address(
                member_id=member.id,
                address=form.address(),
                make_default="make_default" in request.POST,
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("The address is saved."))
            return redirect("account_addresses")
    return render(request, "storefront/account/address_form.html", {"form": form})


@require_POST
def change_address(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Make an address the default, or forget it."""
    member_id = me(request)
    if request.POST.get("do") == "default":
        found = {each.id: each for each in queries.addresses(member_id)}.get(address_id)
        if found is not None:
            actions.save_address(member_id=member_id, address=found.address, make_default=True)
    else:
        actions.remove_address(member_id=member_id, address_id=address_id)
        messages.success(request, _("The address is removed."))
    return redirect("account_addresses")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Can only I get in?"""
    member_id = me(request)
    return render(
        request,
        "storefront/account/security.html",
        {
            "member": queries.member(member_id),
            "phrase": queries.anti_phishing_phrase(member_id),
            "payments_frozen": queries.payments_frozen(member_id),
            "must_have_factor": queries.must_set_up_second_factor(member_id),
            "sign_ins": queries.open_sign_ins(member_id, request.session.session_key or ""),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phrase(request: HttpRequest) -> HttpResponse:
    """Choose the words that our mails carry."""
    member_id = me(request)
    form = PhraseForm(
        request.POST or None, initial={"phrase": queries.anti_phishing_phrase(member_id)}
    )
    if request.method == "POST" and form.is_valid():
        actions.revise_profile(
            member_id=member_id, anti_phishing_phrase=form.cleaned_data["phrase"]
        )
        messages.success(request, _("From now on our mails to you carry this phrase."))
        return redirect("account_security")
    return render(request, "storefront/account/phrase.html", {"form": form})


@require_POST
def end_sign_in(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    """Sign one device out."""
    actions.end_sign_in(member_id=me(request), sign_in_id=sign_in_id)
    messages.success(request, _("That device is signed out."))
    return redirect("account_security")


@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest) -> HttpResponse:
    """Somebody else was here: sign out everywhere, freeze cards and payouts, then put it right."""
    if request.method != "POST":
        return render(request, "storefront/account/not_me.html")
    actions.this_was_not_me(member_id=me(request))
    request.session.flush()
    return HttpResponseRedirect("/you/made-safe/")


@require_safe
def made_safe(request: HttpRequest) -> HttpResponse:
    """After "this was not me": what to do now, in order. Open, since everybody is signed out."""
    return render(request, "storefront/account/made_safe.html")


@require_POST
def unfreeze(request: HttpRequest) -> HttpResponse:
    """Let saved cards and payouts be used again; asks for a fresh proof first."""
    stepup.demand(request)
    actions.unfreeze_payments(member_id=me(request))
    messages.success(request, _("Saved cards and payouts can be used again."))
    return redirect("account_security")


@require_POST
def invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Accept or decline to work for a seller."""
    accept = request.POST.get("do") == "accept"
    actions.answer_invitation(invitation_id=invitation_id, member_id=me(request), accept=accept)
    return redirect("seller_home" if accept else "account_overview")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Which messages are really from Fondaco?"""
    page = messaging.notices(me(request), page_number(request))
    context = {"page": page, "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "storefront/account/sent.html", context)


@require_safe
def sent_one(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One mail as we sent it."""
    notice = messaging.notice(notice_id, me(request))
    return render(
        request,
        "storefront/account/sent_one.html",
        {"notice": notice, "sender": settings.DEFAULT_FROM_EMAIL, "links": LINKS},
    )


@require_POST
def password_advice(request: HttpRequest) -> HttpResponse:
    """Judge a password while it is typed; nothing is kept. Without JavaScript the form does."""
    password = request.POST.get("password1", "")

    class About:
        email = request.POST.get("email", "")[:254]
        display_name = request.POST.get("display_name", "")[:80]

    person = request.user if request.user.is_authenticated else About
    advice = assess(password, person) if password else None
    return render(request, "storefront/account/password_advice.html", {"advice": advice})
