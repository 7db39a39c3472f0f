"""Case pages for everybody: the process as the table says it, and how cases ended."""

import html
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.market.cases.lifecycle import TABLE
from fondaco.market.cases.rules.reasons import REASONS, Reason
from fondaco.market.cases.rules.telling import STATE_WORDS
from fondaco.market.cases.rules.waits import WAITS
from fondaco.market.cases.rules.words import Role, State
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.web.storefront.help.cases import BUYER_ACTS, COUNTED, PARTIES, steps
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.cases.story import labels, network, purse
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
__all__ = ["labels", "network", "purse"]
AtTime = Callable[[datetime], None]


def text_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


@pytest.fixture
def two_cases(purse: Purse, at_time: AtTime) -> str:
    """The address of a seller with a case that ended and another, at another's, that did not."""
    at_time(NOON)
    first, other = story.delivered(purse, price=1200), story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    story.wait_until_due(at_time, story.opened(first))
    story.opened(other)
    return f"/s/{members.seller(first.seller_id).slug}/"


def test_the_help_page_has_every_state_of_the_table_with_todays_numbers() -> None:
    page = text_of("/safety/cases/")
    terms = trade.policy().cases
    for wait in WAITS:
        assert f'id="{wait.state}"' in page
        assert STATE_WORDS[wait.state] in page
        assert wait.then in page, wait.state
        how_long = str(COUNTED[wait.unit] % {"n": getattr(terms, wait.number)})
        assert how_long in page, (wait.state, how_long)
    assert [step.state for step in steps(terms)] == [*(each.state for each in WAITS), State.CLOSED]
    assert {step.state for step in steps(terms)} == set(State)


def test_every_party_and_every_act_of_a_buyer_has_words() -> None:
    assert {wait.party for wait in WAITS} <= set(PARTIES)
    assert {wait.unit for wait in WAITS} <= set(COUNTED)
    assert {row.event for row in TABLE if row.role is Role.BUYER} <= set(BUYER_ACTS)


def test_the_house_tells_how_many_cases_there_are_and_how_they_ended(two_cases: str) -> None:
    page = text_of("/safety/figures/")
    for words in (
        "A case was opened for 100.0 of 100 orders", "How the one closed case ended",
        "refunded", REASONS[Reason.DAMAGED].title, "Of these alike",
    ):  # fmt: skip
        assert words in page, words


def test_a_sellers_page_tells_of_their_cases_only(two_cases: str) -> None:
    page = text_of(two_cases)
    for words in ("1 case, 1 paid order", "Ended: refunded", "Median days until closed"):
        assert words in page, words


def test_where_nothing_was_sold_nothing_is_claimed() -> None:
    assert "Nothing was sold yet" in text_of("/safety/figures/")


@pytest.mark.parametrize(("path", "number"), [("/safety/cases/", 2), ("/safety/figures/", 12)])
def test_a_public_page_of_cases_makes_a_pinned_number_of_queries(
    two_cases: str, path: str, number: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(number):
        text_of(path)
    with django_assert_num_queries(1):
        text_of(path)


def test_a_sellers_page_asked_for_again_and_again_counts_their_cases_once(
    two_cases: str, django_assert_num_queries: Any
) -> None:
    text_of("/safety/cases/")  # what the process keeps besides
    with django_assert_num_queries(13):
        text_of(f"{two_cases}?x=1")
    with django_assert_num_queries(9):
        text_of(f"{two_cases}?x=2")
