"""No card number enters the marketplace, whatever field it is typed into.

Card fields belong to the vault's origin. Whoever types a number into a message, a name, a
search or an API call all the same gets a refusal, and nothing of the request reaches a view.
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


class CardNumberMiddleware:
    """Refuses a request with a card number in a form field, a query or a JSON text."""

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
        found = next((name for name, text in _texts(request) if _holds_card(name, text)), None)
        return None if found is None else _refused(request, found)


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


def _refused(request: HttpRequest, name: str) -> HttpResponse:
    refusal = Refusal(
        "card_number",
        _("There is a card number in what you sent."),
        not_done=_("Nothing of it was stored or passed on."),
        next_step=_(
            "Leave it out and send the rest again. A card is only ever entered in the card"
            " fields when you pay: no seller and none of us needs its number."
        ),
        field=name.lstrip("."),
        status=422,
    )
    if request.path.startswith("/api/"):
        return views.problem(422, refusal.code, f"{refusal.what} {refusal.not_done}")
    return views.refusal(request, refusal)
