"""How often one key, member or address may ask: a fixed window each minute.

Told in the header fields of draft-ietf-httpapi-ratelimit-headers. Counted in the process's
cache: several processes allow as many times more.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from fondaco.market.web.shell.access import visitor_of

WINDOW_S = 60
KNOWN_A_WINDOW = 1_200
UNKNOWN_A_WINDOW = 300


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in this window, and how many seconds it lasts."""

    name: str
    quota: int
    left: int
    resets_s: int

    @property
    def is_spent(self) -> bool:
        return self.left < 0


def count(request: HttpRequest) -> Allowance:
    """Count this request and say what is left."""
    visitor = visitor_of(request)
    if visitor.api_key is not None:
        name, who = "key", str(visitor.api_key.key_id)
    elif visitor.member_id is not None:
        name, who = "member", str(visitor.member_id)
    else:
        name, who = "address", str(request.META.get("REMOTE_ADDR", ""))
    default = UNKNOWN_A_WINDOW if name == "address" else KNOWN_A_WINDOW
    quota = int(getattr(settings, "FONDACO_API_REQUESTS_A_MINUTE", 0)) or default
    moment = time.time()
    window = int(moment // WINDOW_S)
    place = f"api:rate:{name}:{who}:{window}"
    cache.add(place, 0, WINDOW_S + 5)
    try:
        used = cache.incr(place)
    except ValueError:  # the cache dropped it between the two calls
        used = 1
    return Allowance(name, quota, quota - used, int((window + 1) * WINDOW_S - moment) + 1)


def tell(answer: HttpResponseBase, allowance: Allowance) -> None:
    """Put the header fields on an answer."""
    answer["RateLimit-Policy"] = f'"{allowance.name}";q={allowance.quota};w={WINDOW_S}'
    answer["RateLimit"] = f'"{allowance.name}";r={max(allowance.left, 0)};t={allowance.resets_s}'
