"""How a program names its handlers: one table of dotted names in its settings."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@lru_cache(maxsize=1024)
def resolve(dotted_name: str) -> Callable[..., Any]:
    """The function behind a dotted name from the wiring table."""
    function: Callable[..., Any] = import_string(dotted_name)
    return function


def event_handlers() -> Mapping[str, Sequence[str]]:
    """Event name to the dotted names of its handlers, in order of delivery."""
    table: Mapping[str, Sequence[str]] = import_string(settings.FONDACO_EVENT_HANDLERS)
    return table


def deadline_handlers() -> Mapping[str, str]:
    """Deadline kind to the dotted name of the function that fires it."""
    table: Mapping[str, str] = import_string(settings.FONDACO_DEADLINE_HANDLERS)
    return table
