"""Our side of paying through Stripe in a real browser, with a stand-in for Stripe's script.

The stand-in keeps what it is called with. It shows that our pages call Stripe's script as its
reference says, and what they do with its answers, not that Stripe's script does the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route, expect

from fondaco.market.trade.values import CheckoutView
from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.stripe_server import Server
from tests.journeys.chromium import chromium
from tests.rooms.payments.test_stripe_pages import base, pay, server, url
from tests.rooms.web.paying.conftest import buyer, checkout, gateway, sign_in

__all__ = ["base", "buyer", "checkout", "gateway", "server", "sign_in"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]

MARKET = "http://127.0.0.1:8000"
STAND_IN = """
window.called = [];
window.Stripe = (key, options) => ({
  elements(asked) {
    called.push([key, options, asked]);
    return {
      create(kind, how) {
        called.push([kind, how]);
        const heard = {};
        return {
          on(name, listener) { heard[name] = listener; },
          mount(place) {
            const field = document.createElement("input");
            field.setAttribute("aria-label", "Card number");
            place.append(field);
            heard.ready();
          },
        };
      },
      async submit() {
        const missing = !document.querySelector("[data-element] input").value;
        return missing ? { error: { message: "Your card number is incomplete." } } : {};
      },
    };
  },
  async createPaymentMethod(given) {
    return { paymentMethod: { id: document.querySelector("[data-element] input").value } };
  },
  async handleNextAction(given) {
    await fetch("https://api.stripe.com/stand-in", { method: "POST", body: given.clientSecret });
    return window.name ? { error: { type: window.name } } : {};
  },
});
"""


@dataclass(frozen=True)
class Rendered:
    """A page as the market rendered it, before there was a browser."""

    path: str
    status: int
    headers: dict[str, str]
    content: bytes


def rendered(buyer: Client, path: str) -> Rendered:
    found = buyer.get(path)
    return Rendered(path, found.status_code, dict(found.items()), found.content)


@pytest.fixture
def card_page(buyer: Client, checkout: CheckoutView, server: Server) -> Rendered:
    return rendered(buyer, url(checkout))


@pytest.fixture
def confirm_page(buyer: Client, checkout: CheckoutView, server: Server) -> Rendered:
    pay(buyer, checkout, server.card(stripe_server.CHALLENGE))
    return rendered(buyer, url(checkout, "stripe/confirm/"))


class Opened:
    """The browser on such a page. ``sent`` is what it posted, ``said`` its console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[tuple[str, dict[str, list[str]]]] = []
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.route("https://api.stripe.com/stand-in", self._ask)
        page.route(
            "https://js.stripe.com/v3/",
            lambda route: route.fulfill(body=STAND_IN, content_type="text/javascript"),
        )

    def open(self, shown: Rendered) -> Page:
        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if route.request.method == "POST":
                self.sent.append((path, parse_qs(route.request.post_data or "")))
                route.fulfill(status=200, body="<p>Sent</p>", content_type="text/html")
            elif path == shown.path:
                route.fulfill(status=shown.status, headers=shown.headers, body=shown.content)
            else:
                self._file(route, path.removeprefix("/static/"))

        self.page.route(f"{MARKET}/**", answer)
        self.page.goto(f"{MARKET}{shown.path}")
        return self.page

    def _file(self, route: Route, name: str) -> None:
        path = finders.find(name)
        if isinstance(path, str):
            route.fulfill(path=path)
        else:
            route.fulfill(status=404)

    def _ask(self, route: Route) -> None:
        self.asked.append(route.request.post_data or "")
        route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"})


@pytest.fixture(name="opened")
def in_chromium() -> Iterator[Opened]:
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1_000, "height": 1_100})
        yield Opened(context.new_page())
        context.close()


def test_stripes_fields_make_a_token_and_our_form_sends_it(
    card_page: Rendered, checkout: CheckoutView, opened: Opened
) -> None:
    page = opened.open(card_page)
    asked = page.evaluate("called[0]")
    assert asked[:2] == ["pk_test_fondaco", {"locale": "en"}]
    assert asked[2]["amount"] == checkout.total_minor
    assert (asked[2]["mode"], asked[2]["currency"]) == ("payment", "eur")
    assert (asked[2]["captureMethod"], asked[2]["paymentMethodCreation"]) == ("manual", "manual")
    assert page.evaluate("called[1][0]") == "payment"
    page.get_by_label("Card number").fill("pm_made_by_stripe")
    page.get_by_role("button", name="Pay €53.90").dblclick()
    expect(page.get_by_text("Sent")).to_be_visible()
    [(path, fields)] = opened.sent
    assert path == url(checkout, "stripe/start/")
    assert fields["card_token"] == ["pm_made_by_stripe"]
    assert len(fields["key"][0]) == 32
    assert [text for text in opened.said if "Content Security Policy" in text] == []


def test_what_stripe_says_of_the_fields_is_shown_and_nothing_is_sent(
    card_page: Rendered, opened: Opened
) -> None:
    page = opened.open(card_page)
    page.get_by_role("button", name="Pay €53.90").click()
    expect(page.locator("[data-problem]")).to_have_text("Your card number is incomplete.")
    assert page.get_by_role("button", name="Pay €53.90").get_attribute("aria-disabled") == "false"
    assert opened.sent == []


def test_a_script_that_does_not_load_leaves_the_other_ways(
    card_page: Rendered, checkout: CheckoutView, opened: Opened
) -> None:
    opened.page.route("https://js.stripe.com/v3/", lambda route: route.abort())
    page = opened.open(card_page)
    expect(page.locator("[data-problem]")).to_contain_text("could not be loaded")
    expect(page.get_by_role("button", name="Pay €53.90")).to_be_hidden()
    link = page.get_by_role("link", name="Pay another way")
    assert link.get_attribute("href") == url(checkout, "")


def test_the_confirmation_opens_by_itself_and_our_server_is_asked(
    confirm_page: Rendered, checkout: CheckoutView, opened: Opened
) -> None:
    page = opened.open(confirm_page)
    expect(page.get_by_text("Sent")).to_be_visible()
    assert [path for path, _ in opened.sent] == [url(checkout, "stripe/finish/")]
    [secret] = opened.asked
    assert secret.startswith("pi_")
    assert [text for text in opened.said if "Content Security Policy" in text] == []


def test_a_confirmation_that_cannot_be_reached_may_be_opened_again(
    confirm_page: Rendered, opened: Opened
) -> None:
    opened.page.add_init_script("window.name = 'api_connection_error'")
    page = opened.open(confirm_page)
    expect(page.locator("[data-problem]")).to_contain_text("could not be opened")
    assert opened.sent == []
    page.evaluate("window.name = ''")
    page.get_by_role("button", name="Open your bank's confirmation").click()
    expect(page.get_by_text("Sent")).to_be_visible()
    assert len(opened.asked) == 2
