"""Whose address a request comes from when proxies of ours stand in between.

``FONDACO_TRUSTED_PROXIES`` says which: nothing (the default: nobody is believed), how many stand
in a row, or their networks (``10.0.0.0/8, fd00::/8``). Only what they wrote into
``X-Forwarded-For`` counts; what the visitor wrote there does not. Everything after this reads
``REMOTE_ADDR`` alone: throttles, the activity page, what is told to a card's bank.

A number believes whoever connects, so it is right only where nobody reaches the program but
through the proxies; networks are checked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

HEADER = "HTTP_X_FORWARDED_FOR"


@dataclass(frozen=True, slots=True)
class Trusted:
    """Either ``count`` proxies in a row, or all of ``networks``; neither believes nobody."""

    count: int = 0
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def covers(self, address: str) -> bool:
        """Whether an address is one of these proxies'."""
        found = ip_address(address) if address else None
        return found is not None and any(found in network for network in self.networks)


def read(text: str) -> Trusted:
    """Read the setting; raises ``ImproperlyConfigured`` for what is neither count nor networks."""
    wanted = text.strip()
    if not wanted:
        return Trusted()
    if wanted.isdecimal():
        return Trusted(count=int(wanted))
    try:
        return Trusted(networks=tuple(ip_network(part.strip()) for part in wanted.split(",")))
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"FONDACO_TRUSTED_PROXIES is {text!r}: give a number, or networks such as 10.0.0.0/8."
        ) from wrong


def visitor_address(peer: str, forwarded: str, trusted: Trusted) -> str:
    """The visitor's address: the nearest one that no proxy of ours has.

    ``peer`` is who connected, ``forwarded`` the header. What is no address, or fewer entries
    than there are proxies, ends the search at the last hop that could be read.
    """
    hops = [_plain(part) for part in forwarded.split(",")] if forwarded else []
    if trusted.count:
        return (hops[-trusted.count] if len(hops) >= trusted.count else "") or peer
    return _nearest_stranger(_plain(peer), hops, trusted) or peer


def _nearest_stranger(peer: str, hops: Sequence[str], trusted: Trusted) -> str:
    nearest = peer
    for hop in reversed(hops):
        if not trusted.covers(nearest) or not hop:
            break
        nearest = hop
    return nearest


def _plain(text: str) -> str:
    """An address without its port, brackets and blanks; empty for anything else."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ip_address(bare))
    except ValueError:
        return ""


class VisitorAddressMiddleware:
    """Puts the visitor's address into ``REMOTE_ADDR``, and takes the header away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        read(settings.FONDACO_TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.pop(HEADER, "")
        trusted = read(settings.FONDACO_TRUSTED_PROXIES)
        if forwarded and trusted != Trusted():
            peer = request.META.get("REMOTE_ADDR", "")
            request.META["REMOTE_ADDR"] = visitor_address(peer, forwarded, trusted)
        return self.get_response(request)
