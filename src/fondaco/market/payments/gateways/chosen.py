"""The gateway that this installation charges cards with."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from fondaco.market.payments.gateways.protocol import Gateway


@lru_cache(maxsize=4)
def _made(dotted_name: str) -> Gateway:
    made: Gateway = import_string(dotted_name)()
    return made


def gateway(name: str = "") -> Gateway:
    """The gateway with this dotted name, or that of ``FONDACO_GATEWAY``; made once a process.

    A refund goes to the gateway that made the capture, whatever is configured today.
    """
    return _made(name or settings.FONDACO_GATEWAY)


def made_anew() -> None:
    """Forget what gateways keep in memory: each is made once more. For simulated markets."""
    _made.cache_clear()
