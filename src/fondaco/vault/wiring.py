"""The vault's news table. Its rooms tell each other nothing: the market asks, the vault answers."""

from collections.abc import Mapping, Sequence

EVENT_HANDLERS: Mapping[str, Sequence[str]] = {}
DEADLINE_HANDLERS: Mapping[str, str] = {}
