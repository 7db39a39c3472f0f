"""The engine on PostgreSQL: one row of weighted ``tsvector`` a document, under a GIN index."""

from collections.abc import Iterable, Sequence

from django.db import connection

from fondaco.market.catalogue.search.protocol import MAX_CANDIDATES, IndexedText, Restriction

TABLE = "catalogue_search_vector"
_WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"


class PostgresqlEngine:
    """The ``simple`` configuration: our terms are folded already."""

    def candidates(
        self, groups: Sequence[Sequence[str]], *, every: bool, only: Restriction
    ) -> list[tuple[int, float]]:
        sql = (
            f"SELECT v.number, ts_rank_cd('{_WEIGHTS}', v.words, q, 1) FROM {TABLE} v"  # noqa: S608 - constants
            " JOIN catalogue_searchdocument d ON d.number = v.number,"
            " to_tsquery('simple', %s) q"
            f" WHERE v.words @@ q AND d.is_live {only.sql}"
            f" ORDER BY {only.order or 'v.number DESC'} LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [_query(groups, every, "ABC"), *only.values, MAX_CANDIDATES])
            found = {number: float(score) + 1.0 for number, score in cursor.fetchall()}
            if len(found) < MAX_CANDIDATES:
                cursor.execute(sql, [_query(groups, every, ""), *only.values, MAX_CANDIDATES])
                for number, score in cursor.fetchall():
                    found.setdefault(number, float(score))
        return list(found.items())[:MAX_CANDIDATES]

    def put(self, texts: Iterable[IndexedText]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (number, words) VALUES (%s,"  # noqa: S608 - constants
                " setweight(to_tsvector('simple', %s), 'A')"
                " || setweight(to_tsvector('simple', %s), 'B')"
                " || setweight(to_tsvector('simple', %s), 'C')"
                " || setweight(to_tsvector('simple', %s), 'D'))"
                " ON CONFLICT (number) DO UPDATE SET words = EXCLUDED.words",
                [(t.number, t.title, t.names, t.details, t.body) for t in texts],
            )

    def drop(self, numbers: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE number = ANY(%s)",  # noqa: S608 - constants
                [list(numbers)],
            )

    def create(self) -> Sequence[str]:
        return (
            f"CREATE TABLE IF NOT EXISTS {TABLE} (number bigint PRIMARY KEY,"
            " words tsvector NOT NULL)",
            f"CREATE INDEX IF NOT EXISTS {TABLE}_words ON {TABLE} USING gin (words)",
        )


def _query(groups: Sequence[Sequence[str]], every: bool, weights: str) -> str:
    last = len(groups) - 1
    parts = []
    for place, group in enumerate(groups):
        mark = ("*" if place == last else "") + weights
        words = [f"'{term}'{':' + mark if mark else ''}" for term in group]
        parts.append(f"({' | '.join(words)})")
    return (" & " if every else " | ").join(parts)
