"""Whether a page that no link leads to fits a phone; with ``FONDACO_SCREENSHOTS``, a look at it."""

import os
from pathlib import Path

from tests.journeys.crawling import SETTLED, THEMES, TOO_WIDE, WIDTHS
from tests.journeys.people import Person


def look(person: Person, name: str) -> None:
    """The page as it stands: not wider than a phone. Where a folder is named, pictures of it."""
    page, folder = person.page, os.environ.get("FONDACO_SCREENSHOTS", "")
    before = page.viewport_size
    for width in WIDTHS if folder else WIDTHS[:1]:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES if folder else ():
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.evaluate(SETTLED)
            page.screenshot(path=Path(folder) / f"{name}-{width}-{theme}.png", full_page=True)
        if width == WIDTHS[0]:
            over = page.evaluate(TOO_WIDE)
            assert over <= 0, f"{name} is {over} pixels wider than a phone"
    if folder:
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if before:
        page.set_viewport_size(before)
