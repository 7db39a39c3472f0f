"""``python -m bench.inside``: what is asked inside the market's settings, told as JSON.

Addresses to measure, database statements and bytes of each page, checkouts through the market's
own actions, and the raw INSERTs of the same rows. Payments are played by the scripted gateway.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import django

MANY = 500


def main() -> None:
    """Do all of it and print one line of JSON."""
    django.setup()
    from django.test import Client

    from bench import buying, raw

    buyers = buying.buyers()
    anonymous = Client(SERVER_NAME="127.0.0.1")
    pages = addresses(anonymous)
    signed_in = Client(SERVER_NAME="127.0.0.1")
    signed_in.force_login(buyers[0].member)
    found: dict[str, Any] = {
        "pages": pages,
        "listings": many_listings(),
        "statements": {
            name: page_facts(anonymous, signed_in, path) for name, path in pages.items()
        },
        "checkout_statements": checkout_statements(buyers[0]),
        "checkout_buyers": [buyer.email for buyer in buyers],
        "goods": [[str(good.variant_id) for good in buyer.goods] for buyer in buyers],
    }
    rows = raw.rows_of_a_checkout(lambda: buying.buy(buyers[0], "rows"))
    found["checkout_rows"] = {table: len(lines) for table, lines in rows.items()}
    for clients in buying.CLIENTS:
        found[f"actions_{clients}"] = buying.measure(buyers[:clients])
        found[f"raw_{clients}"] = raw.measure(rows, clients)
    raw.forget(rows)
    print(json.dumps(found))


def addresses(client: Any) -> dict[str, str]:
    """Page to path. The category is the home page's first, the listing the search's first."""
    text = client.get("/search/?q=kettle").content.decode()
    listing = re.search(r'href="(/l/[^"?#]+)', text)
    category = re.search(r'href="(/c/[^"?#]+)', client.get("/").content.decode())
    if not listing or not category:
        missing = "listing at a search for kettles" if not listing else "category at home"
        raise LookupError(f"the shop shows no {missing}")
    return {
        "home": "/",
        "list": category[1],
        "search": "/search/?q=kettle+navy",
        "listing": listing[1],
    }


def many_listings() -> list[str]:
    """The paths of many listings, spread over the catalogue."""
    from fondaco.market.catalogue.models import SearchDocument
    from fondaco.market.catalogue.search.documents import card_of

    count = SearchDocument.objects.count()
    step = max(count // MANY, 1)
    first = SearchDocument.objects.order_by("number").values_list("number", flat=True)[0]
    numbers = range(first, first + count, step)
    return [card_of(row).path for row in SearchDocument.objects.filter(number__in=numbers)][:MANY]


def page_facts(anonymous: Any, signed_in: Any, path: str) -> dict[str, int]:
    """Statements of a page made anew, of a kept one, and for a member; bytes plain and sent."""
    mark = "&" if "?" in path else "?"
    gzip = {"headers": {"Accept-Encoding": "gzip"}}
    statements(lambda: anonymous.get(f"{path}{mark}warm=up"))
    made = statements(lambda: anonymous.get(f"{path}{mark}fresh=1"))
    anonymous.get(path)
    sent = anonymous.get(path, **gzip)
    return {
        "anonymous, made anew": made,
        "anonymous, kept": statements(lambda: anonymous.get(path, **gzip)),
        "signed in": statements(lambda: signed_in.get(path)),
        "bytes": len(anonymous.get(path).content),
        "bytes_sent": len(sent.content),
    }


def statements(ask: Callable[[], Any]) -> int:
    """How many database statements ``ask`` takes; a page must answer 200 or redirect."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    status = getattr(answer, "status_code", 200)
    if status not in {200, 302, 303}:
        raise LookupError(f"a page of the bench answers {status}")
    return len(seen)


def checkout_statements(buyer: Any) -> dict[str, int]:
    """Statements of each request of a purchase by its pages, and of one through the actions."""
    from bench import buying

    found = {}
    for name, ask in buying.steps_by_pages(buyer):
        found[name] = statements(ask)
    found["by pages, all"] = sum(found.values())
    found["by actions, all"] = statements(lambda: buying.buy(buyer, "statements"))
    return found


if __name__ == "__main__":
    main()
