"""A browser without scripts: pages, forms, cookies. Enough to do what a person does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

from fondaco.cli.walkthrough.telling import NotAsItShould

TIMEOUT_S = 60


@dataclass
class Form:
    """A form of a page: where it goes and what stands in its fields."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Checkboxes, radio buttons and options by name: every value that could be chosen."""


class _Reader(HTMLParser):
    """Reads the forms and the visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._form: Form | None = None
        self._select = ""
        self._area = ""
        self._hidden = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"script", "style", "template"}:
            self._hidden += 1
        elif tag == "a":
            self._link = given.get("href", "")
        elif tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(given.get("action", ""), method)
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_field(self._form, tag, given)

    def _read_field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            form.fields.setdefault(name, [""])
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given:
                form.fields[self._select] = [given.get("value", "")]
        elif tag == "input" and name:
            kind = given.get("type", "text")
            if kind in {"checkbox", "radio"}:
                form.choices.setdefault(name, []).append(given.get("value", "on"))
                if "checked" in given:
                    form.fields.setdefault(name, []).append(given.get("value", "on"))
            elif kind not in {"submit", "image", "button", "file"}:
                form.fields.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "template"}:
            self._hidden -= 1
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            self._form.fields[self._area] = [data]
        if not self._hidden and data.strip():
            text = " ".join(data.split())
            self.text.append(text)
            if self._link:
                self.links.append((self._link, text))


@dataclass(frozen=True)
class Page:
    """A page as it was answered."""

    url: str
    status: int
    text: str
    forms: tuple[Form, ...]
    links: tuple[tuple[str, str], ...]

    def form(self, action_part: str = "", *, having: str = "") -> Form:
        """The first form whose action has ``action_part`` and that has a field ``having``."""
        for form in self.forms:
            named = form.fields.keys() | form.choices.keys()
            if action_part in form.action and (not having or having in named):
                return form
        raise NotAsItShould(f"{self.url} shows no form for {action_part or having}")

    def link(self, part: str) -> str:
        """The address of the first link that has ``part`` in it or in its text."""
        for address, text in self.links:
            if part in address or part in text:
                return urljoin(self.url, address)
        raise NotAsItShould(f"{self.url} shows no link to {part}")


class Browser:
    """One person's browser, with cookies of its own."""

    def __init__(self, *, trailing: str = "") -> None:
        agent = f"Mozilla/5.0 (walkthrough{trailing}) Fondaco"
        self._http = httpx.Client(
            follow_redirects=True,
            timeout=TIMEOUT_S,
            trust_env=False,
            headers={"User-Agent": agent, "Accept": "text/html", "Accept-Language": "en"},
        )

    def open(self, url: str) -> Page:
        """GET a page; raises :class:`NotAsItShould` unless it is answered well."""
        return self._page(self._http.get(url), good=True)

    def send(self, page: Page, form: Form, *, good: bool = True, **values: str | list[str]) -> Page:
        """Fill a form in and send it; ``good=False`` lets an answer with faults through."""
        data: dict[str, list[str]] = dict(form.fields)
        for name, value in values.items():
            data[name] = value if isinstance(value, list) else [value]
        target = urljoin(page.url, form.action) if form.action else page.url
        return self.post(target, data, referer=page.url, good=good)

    def post(
        self, url: str, data: dict[str, list[str]], *, referer: str = "", good: bool = True
    ) -> Page:
        """POST form fields, as a form of the page ``referer`` would."""
        headers = {"Referer": referer} if referer else {}
        return self._page(self._http.post(url, data=data, headers=headers), good=good)

    def _page(self, answer: httpx.Response, *, good: bool) -> Page:
        reader = _Reader()
        reader.feed(answer.text)
        text = "\n".join(reader.text)
        if good and answer.status_code >= 400:
            raise NotAsItShould(
                f"{answer.request.method} {answer.url} was answered with"
                f" {answer.status_code}: {text[:400]}"
            )
        return Page(
            str(answer.url),
            answer.status_code,
            text,
            tuple(reader.forms),
            tuple(reader.links),
        )
