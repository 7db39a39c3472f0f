"""The Chromium that the journeys drive, and what it may not do: reach anything but this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE_MS = 20_000
"""How long an expectation may wait: a busy machine is no failure."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, ended afterwards. Fails the test where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(playwright), args=ARGUMENTS, chromium_sandbox=False
        )
        yield browser
        browser.close()


def executable(playwright: Playwright) -> str:
    """``FONDACO_CHROMIUM``, else the system's Chromium, else Playwright's own."""
    named = os.environ.get("FONDACO_CHROMIUM", "")
    if named:
        if not Path(named).exists():
            pytest.fail(f"FONDACO_CHROMIUM names {named}, and there is no such file.")
        return named
    system = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    for candidate in (*system, playwright.chromium.executable_path):
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail(
        "There is no Chromium on this machine, and these tests drive a real one. Install it with"
        " this command:\n    .venv/bin/python -m playwright install --with-deps chromium\n"
        "or name one that you have in FONDACO_CHROMIUM."
    )
