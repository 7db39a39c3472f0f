"""Following every link of the marketplace, and looking at one page of each kind."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from fondaco.market.web.shell.access import SELLER_STAFF, Role, route_name, rule_for
from tests.journeys.people import Person

AS_MANY = 2
"""Addresses that are opened of each route: the first listing tells of the others."""
WIDTHS = (390, 1440)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ALL_RULES: dict[str, object] = {"resultTypes": ["violations"]}
JUDGED: dict[tuple[int, str], dict[str, object]] = {
    (390, "light"): ALL_RULES,
    (390, "dark"): ALL_RULES | {"runOnly": ["color-contrast"]},
    (1440, "light"): ALL_RULES,
}
"""What axe judges where. A theme changes nothing but colours, and they depend on no width."""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = """async () => {
    const passing = () => document.getAnimations().filter(
        (each) => each.effect?.getComputedTiming().endTime !== Infinity);
    for (let calm = 0, look = 0; calm < 2 && look < 100; look += 1) {
        await new Promise(requestAnimationFrame);
        const moving = passing();
        calm = moving.length ? 0 : calm + 1;
        await Promise.allSettled(moving.map((each) => each.finished));
    }
}"""
"""A change of theme fades from colour to colour: what is between the two is nobody's choice."""


class Links(HTMLParser):
    """The targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.found.append(target)


def route_of(url: str) -> str:
    """The name of the route that serves an address, empty for none."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return ""
    return route_name(match.view_name, match.func)


LOOKS = {
    "anybody": {Role.ANYONE},
    "buyer": {Role.MEMBER},
    "seller": SELLER_STAFF,
    "mediator": {Role.MEDIATOR},
    "finance": {Role.FINANCE},
    "trust": {Role.TRUST},
    "operator": {Role.ADMIN},
}


def who_looks(route: str) -> str:
    """The first in this order who may see a route looks at it: once is enough."""
    rule = rule_for(route, "GET")
    roles = rule.roles if rule is not None else frozenset()
    return next((who for who, wanted in LOOKS.items() if not roles.isdisjoint(wanted)), "")


@dataclass
class Crawl:
    """What was found: ``pages`` is the first good page of each route, ``wrong`` is in words."""

    person: Person
    pages: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def run(self, *starts: str) -> "Crawl":
        origin = self.person.place.url("market")
        queue = deque((urljoin(origin, start), "the start") for start in starts)
        known = {url for url, _from in queue}
        opened: Counter[str] = Counter()
        while queue:
            url, linked_from = queue.popleft()
            route = route_of(url)
            opened[route or url] += 1
            if opened[route or url] > AS_MANY:
                continue
            for link in self._open(url, route, linked_from):
                if link not in known and link.startswith(f"{origin}/"):
                    known.add(link)
                    queue.append((link, url))
        return self

    def _open(self, url: str, route: str, linked_from: str) -> Iterator[str]:
        answer = self.person.context.request.get(url, headers={"Accept": "text/html"})
        if answer.status >= 400:
            self.wrong.append(f"{answer.status} at {url}, linked from {linked_from}")
            return
        if "text/html" not in answer.headers.get("content-type", ""):
            return
        if route and route_of(answer.url) == route:
            self.pages.setdefault(route, url)
        links = Links()
        links.feed(answer.text())
        for target in links.found:
            yield urldefrag(urljoin(answer.url, target)).url


def look_at(person: Person, route: str, url: str, folder: str = "") -> list[str]:
    """Open a page in both widths and themes; what is wrong with it, in words."""
    page, wrong = person.page, []
    person.complaints.clear()
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            if rules := JUDGED.get((width, theme)):
                page.evaluate(SETTLED)
                found = _broken_rules(page, rules)
                wrong += [f"{route} at {width}, {theme}: {what}" for what in found]
            if folder:
                page.evaluate(SETTLED)
                picture = Path(folder) / f"{route}-{width}-{theme}.png"
                page.screenshot(path=picture, full_page=True)
        if width == WIDTHS[0] and (over := page.evaluate(TOO_WIDE)) > 0:
            wrong.append(f"{route} at {width}: {over} pixels wider than the window ({url})")
    return wrong + [f"{route}, console: {each}" for each in person.complaints]


def _broken_rules(page: Page, rules: dict[str, object]) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{rule['id']}: {' '.join(node['target'][0] for node in rule['nodes'][:3])}"[:200]
        for rule in found
    ]
