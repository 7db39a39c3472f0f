"""The card page in a real browser: its own encryption is read by the vault, its messages by nobody
but the checkout that holds it."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright

from fondaco.vault.cards import charge
from fondaco.vault.cards.models import Card
from fondaco.vault.fields import encryption_keys, sessions
from tests.rooms.vault.callers import session_body

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("emptied_after"),
]

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
CHECKOUT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Checkout</title><main>
<iframe title="Card" width="500" height="460"></iframe></main><script>
window.got = [];
addEventListener("message", (event) => got.push({origin: event.origin, ...event.data}));
document.querySelector("iframe").src = decodeURIComponent(location.hash.slice(1));
</script>"""


class Checkout(http.server.BaseHTTPRequestHandler):
    """A page of another origin with a frame in it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(CHECKOUT.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def checkout() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Checkout)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in this thread, which makes Django fear for its connections.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            yield opened
            opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch, checkout: str) -> str:
    monkeypatch.setattr(django_settings, "VAULT_ORIGINS", [checkout])
    encryption_keys.make_key()
    body = session_body(origin=checkout, return_url=f"{checkout}/back")
    return sessions.open_session(tenant="fondaco", **body).handle


def fields_of(page: Page, checkout: str, address: str) -> FrameLocator:
    page.goto(f"{checkout}/#{quote(address, safe='')}")
    return page.frame_locator("iframe")


def fill(fields: FrameLocator | Page, number: str = "4242424242424242") -> None:
    fields.locator("#number").press_sequentially(number)
    fields.locator("#expiry").press_sequentially("928")
    fields.locator("#security_code").press_sequentially("123")
    fields.locator("#name").fill("Ana Ruiz")


def test_what_the_browser_encrypts_the_vault_reads_and_the_checkout_gets_a_token_only(
    page: Page, live_server: Any, checkout: str, handle: str
) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    fields = fields_of(page, checkout, f"{live_server.url}/fields/{handle}")
    fill(fields)
    expect(fields.locator("#number")).to_have_value("4242 4242 4242 4242")
    expect(fields.locator("#expiry")).to_have_value("09/28")
    expect(fields.locator("#brand")).to_have_text("Visa")
    fields.locator("#send").click()
    expect(fields.locator("#done")).to_be_visible()
    expect(fields.locator("#wallets")).to_be_hidden()
    expect(fields.locator("#done-card")).to_have_text("•••• 4242")

    got = page.evaluate("got")
    card = next(message for message in got if message["type"] == "fondaco.card")
    assert card["origin"] == live_server.url
    assert card["token"] == Card.objects.get().token
    assert "4242424242424242" not in str(got)
    assert not [body for body in sent if "4242" in body]
    opened = charge.open_for_authorization(tenant="fondaco", token=card["token"])
    assert (opened.number, opened.security_code) == ("4242424242424242", "123")


def test_the_checkouts_own_button_can_send_the_fields(
    page: Page, live_server: Any, checkout: str, handle: str
) -> None:
    fields = fields_of(page, checkout, f"{live_server.url}/fields/{handle}?button=0")
    fill(fields)
    expect(fields.locator("#send")).to_be_hidden()
    page.evaluate(
        "origin => document.querySelector('iframe').contentWindow"
        ".postMessage({type: 'fondaco.submit'}, origin)",
        live_server.url,
    )
    expect(fields.locator("#done")).to_be_visible()


def test_faults_stand_beside_their_fields_and_nothing_is_sent(
    page: Page, live_server: Any, checkout: str, handle: str
) -> None:
    fields = fields_of(page, checkout, f"{live_server.url}/fields/{handle}")
    fill(fields, number="4242424242424241")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method))
    fields.locator("#send").click()
    expect(fields.locator("#number-error")).to_contain_text("typing error")
    expect(fields.locator("#number")).to_be_focused()
    expect(fields.locator("#number")).to_have_attribute("aria-invalid", "true")
    assert "POST" not in posts


def test_a_page_of_another_origin_can_not_hold_the_fields(
    page: Page, live_server: Any, checkout: str, handle: str
) -> None:
    stranger = checkout.replace("127.0.0.1", "localhost")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    fields = fields_of(page, stranger, f"{live_server.url}/fields/{handle}")
    expect(fields.locator("#number")).to_have_count(0)
    page.wait_for_function("() => true")
    assert any("frame-ancestors" in text for text in refused)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_page_is_accessible_and_fits(
    page: Page, live_server: Any, handle: str, theme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/fields/{handle}/page?theme={theme}")
    fill(page, number="4242424242424241")
    page.locator("#send").click()
    expect(page.locator("#number-error")).to_contain_text("typing error")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_full_page_works_without_scripts(
    browser: Browser, live_server: Any, checkout: str, handle: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/fields/{handle}/page")
    page.locator("#number").fill("4242 4242 4242 4242")
    page.locator("#expiry").fill("09/28")
    page.locator("#security_code").fill("123")
    page.locator("#name").fill("Ana Ruiz")
    page.locator("#send").click()
    page.wait_for_url(f"{checkout}/back?card_token=card_*")
    context.close()
