"""What people see at their bank: sign-in with a code, accounts, statements, the carrier."""

from fondaco.cli.walkthrough.browser import Browser, Page
from fondaco.cli.walkthrough.telling import NotAsItShould, expect
from fondaco.cli.walkthrough.world import World


class BankCustomer:
    """Somebody with an account at the practice bank."""

    def __init__(self, world: World, email: str, password: str, phone: str) -> None:
        self.world, self.email, self.password, self.phone = world, email, password, phone

    def overview(self) -> Page:
        """Sign in, with the code from the phone, and see the accounts."""
        self._browser = Browser()
        page = self._browser.open(f"{self.world.bank}/accounts/")
        return self.pass_sign_in(self._browser, page)

    def pass_sign_in(self, browser: Browser, page: Page) -> Page:
        """Password and code, where ``page`` asks for them; the page that was asked for."""
        if "/sign-in/" not in page.url:
            return page
        known = self.world.codes(self.phone)
        page = browser.send(
            page, page.form(having="password"), email=self.email, password=self.password
        )
        code, _text = self.world.code_after(self.phone, known)
        page = browser.send(page, page.form(having="code"), code=code)
        expect("/sign-in/" not in page.url, f"the bank refused {self.email}: {page.text[:200]}")
        return page

    def send_money(self, browser: Browser, page: Page) -> str:
        """Send what the filled-in form says, with the code from the phone; its message's text."""
        form, known = page.form(having="iban"), self.world.codes(self.phone)
        page = browser.send(page, form, account=form.choices["account"][0], currency="EUR")
        code, text = self.world.code_after(self.phone, known)
        page = browser.send(page, page.form(having="code"), code=code)
        expect("/accounts/" in page.url, f"the transfer was not sent: {page.text[:200]}")
        return text

    def open_line(self, account: str, part: str) -> tuple[Browser, Page]:
        """Open the payment of the statement's line with this text; also the browser it is in."""
        page = self.statement(account)
        return self._browser, self._browser.open(page.link(part))

    def statement(self, account: str) -> Page:
        """Sign in and open the statement of the account with this name."""
        page = self.overview()
        return self._browser.open(page.link(account))

    def open_again(self, address: str) -> Page:
        """A page of the bank in the browser that is signed in there."""
        return self._browser.open(address)

    def wait_for_line(self, account: str, *parts: str) -> str:
        """Wait until the statement has all ``parts`` near each other; returns that piece."""

        def look() -> str | None:
            text = self.statement(account).text
            return found_line(text, parts)

        try:
            return self.world.wait_for(f"a line with {' and '.join(parts)}", look)
        except NotAsItShould as error:
            shown = self.statement(account).text[:800]
            raise NotAsItShould(f"{error} on the statement of {self.email}:\n{shown}") from None


def found_line(text: str, parts: tuple[str, ...]) -> str | None:
    """The lines of ``text`` from one with the first part to the one with the last, in six."""
    lines = text.splitlines()
    for place in range(len(lines)):
        piece = " · ".join(lines[place : place + 6])
        if parts[0] in lines[place] and all(part in piece for part in parts):
            return piece
    return None


class Carrier:
    """The practice carrier's counter, by its form for programs."""

    def __init__(self, world: World) -> None:
        self.world = world

    def label(self, sender: str, postcode: str, country: str, reference: str, grams: int) -> str:
        """Make a label; returns the tracking number."""
        body = {
            "sender_name": sender,
            "postcode": postcode,
            "country": country,
            "weight_grams": grams,
            "reference": reference,
        }
        made = self.world.json("POST", f"{self.world.bank}/carrier/labels.json", body)
        return str(made["tracking_number"])

    def scan(self, number: str, kind: str, **details: object) -> None:
        """Scan a parcel: accepted, in_transit, out_for_delivery, delivered."""
        path = f"{self.world.bank}/carrier/parcels/{number}/scans.json"
        self.world.json("POST", path, {"kind": kind, **details})
