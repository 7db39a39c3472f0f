"""How often a card, an address or a member may fail before they must wait. Pure.

Card testers try many numbers from few places, or one issuer's numbers from many: what fails is
counted over the last hour by member, card, address, the address's neighbourhood and the card's
issuer. The wait doubles with each failure over what people need, and well before that every
payment is confirmed with the bank. A payment that works costs nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW = timedelta(hours=1)
FREE_BY_MEMBER = 4
FREE_BY_CARD = 3
FREE_BY_ADDRESS = 10
FREE_BY_NETWORK = 25
FREE_BY_ISSUER = 60
"""Failures within the window that cost no wait. An address may be a whole office's, a
neighbourhood a provider's, and an issuer a country's largest bank."""

CHALLENGE_BY_MEMBER = 2
CHALLENGE_BY_CARD = 1
CHALLENGE_BY_ADDRESS = 4
CHALLENGE_BY_NETWORK = 8
CHALLENGE_BY_ISSUER = 15
"""Failures within the window after which the issuer is told to ask the cardholder."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed attempts within the window, and when the last of them was."""

    count: int
    last_at: datetime | None


NONE = Failures(0, None)


@dataclass(frozen=True, slots=True)
class Seen:
    """The failures of all that an attempt has in common with earlier ones."""

    member: Failures = NONE
    card: Failures = NONE
    address: Failures = NONE
    network: Failures = NONE
    issuer: Failures = NONE


def network_of(ip: str) -> str:
    """The neighbourhood of an address: /24 of IPv4, /48 of IPv6; empty for what is none."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    bits = 48 if isinstance(address, IPv6Address) else 24
    return str(ip_network(f"{address.compressed.partition('%')[0]}/{bits}", strict=False))


def wait_until(seen: Seen, now: datetime) -> datetime | None:
    """When the next attempt may be made; None for now."""
    ends = [
        failures.last_at + _wait(failures.count - free)
        for failures, free in (
            (seen.member, FREE_BY_MEMBER),
            (seen.card, FREE_BY_CARD),
            (seen.address, FREE_BY_ADDRESS),
            (seen.network, FREE_BY_NETWORK),
            (seen.issuer, FREE_BY_ISSUER),
        )
        if failures.last_at is not None and failures.count > free
    ]
    latest = max(ends, default=None)
    return latest if latest is not None and latest > now else None


def must_challenge(seen: Seen) -> bool:
    """Whether the issuer must ask the cardholder (threeDSRequestorChallengeInd 04)."""
    return (
        seen.member.count >= CHALLENGE_BY_MEMBER
        or seen.card.count >= CHALLENGE_BY_CARD
        or seen.address.count >= CHALLENGE_BY_ADDRESS
        or seen.network.count >= CHALLENGE_BY_NETWORK
        or seen.issuer.count >= CHALLENGE_BY_ISSUER
    )


@dataclass(frozen=True, slots=True)
class Burst:
    """Attempts that share a neighbourhood (``kind`` network) or an issuer (``kind`` issuer)."""

    kind: str
    value: str
    attempts: int
    cards: int
    declined: int
    small: int
    members: int
    first_at: datetime
    last_at: datetime


SMALL_MINOR = 500
"""What a tester pays, in minor units: too little for a cardholder to look at."""
BURST_CARDS = {"network": 5, "issuer": 12}
"""So many different cards from one place, or of one issuer, in a day are looked at."""


def signs(burst: Burst) -> tuple[str, ...]:
    """Codes of what makes a burst look like card testing; empty for what looks like customers.

    Many cards alone are a market day: half of them declined, or nearly all for small amounts,
    or more cards than members by far, are not.
    """
    if burst.cards < BURST_CARDS[burst.kind]:
        return ()
    found = [
        ("declined", burst.declined * 2 >= burst.attempts),
        ("small", burst.small * 5 >= burst.attempts * 4),
        ("few_members", burst.members * 3 <= burst.cards),
    ]
    codes = tuple(code for code, is_so in found if is_so)
    return ("cards", *codes) if codes else ()


def _wait(over: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(over - 1, 10), LONGEST_WAIT)
