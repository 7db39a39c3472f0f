"""How the simulation hears the market's news: as one more handler of the outbox."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fondaco.kernel.outbox import Event

_listener: ContextVar[Callable[[Event], None] | None] = ContextVar("simulation", default=None)


def hear(news: Event) -> None:
    """Handler of the news in :data:`wiring.HEARD`; without a simulation it is nobody's."""
    listener = _listener.get()
    if listener is not None:
        listener(news)


@contextmanager
def listening(listener: Callable[[Event], None]) -> Iterator[None]:
    """Within the block, news is told to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
