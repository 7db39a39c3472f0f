"""Things of two sellers in one cart, one card payment, two escrows."""

from typing import Any

from fondaco.api_client.api.cart import get_cart, set_cart_line
from fondaco.api_client.api.checkout import get_checkout, open_checkout
from fondaco.api_client.api.orders import get_order, list_orders
from fondaco.api_client.models.address import Address
from fondaco.api_client.models.new_checkout import NewCheckout
from fondaco.api_client.models.payment import Payment
from fondaco.api_client.models.quantity import Quantity
from fondaco.api_client.models.shipping_choice import ShippingChoice
from fondaco.cli.walkthrough.paying import pay
from fondaco.cli.walkthrough.story import (
    ADDRESS,
    CARD,
    CARD_ACCOUNT,
    COUNTRY,
    Story,
    check_moved,
    check_nothing_else,
)
from fondaco.cli.walkthrough.telling import expect, money, same


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("Paid by card, and held")
    total = _fill_cart(story)
    _open_checkout(story, total)
    payment = pay(story.buyer, story.checkout.checkout_id, CARD)
    _check_paid(story, payment, total)
    _check_escrow(story)
    _check_bank(story, total)


def _fill_cart(story: Story) -> int:
    variants = (story.listing.variants[0], story.own_listing.variants[0])
    for variant in variants:
        story.buyer.api.write(set_cart_line, variant.variant_id, body=Quantity(1))
    cart = story.buyer.api.read(get_cart, country=COUNTRY)
    expect(cart.is_buyable and len(cart.groups) == 2, "the cart of two sellers cannot be bought")
    total = sum(
        group.subtotal_minor + group.shipping_options[0].price_minor for group in cart.groups
    )
    story.say(
        f"{cart.count} things of {len(cart.groups)} sellers in the cart:"
        f" {money(total, 'EUR')} with shipping to {COUNTRY}"
    )
    return total


def _open_checkout(story: Story, total: int) -> None:
    cart = story.buyer.api.read(get_cart, country=COUNTRY)
    choices = [
        ShippingChoice(group.seller_id, group.shipping_options[0].option_id)
        for group in cart.groups
    ]
    draft = NewCheckout(
        address=Address(**ADDRESS), shipping_choices=choices, expected_total_minor=total - 1
    )
    problem = story.buyer.api.refused(open_checkout, body=draft)
    same(problem.code, "total_changed", "the refusal of another total")
    draft.expected_total_minor = total
    story.checkout = story.buyer.api.write(open_checkout, body=draft)
    same(story.checkout.total_minor, total, "the total that is charged")
    by_seller = {order.seller_id: order for order in story.checkout.orders}
    story.good_order_id = by_seller[story.shop_id].order_id
    story.bad_order_id = by_seller[story.newcomer_id].order_id
    story.say(
        f"the checkout opens at exactly {money(total, 'EUR')}, and at no other total;"
        f" the goods are kept until {story.checkout.lapses_at:%H:%M} UTC"
    )


def _check_paid(story: Story, payment: Payment, total: int) -> None:
    story.descriptor = payment.statement_descriptor
    same(payment.captured_minor, total, "the captured amount")
    same(payment.trans_status, "Y", "3-D Secure's transStatus")
    expect(payment.liability_shift is True, "the issuer does not bear fraud's loss")
    checkout = story.world.wait_for("the orders to be paid", lambda: _paid(story))
    same(checkout.state, "paid", "the checkout's state")
    story.say(
        f"authorized and captured: {money(total, 'EUR')}, transStatus {payment.trans_status},"
        f" ECI {payment.eci}; on the statement it will say “{payment.statement_descriptor}”"
    )
    mine = {order.order_id for order in story.buyer.api.read(list_orders).items}
    expect({story.good_order_id, story.bad_order_id} <= mine, "an order is not on her list")
    story.world.mail_about(story.buyer.email, "hold your payment")


def _paid(story: Story) -> Any:
    checkout = story.buyer.api.read(get_checkout, story.checkout.checkout_id)
    return checkout if checkout.state == "paid" else None


def _check_escrow(story: Story) -> None:
    for order_id in (story.good_order_id, story.bad_order_id):
        order = story.buyer.api.read(get_order, order_id)
        same((order.state, order.holder), ("paid", "fondaco"), "state and holder of the money")
        fresh = story.tell_money(order_id, order.reference)
        check_moved(fresh, "acquirer_receivable", "escrow", order.total_minor)
        check_nothing_else(fresh, ("acquirer_receivable", "escrow"))
        same(order.escrow_minor, order.total_minor, "what is in escrow")
    story.say("each order's money lies in an escrow of its own")


def _check_bank(story: Story, total: int) -> None:
    amount = money(total, "EUR").split()[1]
    line = story.cardholder.wait_for_line(CARD_ACCOUNT, story.descriptor, amount)
    story.say(f"at the bank she sees: {line[:90]}")
