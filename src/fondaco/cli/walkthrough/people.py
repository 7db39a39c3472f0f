"""The people of the story: what they do in a browser, and what their programs do for them."""

import re
import uuid
from types import ModuleType
from typing import Any

from fondaco.api_client import AuthenticatedClient, Client
from fondaco.api_client.api.account import list_keys, revoke_key
from fondaco.api_client.models.problem import Problem
from fondaco.api_client.types import Response
from fondaco.cli.walkthrough.browser import Browser
from fondaco.cli.walkthrough.telling import NotAsItShould, expect
from fondaco.cli.walkthrough.world import World

PASSWORD = "seven herons over quiet water"
TIMEOUT_S = 60


class Caller:
    """Calls operations of the API by their generated functions."""

    def __init__(self, world: World, key: str = "") -> None:
        options: dict[str, Any] = {"timeout": TIMEOUT_S, "httpx_args": {"trust_env": False}}
        self._client: Client | AuthenticatedClient = (
            AuthenticatedClient(base_url=world.market, token=key, **options)
            if key
            else Client(base_url=world.market, **options)
        )

    def read(self, operation: ModuleType, *place: Any, **given: Any) -> Any:
        """A read; raises :class:`NotAsItShould` with the problem if it is refused."""
        return _good(operation, operation.sync_detailed(*place, client=self._client, **given))

    def write(self, operation: ModuleType, *place: Any, key: str = "", **given: Any) -> Any:
        """A write under a new ``Idempotency-Key`` unless one is given."""
        answer = operation.sync_detailed(
            *place, client=self._client, idempotency_key=key or uuid.uuid4().hex, **given
        )
        return _good(operation, answer)

    def refused(self, operation: ModuleType, *place: Any, **given: Any) -> Problem:
        """A write that must be refused; returns the problem."""
        answer = operation.sync(
            *place, client=self._client, idempotency_key=uuid.uuid4().hex, **given
        )
        if not isinstance(answer, Problem):
            raise NotAsItShould(f"{_name(operation)} was done, and should have been refused")
        return answer


def _good(operation: ModuleType, answer: Response[Any]) -> Any:
    found = answer.parsed
    if isinstance(found, Problem):
        raise NotAsItShould(
            f"{_name(operation)} was refused: {found.status} {found.code}: {found.detail}"
        )
    if found is None:
        raise NotAsItShould(
            f"{_name(operation)} was answered with {answer.status_code}, which is not described:"
            f" {answer.content[:300]!r}"
        )
    return found


def _name(operation: ModuleType) -> str:
    return operation.__name__.rsplit(".", 1)[-1]


class Person:
    """Somebody with an account, a browser and, once made, an API key."""

    def __init__(self, world: World, name: str, email: str, password: str = PASSWORD) -> None:
        self.world, self.name, self.email, self.password = world, name, email, password
        self.browser = Browser()
        self.api = Caller(world)
        self._key_start = ""

    def sign_up(self) -> None:
        """Sign up, and confirm the address with the link from the mail."""
        page = self.browser.open(f"{self.world.market}/account/signup/")
        page = self.browser.send(
            page,
            page.form(having="password1"),
            display_name=self.name,
            email=self.email,
            password1=self.password,
        )
        expect("password1" not in _fields(page), f"signing up as {self.email}: {page.text[:300]}")
        page = self.browser.open(self.world.mail_link(self.email, "confirm-email"))
        self.browser.send(page, page.form("confirm-email"))

    def sign_in(self) -> None:
        """Sign in with the password."""
        page = self.browser.open(f"{self.world.market}/account/login/")
        if "password" in _fields(page):
            page = self.browser.send(
                page, page.form(having="password"), login=self.email, password=self.password
            )
        expect(
            "password" not in _fields(page),
            f"signing in as {self.email} was refused: {page.text[:300]}",
        )

    def make_key(self, *scopes: str) -> None:
        """Make an API key on the page for it; what follows is done with it."""
        page = self.browser.open(f"{self.world.market}/you/keys/")
        page = self.browser.send(
            page, page.form(having="scopes"), name="walkthrough", scopes=list(scopes)
        )
        found = re.search(r"fondaco_[A-Za-z0-9_-]{30,}", page.text)
        if found is None:
            raise NotAsItShould(f"no key was made for {self.email}: {page.text[:300]}")
        self.api = Caller(self.world, found[0])
        self._key_start = found[0][:14]

    def end_key(self) -> None:
        """Revoke the key that was made here, if there is one."""
        if not self._key_start:
            return
        own = self.api.read(list_keys).items
        for key in own:
            if key.start == self._key_start:
                self.api.write(revoke_key, key.key_id)
        self._key_start = ""


def _fields(page: Any) -> set[str]:
    return {name for form in page.forms for name in form.fields}
