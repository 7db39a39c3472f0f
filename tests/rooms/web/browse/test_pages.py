"""The pages for looking around: right without a script, the same for all, few statements."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from fondaco.market.catalogue import actions, queries
from fondaco.market.catalogue.rules.listing import VariantDraft
from fondaco.market.members import queries as members
from fondaco.market.members.models import Member
from fondaco.market.trade import actions as trade
from fondaco.market.trade.actions.shipping import OptionDraft
from tests.rooms.catalogue.shelf import SELLER, a_draft, a_seller, first_variant, put_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def text(client: Client, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    return str(answer.content.decode())


def path_of(listing_id: UUID) -> str:
    return queries.listing(listing_id).path


def ships(seller_id: UUID, price: int, countries: tuple[str, ...] = ("*",)) -> None:
    option = OptionDraft("Tracked post", "post", price, "EUR", (2, 5), countries)
    trade.set_shipping_options(seller_id=seller_id, options=[option])


def test_the_first_page_shows_what_is_new_and_how_money_is_protected(client: Client) -> None:
    put_up(a_seller())
    page = text(client, "/")
    assert "Your money waits until it arrives." in page
    assert "Oak desk lamp with linen shade" in page
    assert 'href="/c/home/"' in page


def test_an_empty_house_says_what_to_do_next(client: Client) -> None:
    assert "Nothing is for sale yet" in text(client, "/")
    assert "Nothing was found" in text(client, "/search/?q=lamp")


def test_search_says_a_mended_word_and_unreadable_amounts(client: Client) -> None:
    put_up(a_seller(), title="Over-ear headphones")
    page = text(client, "/search/?q=hedphones&min=cheap")
    assert "Over-ear headphones" in page
    assert "No listing has this spelling" in page
    assert "“cheap” is not an amount" in page


def test_prices_typed_the_wrong_way_round_are_turned_and_said(client: Client) -> None:
    put_up(a_seller(), price=4900)
    page = text(client, "/search/?min=90&max=10")
    assert "we took them the other way round" in page
    assert "Oak desk lamp" in page
    assert "from €10.00" in page
    assert 'href="?min=90"' in page


def test_what_could_not_be_read_is_no_filter(client: Client) -> None:
    put_up(a_seller())
    page = text(client, "/search/?min=abc&max=80")
    chips = re.findall(r'class="chip" aria-current="true" href="([^"]*)">([^<]*)', page)
    assert [(url, words.strip()) for url, words in chips] == [("?min=abc", "up to €80.00")]


@pytest.mark.parametrize(
    "query",
    ['q="&min=-1&max=1e9&page=0', "page=99999999999&sort=x&c=none&stars=9&cond=<b>", "price=a-b",
     "price=-", "brand=%01&from=XX", "q=" + "x" * 3000],
)  # fmt: skip
def test_no_address_makes_search_fail(client: Client, query: str) -> None:
    put_up(a_seller())
    text(client, f"/search/?{query}")


def test_an_address_with_the_character_nul_is_refused_in_words(client: Client) -> None:
    assert "no text can hold" in text(client, "/search/?brand=%00&from=XX", 422)


def test_a_category_shows_its_own_and_what_is_below(client: Client) -> None:
    put_up(a_seller())
    assert "Oak desk lamp" in text(client, "/c/home/")
    assert "Oak desk lamp" in text(client, "/c/lighting/")
    assert "Oak desk lamp" not in text(client, "/c/electronics/")
    text(client, "/c/no-such/", 404)


def test_the_price_that_counts_is_the_one_to_the_visitor(client: Client) -> None:
    seller_id = a_seller()
    ships(seller_id, 490, ("ES",))
    listing_id = put_up(seller_id, price=7900)
    page = text(client, path_of(listing_id) + "?to=ES")
    assert "€83.90" in page
    assert "to you (Spain), all included" in page
    elsewhere = text(client, path_of(listing_id) + "?to=DE")
    assert "The seller does not ship to Germany." in elsewhere
    assert "€79.00" in elsewhere


def test_the_listing_carries_product_data_for_search_engines(client: Client) -> None:
    listing_id = put_up(a_seller(), gtin="4006381333931", title="Lamp </script><b>")
    page = text(client, path_of(listing_id))
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(block)
    assert (data["@type"], data["gtin"], data["offers"]["price"]) == (
        "Product",
        "4006381333931",
        "49.00",
    )
    assert "<b>" not in page.split("<body")[0]


def test_variants_can_be_chosen_without_a_script(client: Client) -> None:
    seller_id = a_seller()
    variants = (
        VariantDraft("A", 1000, 1, (("Colour", "Oak"), ("Size", "S"))),
        VariantDraft("B", 2000, 0, (("Colour", "Oak"), ("Size", "L"))),
        VariantDraft("C", 3000, 1, (("Colour", "Ash"), ("Size", "S"))),
    )
    listing_id = put_up(seller_id, variants=variants)
    ids = {v.sku: v.id for v in queries.listing(listing_id).variants}
    page = text(client, path_of(listing_id))
    assert f'name="variant_id" value="{ids["A"]}"' in page
    assert f'href="?v={ids["C"]}"' in page
    other = text(client, f"{path_of(listing_id)}?v={ids['C']}")
    assert f'name="variant_id" value="{ids["C"]}"' in other
    sold_out = text(client, f"{path_of(listing_id)}?v={ids['B']}")
    assert "Oak / L is sold out." in sold_out
    assert 'name="variant_id"' not in sold_out


def test_an_old_slug_leads_to_the_right_address(client: Client) -> None:
    listing_id = put_up(a_seller())
    answer = client.get(f"/l/old-name-{listing_id}/?to=ES")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        path_of(listing_id) + "?to=ES",
    )
    text(client, f"/l/lamp-{uuid4()}/", 404)


def test_a_draft_is_its_sellers_only_and_a_withdrawn_one_cannot_be_bought(client: Client) -> None:
    seller_id = a_seller()
    draft_id = actions.create_listing(seller_id=seller_id, draft=a_draft(), actor=SELLER)
    text(client, path_of(draft_id), 404)
    own = Client()
    own.force_login(Member.objects.get(id=members.staff_members(seller_id)[0]))
    assert "This is your listing" in text(own, path_of(draft_id))
    live_id = put_up(seller_id)
    actions.withdraw(seller_id=seller_id, listing_id=live_id, actor=SELLER)
    page = text(client, path_of(live_id))
    assert "No longer for sale" in page
    assert 'name="variant_id"' not in page


def test_a_kept_page_carries_no_token_and_changes_with_what_it_shows(client: Client) -> None:
    seller_id = a_seller()
    listing_id = put_up(seller_id, stock=6)
    path = path_of(listing_id)
    first = text(client, path)
    assert "csrfmiddlewaretoken" not in first
    assert "nonce" not in first
    actions.set_price(seller_id=seller_id, variant_id=first_variant(listing_id), price_minor=1234)
    assert "€12.34" in text(client, path)
    actions.reserve(key="x", items=[(first_variant(listing_id), 4)])
    assert "2 are left." in text(client, path)


def test_a_kept_page_takes_one_statement(client: Client, django_assert_num_queries: Any) -> None:
    path = path_of(put_up(a_seller()))
    text(client, "/")
    text(client, path)
    for each in ("/", path):
        with django_assert_num_queries(1):
            text(client, each)


def test_pages_made_anew_take_few_statements(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    seller_id = a_seller()
    for _ in range(5):
        put_up(seller_id, gtin="4006381333931")
    path = path_of(put_up(seller_id))
    text(client, "/c/home/")
    for each, most in (("/", 6), (path, 18), ("/search/?q=lamp", 9), ("/c/lighting/", 6)):
        with django_assert_max_num_queries(most):
            text(client, each + ("&" if "?" in each else "?") + "again=1")


def test_a_kept_page_is_sent_in_gzip_with_a_tag_that_can_be_asked_for(client: Client) -> None:
    put_up(a_seller())
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Oak desk lamp" in gzip.decompress(answer.content).decode()
    again = client.get("/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_language_and_theme_have_pages_of_their_own(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    put_up(a_seller())
    assert 'lang="en"' in text(client, "/")
    assert 'lang="de"' in text(client, "/", **{"Accept-Language": "de"})
    client.cookies["fondaco_theme"] = "dark"
    assert 'data-theme="dark"' in text(client, "/")


def test_one_product_is_compared_at_its_sellers_by_total(client: Client) -> None:
    dear, cheap = a_seller("Dear"), a_seller("Cheap")
    ships(dear, 0)
    ships(cheap, 2000)
    mine = put_up(dear, gtin="4006381333931", price=5000)
    put_up(cheap, gtin="4006381333931", price=4500)
    page = text(client, f"/compare/?product={mine}&to=ES")
    assert "2 sellers have it: compare them" in page
    assert page.index("Dear") < page.index("Cheap")
    assert "€65.00" in page


def test_listings_are_put_side_by_side_with_their_differences(client: Client) -> None:
    seller_id = a_seller()
    one = put_up(seller_id, specs=(("Height", "42 cm"), ("Socket", "E27"), ("Cable", "2 m")))
    two = put_up(seller_id, specs=(("Height", "50 cm"), ("Socket", "E27")))
    page = text(client, f"/compare/?l={one}&l={two}&l=nonsense&l={uuid4()}")
    marked = re.findall(r'<tr class="differs"><th scope="row">(\w+)</th>', page)
    assert set(marked) == {"Height", "Cable"}
    assert "Socket" in page
    text(client, "/compare/?q=lamp")


def test_a_sellers_page_says_who_they_are(client: Client) -> None:
    seller_id = a_seller()
    put_up(seller_id)
    slug = members.seller(seller_id).slug
    page = text(client, f"/s/{slug}/")
    assert "Via Uno 1" in page
    assert "Oak desk lamp" in page
    text(client, "/s/nobody/", 404)
    text(client, f"/s/{members.seller(a_seller(verified=False)).slug}/", 404)


def test_a_picture_is_sent_for_ever_and_only_in_known_widths(client: Client) -> None:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (120, 80, 40)).save(out, "PNG")
    kept = actions.store_picture(out.getvalue())
    answer = client.get(f"/pictures/{kept.sha256}-320.webp")
    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (320, 240)
    text(client, f"/pictures/{kept.sha256}-321.webp", 404)
    text(client, f"/pictures/{'0' * 64}-320.webp", 404)
