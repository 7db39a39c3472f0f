"""Pages of conversations: for buyers and, on their shop's side, for sellers' staff."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.messaging import actions, queries
from fondaco.market.messaging.values import ConversationView, MessageView
from fondaco.market.trade import queries as trade
from fondaco.market.trust.rules.screening import Finding, screen
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.pages import me, page_number, say_refusal
from fondaco.market.web.storefront.account.forms import MessageForm, ReportForm

NAMELESS = _lazy("A member")


@dataclass(frozen=True, slots=True)
class LinkWarning:
    """Where a link in a message leads, said to its reader: ``what`` and ``next_step``."""

    what: str
    next_step: str


def _warnings(message: MessageView) -> list[Finding | LinkWarning]:
    """What the reader of a message is warned of; our own pages are no danger."""
    found: list[Finding | LinkWarning] = [
        Finding(kind) for kind in message.findings if kind != "link"
    ]
    if "link" in message.findings:
        ours = urlsplit(settings.MARKET_URL).hostname
        hosts = [each.shown for each in screen(message.text).findings if each.kind == "link"]
        found += [
            LinkWarning(
                _("The link in this message leads to %(host)s, which is not Fondaco.")
                % {"host": host},
                _("Do not pay, sign in or type a code there: what is paid there is lost."),
            )
            for host in hosts
            if host != ours
        ]
    return found


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Who wrote to me? ``?side=shop`` shows what buyers wrote to the member's shop."""
    visitor = visitor_of(request)
    is_shop = request.GET.get("side") == "shop" and visitor.seller_id is not None
    if is_shop and visitor.seller_id is not None:
        page = queries.conversations_of_seller(visitor.seller_id, page_number(request))
        people = members.members({item.buyer_id for item in page.items})
        names: dict[UUID, Any] = {key: view.display_name for key, view in people.items()}
    else:
        page = queries.conversations(me(request), page_number(request))
        shops = members.sellers({item.seller_id for item in page.items})
        names = {key: view.name for key, view in shops.items()}
    items = [
        {"talk": item, "name": names.get(item.buyer_id if is_shop else item.seller_id) or NAMELESS}
        for item in page.items
    ]
    tabs = [
        {"title": _("As a buyer"), "url": "/messages/", "current": not is_shop},
        {"title": _("To your shop"), "url": "/messages/?side=shop", "current": is_shop},
    ]
    context = {
        "items": items,
        "page": page,
        "is_shop": is_shop,
        "tabs": tabs if visitor.seller_id else [],
    }
    return render(request, "storefront/messages/inbox.html", context)


def _side(request: HttpRequest, talk: ConversationView) -> str:
    return "buyer" if talk.buyer_id == me(request) else "seller"


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Read and answer. The answer is screened before anybody sees it."""
    form = MessageForm(request.POST or None, initial={"key": new_id()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                conversation_id=conversation_id,
                author_member_id=me(request),
                text=form.cleaned_data["text"],
                key=str(form.cleaned_data["key"]),
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("account_conversation", conversation_id=conversation_id)
    talk = queries.conversation(conversation_id, "buyer")
    side = _side(request, talk)
    if side == "seller":
        talk = queries.conversation(conversation_id, "seller")
    buyer = members.members([talk.buyer_id]).get(talk.buyer_id)
    seller = members.seller(talk.seller_id)
    names = {"buyer": buyer.display_name if buyer else NAMELESS, "seller": seller.name}
    said = [
        {
            "message": message,
            "is_mine": message.side == side,
            "warnings": _warnings(message),
            "name": names[message.side],
        }
        for message in talk.messages
    ]
    context = {
        "talk": talk,
        "said": said,
        "is_answer": any(not each["is_mine"] for each in said),
        "form": form,
        "side": side,
        "seller": seller,
        "other": names["seller" if side == "buyer" else "buyer"],
    }
    return render(request, "storefront/messages/conversation.html", context)


@require_POST
def mark_read(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """The member has seen it; sent by the page itself, or by its button."""
    actions.mark_read(conversation_id=conversation_id, member_id=me(request))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("account_messages")


@require_POST
def block(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Want no more messages here, or open it again."""
    change = actions.unblock if request.POST.get("do") == "open" else actions.block
    change(conversation_id=conversation_id, member_id=me(request))
    return redirect("account_conversation", conversation_id=conversation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, conversation_id: UUID, message_id: UUID) -> HttpResponse:
    """Tell us what is wrong with a message."""
    talk = queries.conversation(conversation_id)
    message = next((each for each in talk.messages if each.id == message_id), None)
    if message is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = actions.report(
            message_id=message_id, member_id=me(request), reason=form.cleaned_data["reason"]
        )
        said = _("Thank you. Your report is %(reference)s; we answer it with reasons.")
        messages.success(request, said % {"reference": reference})
        return redirect("account_conversation", conversation_id=conversation_id)
    context = {"form": form, "message": message, "talk": talk}
    return render(request, "storefront/messages/report.html", context)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a new conversation is about, and which numbers are harmless in it."""

    seller_id: UUID
    listing_id: UUID | None
    order_id: UUID | None
    about: str
    exempt_numbers: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def write_first(request: HttpRequest) -> HttpResponse:
    """Ask a seller: ``?listing=``, ``?order=`` or ``?seller=`` says about what."""
    subject = _subject(request)
    seller = members.seller(subject.seller_id)
    form = MessageForm(request.POST or None, initial={"key": new_id()})
    if request.method == "POST" and form.is_valid():
        try:
            conversation_id = actions.ask(
                member_id=me(request),
                seller_id=subject.seller_id,
                listing_id=subject.listing_id,
                order_id=subject.order_id,
                about=subject.about,
                exempt_numbers=subject.exempt_numbers,
                text=form.cleaned_data["text"],
                key=str(form.cleaned_data["key"]),
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("account_conversation", conversation_id=conversation_id)
    context = {"form": form, "seller": seller, "subject": subject}
    return render(request, "storefront/messages/write.html", context)


def _subject(request: HttpRequest) -> Subject:
    """Read the address; a stranger's order or an unknown thing is not found."""
    if order_id := _id(request, "order"):
        order = trade.order(order_id)
        if order.buyer_id != me(request):
            raise Http404
        tracking = [shipment.tracking_number for shipment in order.shipments]
        exempt = (order.reference, *(number for number in tracking if number))
        return Subject(order.seller_id, None, order.id, order.reference, exempt)
    if listing_id := _id(request, "listing"):
        listing = catalogue.listing(listing_id)
        exempt = tuple(number for number in (listing.gtin, listing.mpn) if number)
        return Subject(listing.seller_id, listing.id, None, listing.title, exempt)
    if seller_id := _id(request, "seller"):
        return Subject(seller_id, None, None, "", ())
    raise Http404


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name]) if request.GET.get(name) else None
    except ValueError:
        raise Http404 from None
