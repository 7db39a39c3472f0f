"""The editor: one page for a new listing and an old one, with its problems while one types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import actions, lifecycle, queries
from fondaco.market.catalogue.rules.listing import (
    MAX_PICTURES,
    ListingDraft,
    PictureDraft,
    Problem,
    cleaned,
    problems,
)
from fondaco.market.members import queries as members
from fondaco.market.web.seller.listings.forms import (
    KeptPictures,
    ListingForm,
    VariantRows,
    draft_from,
    initial_of,
    initial_pictures,
    initial_rows,
    show_problems,
)
from fondaco.market.web.seller.nav import frame
from fondaco.market.web.shell.access import visitor_of


def seller_of(request: HttpRequest) -> UUID:
    """The shop that the visitor works for; the access table lets nobody else this far."""
    seller_id = visitor_of(request).seller_id
    assert seller_id is not None  # noqa: S101 - the access table asks for staff
    return seller_id


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, for the audit log."""
    return Actor("seller", visitor_of(request).member_id)


class Forms:
    """The three forms of the editor, bound to what was sent or filled from a stored draft."""

    def __init__(self, request: HttpRequest, draft: ListingDraft | None, currency: str) -> None:
        bound = request.method == "POST"
        data, files = (request.POST, request.FILES) if bound else (None, None)
        options = {"currency": currency}
        self.currency = currency
        self.form = ListingForm(data, files, initial=initial_of(draft) if draft else None)
        self.rows = VariantRows(data, initial=initial_rows(draft), prefix="v", form_kwargs=options)
        self.pictures = KeptPictures(
            data, initial=initial_pictures(draft.pictures if draft else ()), prefix="p"
        )

    def are_valid(self) -> bool:
        """Whether all three are; each is asked, so that all errors show at once."""
        return all([self.form.is_valid(), self.rows.is_valid(), self.pictures.is_valid()])

    def kept(self) -> list[PictureDraft]:
        """The pictures that stay, in the order of their places."""
        given = [row.cleaned_data for row in self.pictures if not row.cleaned_data.get("remove")]
        given.sort(key=lambda row: row.get("place") or 99)
        return [PictureDraft(r["sha256"], r["alt"], r["width"], r["height"]) for r in given]

    def draft(self, pictures: list[PictureDraft], handle: str = "") -> ListingDraft:
        """What was typed."""
        return draft_from(self.form, self.rows, pictures, self.currency, handle)


def new(request: HttpRequest) -> HttpResponse:
    """A new listing."""
    seller_id = seller_of(request)
    forms = Forms(request, None, members.seller(seller_id).currency)
    if request.method == "POST" and forms.are_valid():
        listing_id = _save(request, forms, None)
        if listing_id is not None:
            return _after_saving(request, listing_id)
    return render(request, "seller/listings/editor.html", _context(request, forms, None))


def edit(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """An old listing; saving changed words makes a new version."""
    seller_id = seller_of(request)
    view = queries.listing(listing_id)
    if view.seller_id != seller_id:
        raise NotFound(_("There is no such listing in your shop."))
    draft = queries.draft(listing_id)
    forms = Forms(request, draft, view.currency)
    if request.method == "POST" and forms.are_valid():
        saved_id = _save(request, forms, listing_id)
        if saved_id is not None:
            if saved_id != listing_id:
                messages.info(
                    request,
                    _("That is another product, so it became a new listing; reviews stay behind."),
                )
            return _after_saving(request, saved_id)
    return render(request, "seller/listings/editor.html", _context(request, forms, listing_id))


def _save(request: HttpRequest, forms: Forms, listing_id: UUID | None) -> UUID | None:
    """Store what was typed; None when it was refused, and the forms then say why."""
    pictures = forms.kept()
    for upload in forms.form.cleaned_data["pictures"]:
        try:
            pictures.append(
                actions.store_picture(upload.read(), alt=forms.form.cleaned_data["title"])
            )
        except Refusal as refusal:
            forms.form.add_error("pictures", f"{upload.name}: {refusal.what}")
            return None
    if len(pictures) > MAX_PICTURES:
        forms.form.add_error("pictures", _("There are more than 12 pictures."))
        return None
    common: dict[str, Any] = {"seller_id": seller_of(request), "actor": actor_of(request)}
    try:
        if listing_id is None:
            return actions.create_listing(draft=forms.draft(pictures), **common)
        handle = queries.draft(listing_id).handle
        return actions.revise_listing(
            listing_id=listing_id, draft=forms.draft(pictures, handle), **common
        )
    except actions.BadDraft as bad:
        show_problems(forms.form, forms.rows, bad.problems)
    except Refusal as refusal:
        name = refusal.field if refusal.field in forms.form.fields else None
        forms.form.add_error(name, str(refusal.what))
    return None


def _after_saving(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Publish if that was asked for; a refusal of that is said, and the words stay saved."""
    if request.POST.get("then") == "publish":
        try:
            actions.publish(
                seller_id=seller_of(request), listing_id=listing_id, actor=actor_of(request)
            )
            messages.success(request, _("It is for sale."))
        except Refusal as refusal:
            messages.warning(request, _("Saved as a draft. %(why)s") % {"why": refusal.what})
    else:
        messages.success(request, _("Saved."))
    return redirect("seller_listing", listing_id=listing_id)


def _context(request: HttpRequest, forms: Forms, listing_id: UUID | None) -> dict[str, Any]:
    view = queries.listing(listing_id) if listing_id else None
    draft = queries.draft(listing_id) if listing_id else None
    found = problems(draft) if draft else []
    return frame(request) | {
        "form": forms.form,
        "rows": forms.rows,
        "pictures": zip(forms.pictures, draft.pictures if draft else (), strict=False),
        "picture_rows": forms.pictures,
        "listing": view,
        "currency": forms.currency,
        "checks": sheet_of(found),
        "events": lifecycle.possible(view.status) if view else (),
    }


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The problems of what is being typed, as a fragment; nothing is stored."""
    seller_id = seller_of(request)
    forms = Forms(request, None, members.seller(seller_id).currency)
    forms.form.fields["pictures"].disabled = True
    if not forms.are_valid():
        found = [
            Problem("", "", error)
            for form in (forms.form, *forms.rows, *forms.pictures)
            for errors in form.errors.values()
            for error in errors
        ]
        return render(request, "seller/listings/checks.html", {"checks": sheet_of(found)})
    found = problems(cleaned(forms.draft(forms.kept())))
    return render(request, "seller/listings/checks.html", {"checks": sheet_of(found)})


def sheet_of(found: list[Problem]) -> list[dict[str, Any]]:
    """Problems as the sheet draws them; none at all is said too."""
    states = {"error": "bad", "blocks": "look", "advice": "unknown"}
    rows = [{"state": states[p.severity], "title": _(p.message), "text": ""} for p in found]
    if not any(problem.severity != "advice" for problem in found):
        rows.insert(0, {"state": "ok", "title": _("Ready to go live."), "text": ""})
    return rows
