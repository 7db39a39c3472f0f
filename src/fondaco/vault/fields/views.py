"""The card fields' pages and what they post to."""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.vault.assets import asset
from fondaco.vault.cards import words
from fondaco.vault.cards.queries import CardView
from fondaco.vault.cards.rules import entry as entry_rules
from fondaco.vault.cards.rules.brands import RULES, rule_of
from fondaco.vault.cards.rules.entry import CardEntry, Fault
from fondaco.vault.fields import encryption_keys, jwe, sessions
from fondaco.vault.fields.amounts import amount_text
from fondaco.vault.fields.messages import unreadable
from fondaco.vault.fields.sessions import SessionView
from fondaco.vault.pages import page
from fondaco.vault.wallets.offers import Offer, offers

LARGEST_BODY = 100_000


@require_GET
def jwks(request: HttpRequest) -> HttpResponse:
    """The public key that browsers encrypt to."""
    answer = JsonResponse(encryption_keys.published())
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@require_GET
def frame(request: HttpRequest, handle: str) -> HttpResponse:
    """The card fields as a checkout page holds them in its frame."""
    return _show(request, handle, embedded=True)


@require_GET
def full_page(request: HttpRequest, handle: str) -> HttpResponse:
    """The card fields as a page of their own."""
    return _show(request, handle, embedded=False)


@csrf_exempt
@require_POST
def card(request: HttpRequest, handle: str) -> HttpResponse:
    """Take the card: JSON with ``jwe`` from the script, or the plain form of the full page.

    No cookie gives any right here, so there is nothing for a forged request to borrow.
    """
    scripted = request.content_type == "application/json"
    try:
        refuse_oversized(request)
        session = sessions.session(handle)
        sessions.check_open(session)
        content = _encrypted(request, session) if scripted else request.POST.dict()
        taken = _take(session, content)
    except Refusal as refusal:
        return _refused(request, refusal, scripted=scripted)
    if isinstance(taken, list):
        sessions.count_try(handle=handle)
        return _faulty(request, session, content, taken, scripted=scripted)
    if scripted:
        return JsonResponse(
            _told(taken) | {"next": way_back(session, taken)},
            headers={"Cache-Control": "no-store"},
        )
    # 303: the browser asks for the next page with GET, whatever it did here.
    return HttpResponseRedirect(way_back(session, taken), status=303)


def refuse_oversized(request: HttpRequest) -> None:
    """Raises :class:`Refusal` before anything is read of a body that no browser's page makes."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > LARGEST_BODY:
        raise unreadable("message_too_large")


def _encrypted(request: HttpRequest, session: SessionView) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
        compact = body.get("jwe") if isinstance(body, dict) else None
        return jwe.decrypt(
            compact,
            key_of=encryption_keys.private_key,
            session=session.handle,
            now=clock.real_now(),
        )
    except jwe.Unreadable as error:
        sessions.count_try(handle=session.handle)
        raise unreadable(error.code) from None
    except (ValueError, RecursionError):
        sessions.count_try(handle=session.handle)
        raise unreadable("message_malformed") from None


def _take(session: SessionView, content: dict[str, Any]) -> CardView | list[Fault]:
    if session.asks_code_of is not None:
        faults: list[Fault] = []
        code = entry_rules.read_code(
            content.get("security_code"), rule=rule_of(session.asks_code_of.brand), faults=faults
        )
        if code is None:
            return faults
        return sessions.take_code(handle=session.handle, security_code=code)
    entered = entry_rules.read_entry(content, today=clock.today())
    if isinstance(entered, CardEntry):
        return sessions.take_card(handle=session.handle, entry=entered)
    return entered


def _faulty(
    request: HttpRequest,
    session: SessionView,
    content: dict[str, Any],
    faults: list[Fault],
    *,
    scripted: bool,
) -> HttpResponse:
    if scripted:
        body = {
            "code": "card_faulty",
            "errors": {fault.field: str(words.FAULTS[fault.code]) for fault in faults},
            "codes": {fault.field: fault.code for fault in faults},
        }
        return JsonResponse(body, status=422, headers={"Cache-Control": "no-store"})
    # Number and code are never sent back to the browser; the rest saves the person typing.
    kept = {"expiry": content.get("expiry", ""), "name": content.get("name", "")}
    return _show_fields(request, session, embedded=False, faults=faults, kept=kept, status=422)


def _refused(request: HttpRequest, refusal: Refusal, *, scripted: bool) -> HttpResponse:
    if not scripted:
        return refused_page(request, refusal)
    body = {"code": refusal.code, "message": str(refusal), "errors": {}}
    return JsonResponse(body, status=refusal.status, headers={"Cache-Control": "no-store"})


def _show(request: HttpRequest, handle: str, *, embedded: bool) -> HttpResponse:
    try:
        session = sessions.session(handle)
        if session.card is None:
            sessions.check_open(session)
    except Refusal as refusal:
        return refused_page(request, refusal)
    return _show_fields(request, session, embedded=embedded)


def _show_fields(
    request: HttpRequest,
    session: SessionView,
    *,
    embedded: bool,
    faults: list[Fault] | None = None,
    kept: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    taken = session.card
    wallets = _wallets(session)
    cancelled = request.GET.get("cancelled", "")
    context = {
        "session": session,
        "embedded": embedded,
        "own_button": not embedded or request.GET.get("button") != "0",
        "errors": {fault.field: words.FAULTS[fault.code] for fault in faults or ()},
        "kept": kept or {},
        "amount": amount_text(session.amount_minor, session.currency),
        "way_back": session.return_url if taken is None else way_back(session, taken),
        "script": asset("fields/card.js"),
        "settings": _settings(session, embedded=embedded),
        "brand_name": _brand_name(session),
        "wallets": wallets,
        "cancelled": next((each.name for each in wallets if each.kind == cancelled), ""),
        "market_url": settings.MARKET_URL,
    }
    framed_by = session.origin if embedded else "'none'"
    return page(
        request,
        "fields/frame.html" if embedded else "fields/page.html",
        context,
        framed_by=framed_by,
        posts_to=session.origin,
        status=status,
    )


def refused_page(request: HttpRequest, refusal: Refusal, *, again: str = "") -> HttpResponse:
    """A page that says what happened; ``again`` is where the person can try once more."""
    context = {
        "refusal": refusal,
        "again": again,
        "market_url": settings.MARKET_URL,
    }
    # The session may be unknown, so the frame is allowed to the marketplace, not to one session's.
    framed_by = " ".join(settings.VAULT_ORIGINS)
    return page(request, "fields/refused.html", context, framed_by=framed_by, status=refusal.status)


def _settings(session: SessionView, *, embedded: bool) -> dict[str, Any]:
    """What the script needs, as JSON in the page: it has no text or rule of its own."""
    return {
        "session": session.handle,
        "origin": session.origin,
        "embedded": embedded,
        "jwks": "/.well-known/jwks.json",
        "action": f"/fields/{session.handle}/card",
        "card": None if session.card is None else _told(session.card),
        "code_brand": session.asks_code_of.brand if session.asks_code_of else "",
        "brands": [
            {
                "brand": rule.brand.value,
                "name": rule.name,
                "ranges": rule.ranges,
                "lengths": sorted(rule.lengths),
                "groups": rule.groups,
                "code_digits": rule.code_digits,
                "code_required": rule.code_required,
            }
            for rule in RULES
        ],
        "words": {code: str(text) for code, text in (words.FAULTS | words.PAGE).items()},
    }


def _wallets(session: SessionView) -> list[Offer]:
    """None where only a stored card's security code is asked for."""
    if session.card is not None or session.asks_code_of is not None:
        return []
    return offers(
        handle=session.handle,
        amount_minor=session.amount_minor,
        currency=session.currency,
        payee=session.payee,
    )


def _brand_name(session: SessionView) -> str:
    shown = session.card or session.asks_code_of
    return rule_of(shown.brand).name if shown is not None else ""


def _told(card: CardView) -> dict[str, str]:
    """What the checkout page is told of the card."""
    return {
        "type": "fondaco.card",
        "token": card.token,
        "brand": card.brand,
        "last_four": card.last_four,
        "expiry": card.expiry,
        "funding": card.funding,
    }


def way_back(session: SessionView, card: CardView) -> str:
    """The checkout's address, which learns the token from it."""
    parts = urlsplit(session.return_url)
    query = "&".join(filter(None, (parts.query, urlencode({"card_token": card.token}))))
    return urlunsplit(parts._replace(query=query))
