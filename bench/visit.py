"""A purchase by its pages, as a browser makes it: what is sent is read from the page before."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Ask = Callable[[], Any]


@dataclass
class Purchase:
    """``get(path)`` and ``post(path, fields)`` send a request and return an answer that has
    ``status_code``, ``content`` and ``headers``, as those of httpx and of Django's client do.
    """

    get: Callable[[str], Any]
    post: Callable[[str, dict[str, str]], Any]
    answer: Any = field(default=None, init=False)

    def steps(self, variant_id: str) -> Iterator[tuple[str, Ask]]:
        """Name and request of each step; each reads the answer to the one before."""
        yield "add to cart", self._posts("/cart/add/", lambda: {"variant_id": variant_id})
        yield "cart", self._gets("/cart/")
        yield "checkout", self._gets("/checkout/")
        yield "open checkout", self._posts("/checkout/", self._checkout_fields)
        pay_path = self.answer.headers["Location"]
        yield "card page", self._gets(pay_path)
        yield "pay", self._posts(f"{pay_path}start/", self._card_fields)
        yield "step", self._gets(f"{pay_path}step/")
        yield "done", self._gets(f"{pay_path}done/")
        if self.answer.status_code != 200:
            raise LookupError(f"the purchase ended with {self.answer.status_code}, not paid")

    def _gets(self, path: str) -> Ask:
        return lambda: self._keep(self.get(path))

    def _posts(self, path: str, fields: Callable[[], dict[str, str]]) -> Ask:
        return lambda: self._keep(self.post(path, fields()))

    def _keep(self, answer: Any) -> Any:
        if answer.status_code not in {200, 302}:
            raise LookupError(f"a step of the purchase answers {answer.status_code}")
        self.answer = answer
        return answer

    def _checkout_fields(self) -> dict[str, str]:
        """The form as it stands: the saved address, the cheapest way, the total on the button."""
        text = self.answer.content.decode()
        chosen = re.findall(r'type="radio" name="([^"]+)" value="([^"]+)"[^>]* checked', text)
        return _hidden(text) | dict(chosen) | {"action": "pay"}

    def _card_fields(self) -> dict[str, str]:
        """The form with a card as the vault's fields would have filled it in."""
        text = self.answer.content.decode()
        token = f"card_ok:{secrets.token_hex(14)}"
        return _hidden(text) | {"card": "new", "card_token": token}


def _hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text))
