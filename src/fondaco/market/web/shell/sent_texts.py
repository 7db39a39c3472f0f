"""What no text that is sent to the marketplace may hold, whatever field it is typed into.

A card number: card fields belong to the vault's origin. Whoever types one into a message, a
name, a search or an API call all the same gets a refusal, and nothing of the request reaches a
view. And the character NUL, which no person types and PostgreSQL cannot store.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.market.trust.rules.screening_numbers import has_card_number, normalised
from fondaco.market.web.shell import views
from fondaco.market.web.shell.middleware import Answer

OTHER_NUMBERS = frozenset({"tracking_number", "gtin", "mpn", "sku", "iban", "phone", "key"})
"""Fields for numbers that may look like a card's by chance."""
SHORTEST = 13
LONGEST_JSON = 1_000_000


class SentTextMiddleware:
    """Refuses a request with such a text in a form field, a query or a JSON body."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None to go on, or the refusal. Other programs' signed news is theirs to keep clean."""
        if request.path.startswith("/webhooks/"):
            return None
        for name, text in _texts(request):
            if "\0" in text:
                return _refused(request, _unreadable(name))
            if _holds_card(name, text):
                return _refused(request, _card_number(name))
        return None


def _holds_card(name: str, text: str) -> bool:
    if name.rpartition(".")[2] in OTHER_NUMBERS or sum(map(str.isdigit, text)) < SHORTEST:
        return False
    return has_card_number(normalised(text))


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every text that was sent, with the name of its field."""
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            for value in values:
                yield name, value
    if request.content_type == "application/json" and len(request.body) <= LONGEST_JSON:
        try:
            yield from _texts_in(json.loads(request.body), "")
        except (ValueError, RecursionError):
            return


def _texts_in(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_in(inner, f"{name}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner, name)
    elif isinstance(value, str | int):
        yield name, str(value)


def _card_number(name: str) -> Refusal:
    return Refusal(
        "card_number",
        _("There is a card number in what you sent."),
        not_done=_("Nothing of it was stored or passed on."),
        next_step=_(
            "Go back with your browser, where the rest of what you wrote still stands, take the"
            " number out and send it again. A card is only ever entered in the card fields when"
            " you pay: no seller and none of us needs its number."
        ),
        field=name.lstrip("."),
        status=422,
    )


def _unreadable(name: str) -> Refusal:
    return Refusal(
        "text_unreadable",
        _("There is a character in what you sent that no text can hold."),
        not_done=_("Nothing of it was stored."),
        next_step=_("Write the text anew instead of pasting it, and send it again."),
        field=name.lstrip("."),
        status=422,
    )


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if request.path.startswith("/api/"):
        return views.problem(422, refusal.code, f"{refusal.what} {refusal.not_done}")
    return views.refusal(request, refusal)
