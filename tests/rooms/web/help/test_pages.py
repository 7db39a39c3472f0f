"""Safety and help pages: they answer, with the numbers in force."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client

from fondaco.market.catalogue import queries as catalogue
from fondaco.market.trade import queries as trade
from fondaco.market.trust import desk_queries, notices
from fondaco.market.web.shell.links import LINKS
from tests.rooms.catalogue import shelf

pytestmark = pytest.mark.django_db

PAGES = (
    "/safety/", "/safety/protection/", "/safety/report/", "/official/", "/help/", "/help/fees/",
    "/help/terms/", "/help/privacy/", "/help/imprint/", "/help/accessibility/", "/help/contact/",
)  # fmt: skip
FOOTER = (
    "safety", "protection", "report", "official", "help", "contact", "fees", "terms", "privacy",
    "imprint", "accessibility",
)  # fmt: skip


def text_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_without_signing_in(path: str) -> None:
    page = text_of(path)
    assert page.count("<h1") == 1
    assert "%(" not in page


def test_every_link_of_the_footer_leads_to_a_page() -> None:
    for name in FOOTER:
        assert Client().get(LINKS[name]).status_code == 200, name


def test_numbers_are_those_of_the_policy_in_force() -> None:
    policy = trade.policy()
    page = text_of("/safety/protection/")
    assert f"Covered until {policy.cover_days} days after delivery." in page
    assert f"paid {policy.complete_days} days after proven delivery" in page
    assert f"version {policy.version}" in page


def test_the_fee_of_the_example_is_worked_out() -> None:
    page = text_of("/help/fees/")
    assert "a new seller keeps €94.75" in page
    assert "5.0%" in page
    assert "4.5%" in page


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://fondac0-pay.example/", "It looks like us, and is not"),
        ("https://example.org/", "No, this is not ours"),
        ("http://127.0.0.1:8000/orders/", "Yes, this is ours"),
        ("hello there", "We cannot read this"),
    ],
)
def test_what_somebody_was_sent_is_judged(pasted: str, said: str, settings: Any) -> None:
    settings.MARKET_URL = "http://127.0.0.1:8000"
    answer = Client().get("/official/", {"check": pasted})
    assert said in answer.content.decode()


def test_what_is_pasted_is_never_drawn_as_markup() -> None:
    answer = Client().get("/official/", {"check": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in answer.content.decode()


def sent(client: Client, query: str = "", **given: str) -> Any:
    page = client.get("/safety/report/" + query).content.decode()
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found
    data = {"reason": "counterfeit", "text": "The label is sewn on upside down.", "key": found[1]}
    return client.post("/safety/report/" + query, data | given)


def test_a_report_gets_a_reference_and_an_answer_with_reasons() -> None:
    cache.clear()
    listing_id = shelf.put_up(shelf.a_seller())
    client = Client()
    assert "Oak desk lamp" in client.get(f"/safety/report/?listing={listing_id}").content.decode()
    answer = sent(client, f"?listing={listing_id}")
    path = answer.headers["Location"]
    assert "a person will look" in text_of(path)
    (open_one,) = desk_queries.notices().items
    assert (open_one.about_id, open_one.reason) == (listing_id, "counterfeit")
    assert open_one.address == catalogue.listing(listing_id).path
    notices.answer_notice(
        notice_id=open_one.id,
        answer="The maker says that this label is theirs.",
        is_upheld=False,
        actor=shelf.ADMIN,
    )
    assert "The maker says" in text_of(path)
    assert "sewn on upside down" not in text_of(path)
    assert Client().get("/safety/report/NT-0000-0000-0/").status_code == 404


def test_a_report_with_a_card_number_is_refused_and_one_too_short_too() -> None:
    cache.clear()
    client = Client()
    assert sent(client, text="Bad.").status_code == 200
    answer = sent(client, text="They took my card 4111 1111 1111 1111 from me")
    assert answer.status_code == 422
    assert "There is a card number in what you sent." in answer.content.decode()
    assert desk_queries.notices().items == ()


def test_reports_are_limited_by_the_hour() -> None:
    cache.clear()
    client = Client()
    answers = [sent(client).status_code for _number in range(11)]
    assert answers == [302] * 10 + [429]
    cache.clear()


def test_machines_find_whom_to_tell_and_what_to_read(settings: Any) -> None:
    settings.DEMO = False
    settings.FONDACO_OPERATOR = {"security_email": "security@fondaco.example"}
    text = text_of("/.well-known/security.txt")
    assert "Contact: mailto:security@fondaco.example" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT", text, re.M)
    robots = text_of("/robots.txt")
    assert "Disallow: /you/" in robots
    assert "Sitemap: " in robots


def test_a_practice_installation_asks_to_be_left_out() -> None:
    assert "Disallow: /\n" in text_of("/robots.txt")


def test_the_sitemap_has_pages_listings_and_sellers() -> None:
    listing_id = shelf.put_up(shelf.a_seller())
    index = ElementTree.fromstring(text_of("/sitemap.xml"))  # noqa: S314 our own answer
    assert len(index) >= 2
    assert "/safety/protection/" in text_of("/sitemap-0.xml")
    chunks = "".join(text_of(f"/sitemap-{number}.xml") for number in range(1, len(index)))
    assert catalogue.listing(listing_id).path in chunks
    assert "/s/officina-brenta" in chunks
    assert Client().get("/sitemap-99.xml").status_code == 404


def test_an_operator_who_is_known_is_named(settings: Any) -> None:
    assert "Nobody has said yet who runs this" in text_of("/help/imprint/")
    settings.FONDACO_OPERATOR = {
        "name": "Rialto Trading srl", "address": "Riva 1, Venezia", "email": "a@b.example",
    }  # fmt: skip
    assert "Rialto Trading srl runs this marketplace" in text_of("/help/imprint/")
