"""At the bank: “I did not receive it.” The house answers, the bank decides, the escrow pays."""

from datetime import timedelta
from typing import Any

from fondaco.api_client.api.cases import list_cases
from fondaco.api_client.api.orders import get_order
from fondaco.cli.walkthrough.browser import Page
from fondaco.cli.walkthrough.story import Story, moved
from fondaco.cli.walkthrough.telling import expect, money, same

ACCOUNT = "Everyday account"
NOT_RECEIVED = "13.1"


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("Disputed at the bank")
    address = _dispute(story)
    _see_case(story)
    _be_decided(story, address)
    _check_money(story)


def _dispute(story: Story) -> str:
    browser, page = story.cardholder.open_line(ACCOUNT, story.wallet_descriptor)
    page = browser.send(page, page.form(having="reason"), reason=NOT_RECEIVED)
    expect("Credited for now" in page.text, f"nothing was disputed: {page.text[:200]}")
    story.say("at her bank she disputes the last payment: nothing came; it is credited for now")
    return page.url


def _see_case(story: Story) -> None:
    def look() -> Any:
        found = story.buyer.api.read(list_cases).items
        mine = [each for each in found if each.order_id == story.wallet_order.order_id]
        return mine[0] if mine else None

    case = story.world.wait_for("a case about the dispute", look)
    same(case.state, "chargeback_hold", "the case's state")
    story.say(f"the chargeback is case {case.reference} here, by itself; nobody is paid meanwhile")


def _be_decided(story: Story, address: str) -> None:
    _wait_days(story, 3, address, "The shop answered")
    story.say("two days later the house answers with what it knows: 3-D Secure, receipt, offer")
    _wait_days(story, 11, address, "Decided for you")
    story.say("nothing proves a delivery: the bank decides for the cardholder")


def _wait_days(story: Story, days: int, address: str, words: str) -> Page:
    """The payment's page at the bank, once it has these words."""

    def look() -> Page | None:
        page = story.cardholder.open_again(address)
        return page if words in page.text else None

    story.world.move_clock(timedelta(days=days))
    return story.world.wait_days(f"“{words}” at the bank", look)


def _check_money(story: Story) -> None:
    order_id = story.wallet_order.order_id
    order = story.world.wait_for(
        "the escrow to be empty", lambda: _emptied(story.buyer.api.read(get_order, order_id))
    )
    fresh = story.tell_money(order_id, order.reference)
    same(moved(fresh, "escrow", "seller_balance"), 0, "what the seller got")
    line = story.cardholder.wait_for_line(ACCOUNT, story.wallet_descriptor, "yours for good")
    amount = money(order.total_minor, order.currency)
    story.say(f"{amount} of the escrow pays the bank back, once: {line[:76]}")


def _emptied(order: Any) -> Any:
    return order if order.escrow_minor == 0 else None
