"""What a search engine must do. Two come with the house: SQLite's FTS5 and PostgreSQL's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

MAX_CANDIDATES = 1_000
"""Ranking and facets look at so many listings at most; more are said as "more than"."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The words of one listing, by how much they say: already terms, joined by spaces."""

    number: int
    title: str
    names: str
    details: str
    body: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """Conditions on the documents' own columns: SQL over the alias ``d``, and its values.

    ``order`` decides which are looked at when more match than :data:`MAX_CANDIDATES`: SQL
    over ``d``, or empty for the newest, which costs least.
    """

    sql: str = ""
    values: tuple[Any, ...] = ()
    order: str = ""


class Engine(Protocol):
    """A full-text index over terms (:func:`fondaco.market.catalogue.rules.terms.terms`)."""

    def candidates(
        self, groups: Sequence[Sequence[str]], *, every: bool, only: Restriction
    ) -> list[tuple[int, float]]:
        """(document number, score; higher is nearer), at most :data:`MAX_CANDIDATES`.

        A document matches a group when it has one of its terms (the last term of the query
        also as a beginning). ``every``: all groups must match; else one is enough.
        """
        ...

    def put(self, texts: Iterable[IndexedText]) -> None:
        """Store these texts in place of what stood under their numbers."""
        ...

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget these numbers."""
        ...

    def create(self) -> Sequence[str]:
        """The statements that make the index, for the migration."""
        ...
