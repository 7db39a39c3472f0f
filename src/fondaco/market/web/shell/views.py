"""Pages that belong to nobody else: errors, refusals, choices, offline, manifest, style guide."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.web.shell import choices, errors
from fondaco.market.web.shell.links import LINKS
from fondaco.market.web.shell.security import same_origin_post


def refused_page(
    request: HttpRequest,
    *,
    status: int,
    title: Any,
    text: Any,
    not_done: Any = "",
    actions: Sequence[dict[str, Any]] = (),
    reference: str = "",
) -> HttpResponse:
    """The error page: what happened, what was not done, what to do. For HTMX, a toast."""
    context = {
        "status": status, "title": title, "text": text, "not_done": not_done,
        "actions": actions or [{"title": _("Go to the start page"), "url": LINKS["home"]}],
        "reference": reference,
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        response = render(request, "shell/parts/toast.html", context, status=status)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    return render(request, "shell/error.html", context, status=status)


def problem(status: int, code: str, detail: Any, title: Any = "") -> JsonResponse:
    """An RFC 9457 problem document."""
    return JsonResponse(
        {"type": f"/problems/{code}", "title": str(title or detail), "status": status,
         "code": code, "detail": str(detail)},
        status=status, content_type="application/problem+json",
    )  # fmt: skip


def refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    """A refusal of the trade, said to a person."""
    return refused_page(
        request, status=error.status, title=_said(error.what), text=_said(error.next_step),
        not_done=_said(error.not_done),
        actions=[{"title": _("Back"), "url": _own_referrer(request)}],
    )  # fmt: skip


def _said(text: Any) -> str:
    """A text that a pure file only marked for translation, in the reader's language."""
    return _(str(text)) if text else ""


def in_doubt(request: HttpRequest) -> HttpResponse:
    """Another program did not answer: it may have happened, so nobody should repeat it blindly."""
    known = errors.known(503, "in_doubt")
    return refused_page(request, status=503, title=known.title, text=known.text,
                        not_done=known.not_done)  # fmt: skip


def _own_referrer(request: HttpRequest) -> str:
    """The page of ours that the person came from, else the start page."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if back and ours else LINKS["home"]


def _known(request: HttpRequest, status: int) -> HttpResponse:
    known = errors.known(status)
    return refused_page(
        request, status=status, title=known.title, text=known.text, not_done=known.not_done,
        actions=known.actions,
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: we could not read what was sent."""
    return _known(request, 413 if type(exception).__name__ == "RequestDataTooBig" else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not with a role that may do this."""
    if request.path.startswith("/api/"):
        return problem(403, "not_allowed", errors.known(403).title)
    return _known(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is missing or old."""
    known = errors.known(403, "csrf")
    return refused_page(request, status=403, title=known.title, text=known.text,
                        not_done=known.not_done, actions=known.actions)  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or not the asker's to know of."""
    if request.path.startswith("/api/"):
        return problem(404, "not_found", errors.known(404).title)
    return _known(request, 404)


def too_many(request: HttpRequest, retry_after_s: int = 60) -> HttpResponse:
    """429: for throttles; says when to come back."""
    response = _known(request, 429)
    response["Retry-After"] = str(retry_after_s)
    return response


def unavailable(request: HttpRequest, retry_after_s: int = 30) -> HttpResponse:
    """503: load shed or maintenance."""
    response = _known(request, 503)
    response["Retry-After"] = str(retry_after_s)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without asking the database anything, since that may be what broke."""
    from fondaco.market.web.shell.context import Shell

    known = errors.known(500)
    if request.path.startswith("/api/"):
        return problem(500, "internal", known.title)
    context = {
        "shell": Shell(None), "status": 500, "title": known.title, "text": known.text,
        "not_done": known.not_done, "actions": known.actions, "reference": str(new_id()),
    }  # fmt: skip
    page = loader.get_template("shell/error.html").template  # type: ignore[attr-defined]  # Django's own engine
    from django.template import Context

    return HttpResponse(page.render(Context(context)), status=500)


@require_http_methods(["POST"])
@same_origin_post
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep language, currency and theme in cookies, then go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        choices.keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    currency = request.POST.get("currency", "")
    if currency in choices.currencies():
        choices.keep(response, choices.CURRENCY_COOKIE, currency)
    if "theme" in request.POST:
        theme = request.POST["theme"]
        kept = theme if theme in choices.THEMES else ""
        choices.keep(response, choices.THEME_COOKIE, kept, script=True)
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: installable, opens at the start page."""
    icons = [
        {"src": static(f"shell/icons/icon-{size}.png"), "sizes": f"{size}x{size}",
         "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]  # fmt: skip
    document = {
        "id": "/", "name": "Fondaco", "short_name": "Fondaco", "start_url": "/", "scope": "/",
        "display": "standalone", "background_color": "#f8f6f0", "theme_color": "#0b5d57",
        "description": _("Buy from anyone. We hold your payment until delivery is proven."),
        "icons": icons,
        "shortcuts": [
            {"name": _("Orders"), "url": LINKS["orders"]},
            {"name": _("Messages"), "url": LINKS["messages"]},
        ],
    }  # fmt: skip
    return HttpResponse(
        json.dumps(document, ensure_ascii=False), content_type="application/manifest+json"
    )


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: keeps one page, for when there is no connection."""
    styles = [
        static(f"shell/{name}.css") for name in ("tokens", "chrome", "parts", "forms", "shop")
    ]
    text = loader.render_to_string("shell/worker.js", {"styles": json.dumps(styles)})
    return HttpResponse(text, content_type="text/javascript")


@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows without a connection."""
    known = errors.known(0)
    return render(request, "shell/offline.html", {
        "title": known.title, "text": known.text, "not_done": known.not_done,
        "actions": [{"title": _("Try again"), "url": ""}], "status": 0,
    })  # fmt: skip


def _workshop_only() -> None:
    """The style guide exists for those who build and try, not in a real shop."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    _workshop_only()
    from fondaco.market.web.shell.guide import examples

    return render(request, "shell/design.html", examples())


@require_safe
def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """How an error page looks, in the language chosen."""
    _workshop_only()
    if status not in errors.STATUSES:
        raise Http404
    return _known(request, status)
