"""Behind a proxy each visitor has a throttle of their own, and nobody can write themselves one."""

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from fondaco.market.members import actions
from fondaco.market.members.models import SignIn
from fondaco.market.web.api import limits
from tests.rooms.catalogue.shelf import a_seller, put_up

pytestmark = pytest.mark.django_db
PASSWORD = "lantern ferry mossy quilt"


@pytest.fixture(autouse=True)
def _counts_from_nothing() -> None:
    cache.clear()


def left(client: Client, forwarded: str) -> int:
    answer = client.get("/api/v1/categories", headers={"X-Forwarded-For": forwarded})
    return int(answer["RateLimit"].split("r=")[1].split(";")[0])


def test_behind_a_proxy_one_visitor_does_not_use_up_another_s_allowance(
    client: Client, settings: Settings
) -> None:
    settings.FONDACO_TRUSTED_PROXIES = "127.0.0.0/8"
    assert left(client, "198.51.100.7") == limits.UNKNOWN_A_WINDOW - 1
    assert left(client, "198.51.100.7") == limits.UNKNOWN_A_WINDOW - 2
    assert left(client, "198.51.100.8") == limits.UNKNOWN_A_WINDOW - 1


def test_without_a_proxy_the_header_buys_nobody_a_new_allowance(client: Client) -> None:
    assert left(client, "198.51.100.7") == limits.UNKNOWN_A_WINDOW - 1
    assert left(client, "198.51.100.8") == limits.UNKNOWN_A_WINDOW - 2


@pytest.mark.parametrize(("trusted", "ip"), [("1", "198.51.100.7"), ("", "127.0.0.1")])
def test_the_activity_page_and_the_sign_in_throttle_know_the_same_address(
    client: Client, settings: Settings, trusted: str, ip: str
) -> None:
    settings.FONDACO_TRUSTED_PROXIES = trusted
    member_id = actions.create_member(
        email="ana@example.org", password=PASSWORD, display_name="Ana", country="PT",
        email_confirmed=True,
    )  # fmt: skip
    client.post(
        "/account/login/",
        {"login": "ana@example.org", "password": PASSWORD},
        headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.7"},
    )
    assert SignIn.objects.get(member_id=member_id).ip == ip


def test_pages_that_anybody_opens_push_no_count_of_a_throttle_out(
    client: Client, settings: Settings
) -> None:
    room = settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"]
    cache.set("count", 4, 300)
    for number in range(room + 10):
        caches["pages"].set(f"page:{number}", "x", 300)
    assert cache.get("count") == 4


def test_what_people_type_into_the_search_crowds_out_nothing_but_searches(client: Client) -> None:
    put_up(a_seller())
    pages, searches = caches["pages"], caches["searches"]
    client.get("/search/?q=lamp")
    client.get("/search/?%71=lamp")
    assert not pages._cache  # type: ignore[attr-defined]  # there is no other way to count
    assert len(searches._cache) == 2  # type: ignore[attr-defined]  # there is no other way to count
    client.get("/search/")
    assert len(pages._cache) == 1  # type: ignore[attr-defined]  # there is no other way to count


def test_the_same_search_is_answered_from_what_was_made_before(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_up(a_seller())
    first = client.get("/search/?q=lamp")
    with django_assert_num_queries(1):  # the mark
        again = client.get("/search/?q=lamp")
    assert again.content == first.content
    assert client.get("/search/?q=chair").content != first.content
