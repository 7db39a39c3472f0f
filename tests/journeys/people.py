"""People at their browsers: each has a context of their own, as if on their own machine."""

import re
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from fondaco.cli.programs import Installation
from fondaco.demo.goods.people import DEMO_PASSWORD
from tests.journeys.chromium import PATIENCE_MS

HARMLESS = (
    # The bank's page focuses its only field, which a browser does not do in another's frame.
    "Blocked autofocusing on a <input> element in a cross-origin subframe",
)


class Person:
    """Somebody with a browser. ``complaints`` is what the browser's console said in red."""

    def __init__(
        self, browser: Browser, place: Installation, *, script: bool = True, width: int = 1280
    ) -> None:
        self.place, self.scripted = place, script
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/Madrid",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.email = ""
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Write down errors of scripts and refusals of the content security policy."""
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._note(page, said))

    def _note(self, page: Page, said: ConsoleMessage) -> None:
        if said.type == "error" and not any(each in said.text for each in HARMLESS):
            self.complaints.append(f"{page.url}: {said.text}")

    def another_tab(self) -> Page:
        page = self.context.new_page()
        self.watch(page)
        return page

    def go(self, path: str, program: str = "market") -> Page:
        """Open an address of one of the three programs."""
        self.page.goto(urljoin(self.place.url(program), path))
        return self.page

    def press(self, name: str | re.Pattern[str], within: Locator | Page | None = None) -> None:
        """Press the first visible button or link of this name."""
        place = within or self.page
        button = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        button.filter(visible=True).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The text is on the page, or comes soon."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(
            timeout=PATIENCE_MS
        )

    def sign_in(self, email: str, password: str = DEMO_PASSWORD) -> None:
        """Sign in by the form."""
        self.email = email
        self.go("/account/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/account/login/"), timeout=PATIENCE_MS)

    def prove(self, password: str) -> None:
        """Give the password again where that is asked for; a fresh sign-in is proof enough."""
        self.page.wait_for_load_state()
        if "/account/reauthenticate/" in self.page.url:
            self.page.get_by_label("Password", exact=True).fill(password)
            self.press("Go on", self.page.get_by_role("main"))
            expect(self.page).not_to_have_url(re.compile("/reauthenticate/"), timeout=PATIENCE_MS)

    def sign_up(self, name: str, email: str, password: str) -> None:
        """Create an account, open the mail in the post office, confirm, and sign in."""
        self.email = email
        self.go("/account/signup/")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("E-mail").fill(email)
        self.page.locator("input[name=password1]").fill(password)
        self.press("Create my account")
        self.sees("Look at your mail")
        self.open_mail(email, re.compile("confirm", re.I))
        link = self.page.locator("ul.links a").filter(has_text="/account/confirm-email/")
        self.page.goto(link.first.inner_text())
        self.press("Yes, confirm it")
        expect(self.page).not_to_have_url(re.compile("/confirm-email/"), timeout=PATIENCE_MS)
        if "/login/" in self.page.url:
            self.sign_in(email, password)

    def open_mail(self, address: str, subject: str | re.Pattern[str]) -> None:
        """Open the newest mail with this subject; letters arrive when the worker has sent them."""
        for _look in range(20):
            self.go(f"/post/{address}/", "bank")
            mail = self.page.get_by_role("link", name=subject)
            if mail.count():
                mail.first.click()
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"no mail about {subject} came to {address}")

    def picture(self, path: Path, colour: str) -> Path:
        """A photograph to show."""
        from PIL import Image

        Image.new("RGB", (900, 700), colour).save(path, "JPEG")
        return path

    def leave(self, last_look: str = "") -> None:
        """Close the browser, with a picture of the last page where one is asked for."""
        if last_look and not self.page.is_closed():
            self.page.screenshot(path=last_look, full_page=True)
        self.context.close()
