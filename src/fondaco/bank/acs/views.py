"""The ACS's pages: the challenge in a frame or full page, its end, and the 3DS Method page.

These pages stand inside another company's page, where the bank's own cookies may be kept back, so
each form carries the challenge's page key instead of a cookie's token.
"""

import secrets
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fondaco.bank.acs import challenge, queries
from fondaco.bank.acs.challenge import Turn
from fondaco.bank.acs.finish import finish
from fondaco.bank.acs.method import visit
from fondaco.bank.directory.record import record
from fondaco.bank.shell.middleware import set_policy
from fondaco.kernel.errors import Refusal
from fondaco.threeds.build import build_erro
from fondaco.threeds.codes import ErrorComponent, MessageType
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.method import build_method_callback, read_method_request
from fondaco.threeds.validation import validate
from fondaco.threeds.wire import parse_form

LONGEST_SESSION_DATA = 1400
DEVICE_COOKIE = "rialto_device"


@csrf_exempt
@require_POST
def open_page(request: HttpRequest) -> HttpResponse:
    """The browser brings the CReq."""
    content = None
    try:
        content = parse_form(request.POST.get("creq", ""))
        creq = validate(content, expected=(MessageType.CREQ,))
        record(message=creq, sender="Browser", receiver="ACS")
        turn = challenge.open_challenge(
            creq=creq,
            session_data=request.POST.get("threeDSSessionData", "")[:LONGEST_SESSION_DATA],
        )
    except ProtocolError as error:
        erro = build_erro(error, content, component=ErrorComponent.ACS)
        record(message=erro, sender="ACS", receiver="Browser")
        page = render(request, "acs/unreadable.html", {"code": error.code.value}, status=400)
        return set_policy(page, frame_ancestors="*")
    return _page(request, turn)


@csrf_exempt
@require_POST
def answer_page(request: HttpRequest, acs_trans_id: UUID) -> HttpResponse:
    """One of the page's buttons was pressed."""
    page_key = request.POST.get("page_key", "")
    act = request.POST.get("act", "answer")
    try:
        if act == "again":
            turn = challenge.send_again(acs_trans_id=acs_trans_id, page_key=page_key)
        elif act == "cancel":
            turn = challenge.cancel(acs_trans_id=acs_trans_id, page_key=page_key)
        else:
            turn = challenge.give_answer(
                acs_trans_id=acs_trans_id,
                page_key=page_key,
                typed=request.POST.get("code", "")[:40],
            )
    except Refusal as refusal:
        page = render(request, "acs/unreadable.html", {"refusal": refusal}, status=refusal.status)
        return set_policy(page, frame_ancestors="*")
    return _page(request, turn)


def _page(request: HttpRequest, turn: Turn) -> HttpResponse:
    view = queries.challenge(turn.acs_trans_id)
    ancestors = {"'self'", settings.MARKET_URL, settings.VAULT_URL}
    ancestors |= {_origin(view.requestor_url), _origin(view.notification_url)}
    if turn.ended:
        back = finish(turn.acs_trans_id)
        record(message=parse_form(back.cres), sender="ACS", receiver="Browser")
        page = render(request, "acs/return.html", {"back": back, "payment": view})
        form_action = f"'self' {_origin(back.notification_url)}"
    else:
        # A browser lets a page take the focus only if it isn't inside another company's page.
        alone = request.headers.get("Sec-Fetch-Dest") == "document"
        page = render(
            request, "acs/challenge.html", {"payment": view, "turn": turn, "alone": alone}
        )
        form_action = "'self'"
    return set_policy(page, frame_ancestors=" ".join(sorted(ancestors)), form_action=form_action)


@csrf_exempt
@require_POST
def method_page(request: HttpRequest) -> HttpResponse:
    """The 3DS Method: a hidden frame in which the ACS gets to know the browser."""
    try:
        asked = read_method_request(request.POST.get("threeDSMethodData", ""))
    except ProtocolError as error:
        page = render(request, "acs/unreadable.html", {"code": error.code.value}, status=400)
        return set_policy(page, frame_ancestors="*")
    device = request.COOKIES.get(DEVICE_COOKIE, "")[:64] or secrets.token_urlsafe(24)
    visit(server_trans_id=asked.trans_id, device=device)
    page = render(
        request,
        "acs/method.html",
        {"data": build_method_callback(asked.trans_id), "url": asked.notification_url},
    )
    page.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=180 * 24 * 3600,
        httponly=True,
        samesite="None" if request.is_secure() else "Lax",
        secure=request.is_secure(),
    )
    return set_policy(
        page, frame_ancestors="*", form_action=f"'self' {_origin(asked.notification_url)}"
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
