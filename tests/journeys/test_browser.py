"""The whole journey as people make it, each in a real Chromium of their own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import disputes, paying, selling
from tests.journeys.buying import (
    BALTICUM,
    BRENTA,
    HOME,
    Make,
    a_buyer,
    a_checkout,
    listing_of,
    order_of,
    ship,
)
from tests.journeys.chromium import PATIENCE_MS
from tests.journeys.counting import is_charged_once
from tests.journeys.crawling import look_at
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "Does the headband fit a small head, and is the cable detachable?"
ANSWER = "It does, from 52 centimetres on, and the cable comes off at both ends."


def test_a_stranger_finds_asks_buys_and_is_made_whole(somebody: Make, tmp_path: Path) -> None:
    buyer = a_buyer(somebody)
    look_around(buyer)
    seller = somebody()
    seller.sign_in(BRENTA)
    ask_and_be_answered(buyer, seller)
    buy_from_two(buyer)
    brenta_order = order_of(buyer, "Officina Brenta")
    balticum_order = order_of(buyer, "Balticum Works")

    ship(seller, brenta_order, "Officina Brenta")
    other = somebody()
    other.sign_in(BALTICUM)
    ship(other, balticum_order, "Balticum Works")

    follow_and_confirm(buyer, brenta_order[1])
    review(buyer)
    disputes.complain(buyer, balticum_order[1], tmp_path)
    disputes.answer(other, "part_refund", "20.00")
    disputes.accept(buyer, "20.00")


def look_around(buyer: Person) -> None:
    """Search with a typo, filter, compare two sellers of one product."""
    page = buyer.go("/")
    page.get_by_role("searchbox").or_(page.locator("input[name=q]")).first.fill("hedphones")
    page.keyboard.press("Enter")
    buyer.sees(re.compile("No listing has this spelling"))
    before = page.get_by_role("status").filter(has_text="listing").inner_text()
    page.locator("form.filters label").filter(has_text="Kestrum").locator("input").check()
    expect(page.get_by_role("status").filter(has_text="listing")).not_to_have_text(before)
    page.locator("#found a[href^='/l/']").filter(has_text="Kestrum R6").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kestrum R6")
    for told in ("Description", "Specifications", "Price among sellers"):
        expect(page.get_by_role("heading", name=told)).to_be_visible()
    page.get_by_role("link", name=re.compile("sellers? |Compare the sellers")).first.click()
    offers = page.get_by_role("region", name="Offers")
    expect(offers).to_contain_text("Officina Brenta")
    expect(offers).to_contain_text("Baywater Supply")
    expect(offers.locator("tbody tr")).to_have_count(2)
    assert len(re.findall(r"€\s?\d|\d\s?€", offers.inner_text())) >= 4


def ask_and_be_answered(buyer: Person, seller: Person) -> None:
    buyer.go(listing_of(buyer, "Kestrum R6", "officina-brenta"))
    buyer.press("Ask the seller")
    buyer.page.get_by_label("Your message").fill(QUESTION)
    buyer.press("Send", buyer.page.get_by_role("main"))
    buyer.sees(QUESTION)
    talk = buyer.page.url
    selling.answer_question(seller, QUESTION, ANSWER)
    buyer.page.goto(talk)
    buyer.sees(ANSWER)


def buy_from_two(buyer: Person) -> None:
    paying.put_into_cart(buyer, listing_of(buyer, "Kestrum R6", "officina-brenta"))
    paying.put_into_cart(buyer, listing_of(buyer, "Mirovolt S2", "balticum-works"), quantity=2)
    paying.check_out(buyer, **HOME)
    paying.pay_whole(buyer, save=True)
    buyer.sees("Fondaco holds your money")
    expect(buyer.page.get_by_role("link", name="Follow this order")).to_have_count(2)
    assert len(paying.charges(buyer)) == 1
    buyer.go("/you/cards/")
    buyer.sees("You keep one card here")


def follow_and_confirm(buyer: Person, path: str) -> None:
    """The timeline tells the parcel's way; the cover counts down; the buyer is content."""
    buyer.go(path)
    happened = buyer.page.get_by_role("region", name="What happened")
    for told in ("paid", "accept", "deliver"):
        expect(happened).to_contain_text(re.compile(told, re.I), timeout=PATIENCE_MS)
    buyer.sees("Cover ends in")
    buyer.press("It arrived, all is well")
    expect(buyer.page.get_by_role("button", name="It arrived, all is well")).to_have_count(0)


def review(buyer: Person) -> None:
    buyer.go("/you/reviews/")
    buyer.press("Review it")
    page = buyer.page
    for question in ("product_rating", "described", "quality", "delivery", "communication"):
        page.locator(f"label[for=id_{question}-5]").click()
    page.get_by_label("In your words").fill("Light, and the sound is clear up to the top.")
    page.get_by_label("Yes", exact=True).check()
    buyer.press("Publish")
    buyer.go(listing_of(buyer, "Kestrum R6", "officina-brenta"))
    buyer.sees("Light, and the sound is clear up to the top.")


def test_a_mediator_decides_with_reasons(somebody: Make, tmp_path: Path) -> None:
    buyer = a_checkout(somebody)
    paying.pay_whole(buyer)
    seller = somebody()
    seller.sign_in(BALTICUM)
    order = order_of(buyer, "Balticum Works")
    ship(seller, order, "Balticum Works")
    disputes.complain(buyer, order[1], tmp_path)
    seen_by_seller = disputes.answer(seller, "nothing")
    case = disputes.ask_for_mediator(buyer)
    disputes.decide(somebody, case, "25.00")
    disputes.read_decision(buyer, "25.00")
    seller.go(seen_by_seller)
    seller.sees(disputes.WHY)


def test_the_pages_of_a_purchase_read_well(somebody: Make) -> None:
    """Those that no link leads to: axe, a phone's width and the console, as for all others."""
    buyer = a_buyer(somebody)
    paying.put_into_cart(buyer, listing_of(buyer, "Mirovolt S2", "balticum-works"))
    market = buyer.place.url("market")
    wrong = look_at(buyer, "cart", f"{market}/cart/")
    wrong += look_at(buyer, "checkout", f"{market}/checkout/")
    buyer.page.set_viewport_size({"width": 1280, "height": 900})
    paying.check_out(buyer, **HOME)
    pay_page = buyer.page.url
    wrong += look_at(buyer, "pay", pay_page)
    buyer.go(pay_page)
    paying.pay_whole(buyer)
    wrong += look_at(buyer, "paid", buyer.page.url)
    order = order_of(buyer, "Balticum Works")[1]
    for name, path in (("order", order), ("withdraw", f"{order}withdraw/")):
        wrong += look_at(buyer, name, f"{market}{path}")
    assert wrong == [], "\n" + "\n".join(wrong)


def test_three_wrong_codes_decline_and_another_card_pays(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    before = paying.newest_code(buyer, paying.ASKS)
    paying.pay_with(buyer, paying.ASKS)
    right = paying.code_from_phone(buyer, paying.ASKS, unlike=before)
    wrong = "000000" if right != "000000" else "111111"
    bank = paying.issuer_of(buyer.page)
    for left in ("2 tries left", "1 try left"):
        paying.confirm(bank, wrong)
        expect(bank.get_by_role("alert")).to_contain_text(left, timeout=PATIENCE_MS)
    paying.confirm(bank, wrong)
    expect(buyer.page).to_have_url(re.compile("/pay/$"), timeout=PATIENCE_MS)
    buyer.sees(re.compile("not charged|was not confirmed|not confirm", re.I))
    assert paying.charges(buyer) == []
    buyer.page.go_back()
    paying.pay_whole(buyer, paying.ASKS_TOO)
    assert len(paying.charges(buyer)) == 1


def test_a_double_click_and_a_second_tab_charge_once(somebody: Make) -> None:
    buyer = a_checkout(somebody)
    first, second = buyer.page, buyer.another_tab()
    second.goto(first.url)
    before = paying.newest_code(buyer, paying.ASKS)
    for page in (first, second):
        paying.type_card(paying.fields_of(page), paying.ASKS)
    first.locator("[data-pay-button]").dblclick()
    paying.wait_for_bank(first)
    code = paying.code_from_phone(buyer, paying.ASKS, unlike=before)
    paying.confirm(paying.issuer_of(first), code)
    paying.is_paid(first)
    second.locator("[data-pay-button]").click()
    paying.is_paid(second)
    is_charged_once(somebody, buyer)


def test_reload_in_the_challenge_and_the_back_button_lose_and_repeat_nothing(
    somebody: Make,
) -> None:
    buyer = a_checkout(somebody)
    before = paying.newest_code(buyer, paying.ASKS)
    paying.pay_with(buyer, paying.ASKS)
    code = paying.code_from_phone(buyer, paying.ASKS, unlike=before)
    buyer.page.reload()
    paying.wait_for_bank(buyer.page)
    after = paying.newest_code(buyer, paying.ASKS)
    paying.confirm(paying.issuer_of(buyer.page), after or code)
    paying.is_paid(buyer.page)
    for _press in range(3):
        buyer.page.go_back()
        buyer.page.wait_for_load_state()
    if "/pay/" in buyer.page.url:
        paying.is_paid(buyer.page)
    is_charged_once(somebody, buyer)
    buyer.go("/cart/")
    buyer.sees("Your cart is empty")


def test_everything_can_be_bought_without_javascript(somebody: Make) -> None:
    buyer = a_checkout(somebody, script=False)
    page = buyer.page
    before = paying.newest_code(buyer, paying.ASKS)
    buyer.press("Enter a card")
    expect(page).to_have_url(re.compile(re.escape(buyer.place.url("vault"))))
    paying.type_card(page, paying.ASKS)
    page.locator("#send").click()
    expect(page).to_have_url(re.compile("card_token="), timeout=PATIENCE_MS)
    buyer.press(re.compile("^Pay "))
    bank = paying.bank_without_script(page)
    paying.confirm(bank, paying.code_from_phone(buyer, paying.ASKS, unlike=before))
    bank.get_by_role("button", name="Back to the shop").click()
    bank.get_by_role("link", name="Go on to the checkout").click()
    buyer.press("Go on", page.get_by_role("main"))
    paying.is_paid(page)
    assert len(paying.charges(buyer)) == 1
