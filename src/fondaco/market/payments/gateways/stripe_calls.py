"""Calls to Stripe's API, and what its failures mean here.

The library is imported with the first call, so that a market without Stripe never loads it.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments.gateways.protocol import Unavailable

CONNECT_S, ANSWER_S = 5.0, 25.0
Body = dict[str, Any]


class CardRefused(Exception):
    """Stripe or the issuer said no to this card; what it was is read from the object."""


def client() -> Any:
    """A client with the installation's key; raises :class:`Unavailable` without one.

    The library repeats nothing by itself: repeating is for who knows the key and the doubt.
    """
    if not settings.FONDACO_STRIPE_SECRET_KEY:
        raise Unavailable("stripe")
    import stripe

    # Below this level it writes whole requests and answers down, tokens and secrets included.
    logging.getLogger("stripe").setLevel(logging.WARNING)
    base = settings.FONDACO_STRIPE_API_BASE
    return stripe.StripeClient(
        settings.FONDACO_STRIPE_SECRET_KEY,
        base_addresses={"api": base} if base else None,
        http_client=stripe.RequestsClient(timeout=(CONNECT_S, ANSWER_S)),
        max_network_retries=0,
    )


def read(call: Callable[[], Any]) -> Body:
    """The answer to a question, which changes nothing: without an answer, Stripe is away."""
    try:
        return call_it(call)
    except InDoubt:
        raise Unavailable("stripe") from None
    except CardRefused:
        raise InDoubt("stripe: a question was answered with a decline") from None


def call_it(call: Callable[[], Any]) -> Body:
    """The answer as plain values, or the failure as the protocol's errors.

    Raises :class:`Unavailable` when nothing happened, :class:`InDoubt` when nobody knows,
    :class:`CardRefused` for a card error, :class:`NotFound`, and :class:`Refusal`.
    """
    import stripe

    try:
        answer: Body = call().to_dict()
    except stripe.CardError:
        raise CardRefused from None
    except stripe.IdempotencyError:
        raise Refusal("key_reused", "This key was used for another request.") from None
    except stripe.InvalidRequestError as error:
        if error.http_status == 404 or error.code == "resource_missing":
            raise NotFound("Stripe knows no such object.", code="stripe_unknown") from None
        raise Refusal(_code(error.code), "Stripe does not do this.") from None
    except (stripe.RateLimitError, stripe.AuthenticationError, stripe.PermissionError):
        raise Unavailable("stripe") from None
    except stripe.APIConnectionError as error:
        if _never_left(error.__cause__):
            raise Unavailable("stripe") from None
        raise InDoubt("stripe: no answer") from None
    except stripe.StripeError:
        # A 5xx, or a conflict with the same key under way: it may have happened.
        raise InDoubt("stripe: an answer that says nothing") from None
    return answer


def _code(code: str | None) -> str:
    return f"stripe_{code or 'invalid_request'}"[:60]


def _never_left(cause: BaseException | None) -> bool:
    """Whether no connection was made: then Stripe cannot have done anything."""
    import requests
    import urllib3

    if isinstance(cause, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError):
        return True
    if not isinstance(cause, requests.exceptions.ConnectionError) or not cause.args:
        return False
    reason = getattr(cause.args[0], "reason", cause.args[0])
    return isinstance(reason, urllib3.exceptions.NewConnectionError)
