"""``python -m tests.journeys.pictures HOME PORT``: take the README's pictures from a running demo.

The demo's buyer buys, the parcel comes, a case is opened; each picture is the upper part of a
page at 1280 pixels, as WebP, in ``docs/pictures``.
"""

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page

from fondaco.cli.programs import Installation
from tests.journeys import paying, selling
from tests.journeys.chromium import chromium
from tests.journeys.people import Person

OUT = Path(__file__).parents[2] / "docs" / "pictures"
HEIGHT = 860
MARTA, BRENTA = "marta-ruiz@post.example", "officina-brenta@trade.example"


def take(page: Page, name: str) -> None:
    """Keep the upper part of the page."""
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": HEIGHT})
    OUT.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(shot)).save(OUT / f"{name}.webp", "WEBP", quality=82, method=6)


def main(home: str, port: str) -> None:
    place = Installation(home=Path(home), first_port=int(port))
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        buyer, seller = Person(browser, place), Person(browser, place)
        take(buyer.go("/"), "home")
        page = buyer.go("/s/officina-brenta/?q=Kestrum")
        listing = str(page.locator("a[href^='/l/']").first.get_attribute("href"))
        take(buyer.go(listing), "listing")
        buyer.sign_in(MARTA)
        paying.put_into_cart(buyer, listing)
        buyer.go("/checkout/")
        buyer.press(re.compile("^Go on to pay"))
        before = paying.newest_code(buyer, paying.ASKS)
        paying.pay_with(buyer, paying.ASKS)
        take(buyer.page, "challenge")
        code = paying.code_from_phone(buyer, paying.ASKS, unlike=before)
        paying.confirm(paying.issuer_of(buyer.page), code)
        paying.is_paid(buyer.page)
        buyer.press("Follow this order")
        order = urlsplit(buyer.page.url).path
        reference = re.search(r"FO-[0-9A-Z-]+", buyer.page.content())
        seller.sign_in(BRENTA)
        selling.accept_order(seller, reference[0] if reference else "")
        path = seller.page.url
        number = selling.make_label(
            seller, sender="Officina Brenta", postcode="28005", country="ES"
        )
        selling.hand_over(seller, path, number)
        selling.scan(seller, number, "Accepted", "In transit", "Out for delivery", "Delivered")
        take(buyer.go(order), "order")
        complain(buyer, Path(folder))
        take(buyer.page, "case")


def complain(buyer: Person, folder: Path) -> None:
    """Open a case from the order's page."""
    buyer.press("Something is wrong")
    page = buyer.page
    page.get_by_label("It is not as described").check()
    page.get_by_label("What happened?").fill("It gives half the power that the listing promises.")
    page.get_by_label("All of my money back").check()
    page.get_by_label("Pictures").set_input_files(buyer.picture(folder / "left.jpg", "dimgrey"))
    buyer.press("Open the case")
    buyer.sees("The case is open")


if __name__ == "__main__":
    main(*sys.argv[1:3])
