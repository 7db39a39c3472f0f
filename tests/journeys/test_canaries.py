"""A card's number and codes, typed everywhere: afterwards they stand nowhere but in the vault."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from fondaco.cli.programs import Installation
from fondaco.market.web.shell.sent_texts import OTHER_NUMBERS
from tests.journeys import leaks, paying
from tests.journeys.buying import HOME, Make, listing_of
from tests.journeys.crawling import Crawl
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CANARY = paying.Card("4000002500003155", "+447700900105")
NOT_TEXT = {"hidden", "submit", "button", "checkbox", "radio", "file", "number", "date", "password"}
PEOPLE = ("", "jakob-lindner@post.example", "kontor-elbe@trade.example")


class Forms(HTMLParser):
    """The forms of a page that take text: where they go, what they hold, what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            target = given.get("action", "") if given.get("method") == "post" else "-"
            self.found.append((target, {}, []))
        elif tag in {"input", "textarea"} and self.found and given.get("name"):
            _target, held, typed = self.found[-1]
            if tag == "textarea" or given.get("type", "text") not in NOT_TEXT:
                typed.append(given["name"])
            else:
                held.setdefault(given["name"], given.get("value", ""))


def test_a_number_typed_into_any_field_of_the_shop_is_kept_nowhere(
    browser: Browser, marketplace: Installation
) -> None:
    tried = 0
    for email in PEOPLE:
        person = Person(browser, marketplace)
        if email:
            person.sign_in(email)
        for url in Crawl(person).run("/", "/account/signup/", "/account/login/").pages.values():
            tried += type_everywhere(person, url)
        person.leave()
    assert tried > 20
    assert leaks.in_files(marketplace, leaks.spellings(CANARY.number)) == []


def type_everywhere(person: Person, url: str) -> int:
    """Send the number in each text field of each form of a page; how many fields that were."""
    forms = Forms()
    forms.feed(person.context.request.get(url).text())
    tried = 0
    for target, held, typed in forms.found:
        for name in typed if target != "-" else ():
            answer = person.context.request.post(
                urljoin(url, target),
                form=held | {name: f"mine is {CANARY.number}"},
                headers={"Referer": url},
                max_redirects=0,
            )
            # A telephone is no card: its own check refuses it, beside the field.
            fine = {403, 422} | ({200} if name in OTHER_NUMBERS else set())
            assert answer.status in fine, f"{name} of {url}: {answer.status}"
            tried += 1
    return tried


def test_a_payment_leaves_number_and_codes_in_the_vault_alone(somebody: Make) -> None:
    buyer = somebody()
    place = buyer.place
    sent: list[bytes] = []
    kept_before = codes_kept(place)
    buyer.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    buyer.sign_in("jakob-lindner@post.example")
    paying.put_into_cart(buyer, listing_of(buyer, "Mirovolt S2", "balticum-works"))
    paying.check_out(buyer, **HOME)
    before = paying.newest_code(buyer, CANARY)
    paying.pay_with(buyer, CANARY)
    code = paying.code_from_phone(buyer, CANARY, unlike=before)
    paying.confirm(paying.issuer_of(buyer.page), code)
    paying.is_paid(buyer.page)

    number = leaks.spellings(CANARY.number)
    assert not any(each in body for body in sent for each in number)
    assert leaks.in_files(place, number) == []
    assert not any(each in leaks.said_by(place, "market") for each in number)
    assert leaks.in_browser(buyer, number) == []
    assert CANARY.number.encode() in leaks.said_by(place, "vault"), "nothing was captured"
    for database in ("market.sqlite3", "vault.sqlite3"):
        assert leaks.in_words(place, database, code) == []
    assert code not in "".join(path.read_text() for path in logs(place))
    assert codes_kept(place) <= kept_before, "the code outlived the payment"


def codes_kept(place: Installation) -> set[object]:
    """Cards whose security code the vault still holds: entered by others, and not paid with."""
    return {row["card_id"] for _table, row in leaks.rows_of(place, "vault.sqlite3", "securitycode")}


def logs(place: Installation) -> list[Path]:
    found = sorted((place.home / "logs").glob("*.log"))
    assert found
    return found
