"""Every page that a link leads to: it answers, reads well to all, and fits a phone."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from fondaco.cli.programs import Installation
from tests.journeys.crawling import Crawl, look_at, who_looks
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHO = {
    "anybody": ("", {"browse_home", "browse_listing", "browse_search"}),
    "buyer": ("marta-ruiz@post.example", {"buying_orders", "account_overview"}),
    "seller": ("officina-brenta@trade.example", {"seller_orders", "seller_listings"}),
    "operator": ("vera-novak@fondaco.example", {"desk_sellers"}),
    "mediator": ("daniel-moreau@fondaco.example", {"desk_mediation"}),
    "finance": ("henrik-vos@fondaco.example", {"desk_finance"}),
    "trust": ("amara-diallo@fondaco.example", {"desk_home"}),
}
"""E-mail of a demo person, and pages that the crawl must have come to from the home page."""


@pytest.fixture
def person(browser: Browser, marketplace: Installation) -> Iterator[Person]:
    made = Person(browser, marketplace)
    yield made
    made.leave()


@pytest.mark.parametrize("who", WHO)
def test_every_page_answers_and_reads_well(person: Person, who: str) -> None:
    email, expected = WHO[who]
    if email:
        person.sign_in(email)
    crawl = Crawl(person).run("/")
    assert expected <= set(crawl.pages), sorted(crawl.pages)
    wrong = list(crawl.wrong)
    for route, url in sorted(crawl.pages.items()):
        if who_looks(route) == who:
            wrong += look_at(person, route, url, os.environ.get("FONDACO_SCREENSHOTS", ""))
    assert wrong == [], "\n" + "\n".join(wrong)
