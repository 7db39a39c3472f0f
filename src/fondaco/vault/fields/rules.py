"""What a field session may be opened for, and whether it still takes a card. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from fondaco.kernel.errors import Refusal

LIVES_FOR = timedelta(minutes=30)
MOST_TRIES = 15
"""Faulty entries a session bears. A person needs a few; a program that tries numbers needs more."""

CARDS_COUNTED_FOR = timedelta(hours=1)
MOST_CARDS = 10
"""Cards that one checkout may bring within that time: enough for a family's wallets."""


def origin_of(url: str) -> str:
    """Scheme, host and port of an http(s) address; empty for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port is not None else "")


def check_places(*, origin: str, return_url: str, allowed: Collection[str]) -> None:
    """The frame's origin and the way back are the marketplace's own; raises :class:`Refusal`."""
    if origin not in allowed or origin_of(origin) != origin:
        raise Refusal(
            "origin_not_allowed",
            "Card fields are not shown to this origin.",
            field="origin",
            status=422,
        )
    if origin_of(return_url) not in allowed:
        raise Refusal(
            "return_url_not_allowed",
            "The way back does not lead to the marketplace.",
            field="return_url",
            status=422,
        )


def check_open(*, expires_at: datetime, taken: bool, tries: int, now: datetime) -> None:
    """Whether a session still takes a card; raises :class:`Refusal`."""
    if taken:
        raise Refusal(
            "session_used",
            "A card has already been entered here.",
            not_done="Nothing new was stored.",
            next_step="Go back to the checkout to go on, or to use another card.",
        )
    if now >= expires_at:
        raise Refusal(
            "session_expired",
            "These card fields have expired.",
            not_done="Your card was not stored or charged.",
            next_step="Go back to the checkout and load the page again.",
            status=410,
        )
    if tries >= MOST_TRIES:
        raise Refusal(
            "session_tries_used_up",
            "There were too many tries here.",
            not_done="Your card was not stored or charged.",
            next_step="Go back to the checkout and start the payment again.",
            status=429,
        )


def check_not_testing(*, cards_taken: int) -> None:
    """Raises :class:`Refusal` when one checkout has brought card after card."""
    if cards_taken >= MOST_CARDS:
        raise Refusal(
            "checkout_too_many_cards",
            "Too many cards have been entered for this checkout.",
            not_done="No card fields were opened.",
            next_step="Wait an hour, or start a new checkout.",
            status=429,
        )
