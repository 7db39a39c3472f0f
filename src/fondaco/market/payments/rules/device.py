"""By what a browser is known again, of the facts that 3-D Secure asks for anyway. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FACTS = (
    "user_agent",
    "language",
    "color_depth",
    "screen_height",
    "screen_width",
    "time_zone_minutes",
)


def device_of(browser: Mapping[str, Any]) -> str:
    """A fingerprint of the browser; empty for one that told nothing of itself without scripts."""
    if not browser.get("javascript"):
        return ""
    told = json.dumps([browser.get(name) for name in FACTS])
    return hashlib.sha256(told.encode()).hexdigest()[:32]
