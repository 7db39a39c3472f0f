"""What 3-D Secure tells the issuer of the buyer's browser, read from a request.

Field names and bounds: EMV 3-D Secure 2.2.0, browserAcceptHeader to browserTZ. What a script
did not fill in is left out, and the browser counts as one without scripts.
"""

import re
from typing import Any

from django.http import HttpRequest

WINDOW_SIZES = ("01", "02", "03", "04", "05")
FULL_PAGE = "05"
_PRINTABLE = re.compile(r"[^\x20-\x7e]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def browser_of(request: HttpRequest) -> dict[str, Any]:
    """The browser's facts with ``window_size``, as the payments room takes them."""
    facts: dict[str, Any] = {
        "accept_header": _header(request, "Accept", "*/*"),
        "user_agent": _header(request, "User-Agent", "unknown"),
        "language": _language(request),
        "ip": str(request.META.get("REMOTE_ADDR", ""))[:45],
        "window_size": FULL_PAGE,
        "javascript": False,
    }
    depth = _whole(request, "color_depth", 1, 128)
    height = _whole(request, "screen_height", 0, 999_999)
    width = _whole(request, "screen_width", 0, 999_999)
    zone = _whole(request, "time_zone_minutes", -1_440, 1_440)
    if None in (depth, height, width, zone):
        return facts
    size = request.POST.get("window_size", "")
    return facts | {
        "javascript": True,
        "java": False,
        "color_depth": depth,
        "screen_height": height,
        "screen_width": width,
        "time_zone_minutes": zone,
        "window_size": size if size in WINDOW_SIZES else FULL_PAGE,
    }


def _header(request: HttpRequest, name: str, default: str) -> str:
    return _PRINTABLE.sub("", request.headers.get(name, ""))[:2048].strip() or default


def _language(request: HttpRequest) -> str:
    """The browser's first language, at most eight characters as the message has room for."""
    stated = request.POST.get("language") or request.headers.get("Accept-Language", "")
    found = _LANGUAGE.match(stated)
    return found[0][:8].rstrip("-") if found else "en"


def _whole(request: HttpRequest, name: str, low: int, high: int) -> int | None:
    text = request.POST.get(name, "")
    if not re.fullmatch(r"-?[0-9]{1,6}", text):
        return None
    return int(text) if low <= int(text) <= high else None
