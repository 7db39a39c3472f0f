"""Writing a review, changing it, answering it, and saying that one helped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.trust import actions
from fondaco.market.trust import queries as trust
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.pages import me, page_number, say_refusal
from fondaco.market.web.shell.security import same_origin_post
from fondaco.market.web.storefront.reviews.forms import AnswerForm, ReviewForm
from fondaco.market.web.storefront.reviews.panels import review_cards


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What may I review, and what have I written?"""
    member_id = me(request)
    page = trust.reviews_by(member_id, page_number(request))
    cards = review_cards(page.items)
    context = {
        "rights": trust.may_review(member_id),
        "page": page,
        "written": [
            (card, trust.may_edit(view)) for card, view in zip(cards, page.items, strict=True)
        ],
    }
    return render(request, "storefront/reviews/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """How was it?"""
    member_id = me(request)
    written = trust.reviews_of_lines([line_id])
    if line_id in written:
        return redirect("reviews_edit", review_id=written[line_id])
    right = trust.right(member_id, line_id)
    form = ReviewForm(request.POST or None, kind=right.kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_review(
                member_id=member_id,
                line_id=line_id,
                incentive_declared=form.cleaned_data["incentive_declared"],
                key=f"page:{line_id}",
                **form.given(),
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. It is published."))
            return redirect("reviews_mine")
    context = {
        "form": form,
        "right": right,
        "title": right.title,
        "seller": members.seller(right.seller_id),
        "picture": _picture(right.listing_id),
    }
    return render(request, "storefront/reviews/write.html", context)


def _picture(listing_id: UUID) -> Any:
    try:
        pictures = catalogue.listing(listing_id).pictures
    except NotFound:
        return None
    return pictures[0] if pictures else None


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Would I say it otherwise now?"""
    view = trust.review(review_id)
    initial = {name: str(mark or "") for name, mark in view.marks.as_dict().items()}
    initial |= {"text": view.text, "authentic": view.authentic}
    form = ReviewForm(request.POST or None, kind=view.kind, is_edit=True, initial=initial)
    may_edit = trust.may_edit(view)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_review(member_id=me(request), review_id=review_id, **form.given())
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("Changed. What it was before stays in the log."))
            return redirect("reviews_mine")
    context = {
        "form": form,
        "view": view,
        "card": review_cards([view])[0],
        "may_edit": may_edit,
        "title": view.title,
        "seller": members.seller(view.seller_id),
        "picture": _picture(view.listing_id),
    }
    return render(request, "storefront/reviews/edit.html", context)


@require_safe
def to_answer(request: HttpRequest) -> HttpResponse:
    """Which reviews of my shop wait for an answer?"""
    seller_id = visitor_of(request).seller_id
    if seller_id is None:
        raise AssertionError("the access table asks for a seller's staff")
    page = trust.unanswered(seller_id, page_number(request))
    context = {"page": page, "cards": review_cards(page.items), "seller": members.seller(seller_id)}
    return render(request, "storefront/reviews/to_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """What does the shop say to this?"""
    view = trust.review(review_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_review(
                seller_id=view.seller_id,
                review_id=review_id,
                text=form.cleaned_data["text"],
                actor=Actor("seller", me(request)),
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, _("Your answer is published."))
            return redirect("reviews_to_answer")
    context = {
        "form": form,
        "view": view,
        "card": review_cards([view])[0],
        "seller": members.seller(view.seller_id),
    }
    return render(request, "storefront/reviews/answer.html", context)


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
def helpful(request: HttpRequest, review_id: UUID) -> HttpResponseRedirect:
    """This review helped me. Who had to sign in first comes back to the review."""
    if request.method != "POST":
        listing = catalogue.listing(trust.review(review_id).listing_id)
        return HttpResponseRedirect(f"{listing.path}reviews/#review-{review_id}")
    actions.vote_helpful(member_id=me(request), review_id=review_id)
    messages.success(request, _("Noted, thank you."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if safe else "/")
