"""A transfer, a phone's wallet, and credit that a refund became: the same escrow behind each."""

import re
from datetime import timedelta
from typing import Any

from fondaco.api_client.api.cart import get_cart, set_cart_line
from fondaco.api_client.api.checkout import get_checkout, open_card_fields, open_checkout
from fondaco.api_client.api.orders import cancel_order, get_order
from fondaco.api_client.models.address import Address
from fondaco.api_client.models.new_checkout import NewCheckout
from fondaco.api_client.models.quantity import Quantity
from fondaco.api_client.models.shipping_choice import ShippingChoice
from fondaco.cli.walkthrough.browser import Page
from fondaco.cli.walkthrough.paying import Card, pay
from fondaco.cli.walkthrough.story import ADDRESS, COUNTRY, Story, moved
from fondaco.cli.walkthrough.telling import expect, money, same

CLOSED = Card("4000000100000803", "12/30", "123", "Tessa Prova", "+447700900105")
"""A card whose account is closed before a refund comes."""


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("Paid otherwise: transfer, credit, a phone's wallet")
    story.buyer.sign_in()
    _by_transfer(story)
    _with_credit(story)
    _by_wallet(story)


def _check_out(story: Story) -> Any:
    """One thing of the demo's shop, up to the choice of how to pay."""
    api = story.buyer.api
    api.write(set_cart_line, story.listing.variants[0].variant_id, body=Quantity(1))
    cart = api.read(get_cart, country=COUNTRY)
    choices = [
        ShippingChoice(group.seller_id, group.shipping_options[0].option_id)
        for group in cart.groups
    ]
    total = sum(
        group.subtotal_minor + group.shipping_options[0].price_minor for group in cart.groups
    )
    draft = NewCheckout(
        address=Address(**ADDRESS), shipping_choices=choices, expected_total_minor=total
    )
    return api.write(open_checkout, body=draft)


def _pay_page(story: Story, checkout: Any, way: str = "") -> Page:
    path = f"/checkout/{checkout.checkout_id}/pay/{way}"
    return story.buyer.browser.open(f"{story.world.market}{path}")


def _is_held(story: Story, checkout: Any) -> None:
    """The order is paid, and all of it lies in its escrow."""
    paid = story.world.wait_for("the order to be paid", lambda: _paid(story, checkout))
    order = story.buyer.api.read(get_order, paid.orders[0].order_id)
    same((order.state, order.holder), ("paid", "fondaco"), "state and holder of the money")
    same(order.escrow_minor, order.total_minor, "what is in escrow")
    story.tell_money(order.order_id, order.reference)


def _paid(story: Story, checkout: Any) -> Any:
    found = story.buyer.api.read(get_checkout, checkout.checkout_id)
    return found if found.state == "paid" else None


def _by_transfer(story: Story) -> None:
    browser, checkout = story.buyer.browser, _check_out(story)
    page = _pay_page(story, checkout, "transfer/")
    page = browser.send(page, page.form("transfer/choose"))
    reference = re.search(r"RF\d\d[ 0-9A-Z]+", page.text)
    expect(reference is not None, "the page names no reference for the transfer")
    total = money(checkout.total_minor, checkout.currency)
    story.say(f"transfer {total} under {reference[0] if reference else ''}; a code fills it in")
    form = browser.open(page.link("Fill it in at the practice bank"))
    form = story.cardholder.pass_sign_in(browser, form)
    text = story.cardholder.send_money(browser, form)
    story.say(f"her bank asks first: “{text[:64]}…”")
    story.world.move_clock(timedelta(days=1))
    _is_held(story, checkout)
    story.say("the day's statement (camt.053) is read: the reference finds the order, it is paid")


def _with_credit(story: Story) -> None:
    buyer, browser, checkout = story.buyer, story.buyer.browser, _check_out(story)
    pay(buyer, checkout.checkout_id, CLOSED, told=False)
    order_id = checkout.orders[0].order_id
    buyer.api.write(cancel_order, order_id)
    charges = f"{story.world.market}/you/payments/"

    def refused() -> Page | None:
        page = browser.open(charges)
        return page if "choose another way" in page.text else None

    page = story.world.wait_for("the refund to be refused", refused)
    page = browser.open(page.link("choose another way"))
    story.say("she cancels another order; her card is closed by now and refuses the refund (46)")
    page = browser.send(page, page.form("/credit/"))
    expect("It is credit on Fondaco" in page.text, f"no credit: {page.text[:200]}")
    back = moved(story.movements(order_id), "escrow", "refund_in_transit")
    same(back, checkout.total_minor, "what came back out of the escrow")
    again = _check_out(story)
    page = _pay_page(story, again, "credit/")
    page = browser.send(page, page.form("credit/use"))
    expect("were taken from your credit" in page.text, f"credit did not pay: {page.text[:200]}")
    _is_held(story, again)
    story.say("she takes it as credit, and pays the next order with it")


def _by_wallet(story: Story) -> None:
    browser, checkout = story.buyer.browser, _check_out(story)
    fields = story.buyer.api.write(open_card_fields, checkout.checkout_id)
    sheet = browser.open(browser.open(fields.page_url).link("Apple Pay"))
    sheet = story.cardholder.pass_sign_in(browser, sheet)
    form = sheet.form(having="card")
    token = browser.send(sheet, form, variant=form.choices["variant"][0])
    page = browser.send(token, token.form(having="payment_data"))
    expect("You confirmed on your device" in page.text, f"no wallet: {page.text[:200]}")
    page = browser.send(page, page.form("/pay/start/"))
    expect("Paid. Fondaco holds your money." in page.text, f"not paid: {page.text[:200]}")
    _is_held(story, checkout)
    story.wallet_order = checkout.orders[0]
    descriptor = re.search(r"FONDACO\*\S+?(?=\.?$)", page.text, re.M)
    story.wallet_descriptor = descriptor[0] if descriptor else ""
    line = story.cardholder.wait_for_line("Everyday account", story.wallet_descriptor, "Apple Pay")
    story.say(f"Apple Pay: the device's own number, no code; at the bank: {line[:70]}")
