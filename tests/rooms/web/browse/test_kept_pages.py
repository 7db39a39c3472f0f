"""Pages kept for anonymous visitors: who gets one, what it carries, how far it may be behind."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from fondaco.market.catalogue import actions, queries
from fondaco.market.members import queries as members
from fondaco.market.members.models import Member
from tests.rooms.catalogue.shelf import a_seller, first_variant, put_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def listing() -> tuple[UUID, UUID, str]:
    """Seller, listing, and the listing's path."""
    seller_id = a_seller()
    listing_id = put_up(seller_id)
    return seller_id, listing_id, queries.listing(listing_id).path


def test_within_the_lag_a_kept_page_asks_the_database_nothing_and_after_it_is_right(
    client: Client,
    listing: tuple[UUID, UUID, str],
    settings: Settings,
    django_assert_num_queries: Any,
) -> None:
    seller_id, listing_id, path = listing
    settings.FONDACO_PAGES_LAG_S = 30
    client.get(path)
    client.get(path)
    actions.set_price(seller_id=seller_id, variant_id=first_variant(listing_id), price_minor=1234)
    with django_assert_num_queries(0):
        assert b"12.34" not in client.get(path).content
    settings.FONDACO_PAGES_LAG_S = 0
    assert b"12.34" in client.get(path).content


def test_a_kept_page_has_the_headers_of_a_page_made_anew(
    client: Client, listing: tuple[UUID, UUID, str]
) -> None:
    made, kept = client.get(listing[2]), client.get(listing[2])
    assert dict(kept.headers) == dict(made.headers)
    for name in ("Content-Security-Policy", "X-Frame-Options", "Permissions-Policy", "ETag"):
        assert kept.headers[name]
    assert kept.headers["Content-Language"] == "en"
    assert int(kept.headers["Content-Length"]) == len(kept.content)
    assert not kept.cookies


def test_who_is_signed_in_gets_their_own_page_and_nobody_gets_theirs(
    client: Client, listing: tuple[UUID, UUID, str]
) -> None:
    seller_id, _, path = listing
    own = Client()
    own.force_login(Member.objects.get(id=members.staff_members(seller_id)[0]))
    assert b"This is your listing" in own.get(path).content
    assert b"This is your listing" not in client.get(path).content
    assert b"This is your listing" in own.get(path).content


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer key"},
        {"HX-Request": "true"},
        {"Cookie": "messages=something"},
        {"Cookie": f"{configured.SESSION_COOKIE_NAME}=some-session"},
    ],
)
def test_a_request_that_may_be_told_something_is_not_answered_early(
    client: Client,
    listing: tuple[UUID, UUID, str],
    headers: dict[str, str],
    settings: Settings,
    django_assert_num_queries: Any,
) -> None:
    settings.FONDACO_PAGES_LAG_S = 30
    client.get(listing[2])
    client.get(listing[2])
    with django_assert_num_queries(0):
        client.get(listing[2])
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(0):
        client.get(listing[2], headers=headers)


def test_another_host_is_refused_and_not_kept(
    client: Client, listing: tuple[UUID, UUID, str]
) -> None:
    for _ in range(2):
        assert client.get(listing[2], headers={"Host": "elsewhere.example"}).status_code == 400
