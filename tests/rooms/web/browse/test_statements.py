"""How many statements the bench's pages take: made anew for all, and for a member."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fondaco.market.catalogue import queries
from fondaco.market.members.models import Member
from tests.rooms.catalogue.shelf import a_seller, put_up
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("page", "anonymous", "signed_in"),
    [("home", 5, 10), ("list", 5, 10), ("search", 8, 13), ("listing", 18, 26)],
)
def test_each_page_takes_just_so_many_statements(
    client: Client, page: str, anonymous: int, signed_in: int, django_assert_num_queries: Any
) -> None:
    seller_id = a_seller()
    for _ in range(5):
        put_up(seller_id, gtin="4006381333931")
    paths = {
        "home": "/?",
        "list": "/c/lighting/?",
        "search": "/search/?q=oak+lamp&",
        "listing": f"{queries.listing(put_up(seller_id)).path}?",
    }
    member = Client()
    member.force_login(Member.objects.get(id=story.a_buyer()))
    client.get("/c/home/")
    with django_assert_num_queries(anonymous):
        assert client.get(f"{paths[page]}again=1").status_code == 200
    with django_assert_num_queries(signed_in):
        assert member.get(paths[page]).status_code == 200
