"""Answering with a page: its content security policy and the other headers it needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from fondaco.vault.assets import asset

THEMES = frozenset({"light", "dark"})


def policy(*, framed_by: str, posts_to: str = "", scripts: bool = True) -> str:
    """A content security policy that lets in our own files and nothing else."""
    script_source = "'self'" if scripts else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {script_source}",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"form-action 'self' {posts_to}".strip(),
            f"frame-ancestors {framed_by}",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    framed_by: str,
    posts_to: str = "",
    status: int = 200,
) -> HttpResponse:
    """The rendered page. ``framed_by`` is one origin, or ``'none'``."""
    theme = request.GET.get("theme", "")
    shared = {
        "language": translation.get_language() or "en",
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "theme": theme if theme in THEMES else "",
        "style": asset("fields/card.css"),
        "icon": asset("fields/icon.svg"),
    }
    answer = render(request, template, shared | context, status=status)
    answer["Content-Security-Policy"] = policy(framed_by=framed_by, posts_to=posts_to)
    answer["Cache-Control"] = "no-store"
    answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    return answer
