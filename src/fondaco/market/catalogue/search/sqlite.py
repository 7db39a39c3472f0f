"""The engine on SQLite: one FTS5 table whose row ids are the documents' numbers."""

from collections.abc import Iterable, Sequence

from django.db import connection

from fondaco.market.catalogue.search.protocol import MAX_CANDIDATES, IndexedText, Restriction

TABLE = "catalogue_search_fts"
_WEIGHTS = "10.0, 6.0, 3.0, 1.0"


class SqliteEngine:
    """FTS5 with BM25. Terms are letters and digits only, so that no quoting is needed twice."""

    def candidates(
        self, groups: Sequence[Sequence[str]], *, every: bool, only: Restriction
    ) -> list[tuple[int, float]]:
        match = _match(groups, every=every)
        # Newest first and cut off before ranking: cost stays bounded for the commonest words.
        sql = (
            f"SELECT f.rowid, -bm25({TABLE}, {_WEIGHTS}) FROM {TABLE} f"  # noqa: S608 - constants
            " CROSS JOIN catalogue_searchdocument d ON d.number = f.rowid"
            f" WHERE {TABLE} MATCH %s AND d.is_live {only.sql}"
            f" ORDER BY {only.order or 'f.rowid DESC'} LIMIT %s"
        )
        with connection.cursor() as cursor:
            in_names = f"{{title names details}} : ({match})"
            cursor.execute(sql, [in_names, *only.values, MAX_CANDIDATES])
            found = {number: score + 1.0 for number, score in cursor.fetchall()}
            if len(found) < MAX_CANDIDATES:
                cursor.execute(sql, [match, *only.values, MAX_CANDIDATES])
                for number, score in cursor.fetchall():
                    found.setdefault(number, score)
        return list(found.items())[:MAX_CANDIDATES]

    def put(self, texts: Iterable[IndexedText]) -> None:
        rows = list(texts)
        self.drop(row.number for row in rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, names, details, body)"  # noqa: S608 - constants
                " VALUES (%s, %s, %s, %s, %s)",
                [(r.number, r.title, r.names, r.details, r.body) for r in rows],
            )

    def drop(self, numbers: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {TABLE} WHERE rowid = %s",  # noqa: S608 - constants
                [(number,) for number in numbers],
            )

    def create(self) -> Sequence[str]:
        return (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(title, names, details, body,"
            " tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3')",
        )


def _match(groups: Sequence[Sequence[str]], *, every: bool) -> str:
    last = len(groups) - 1
    parts = []
    for place, group in enumerate(groups):
        words = [f'"{term}"*' if place == last else f'"{term}"' for term in group]
        parts.append(f"({' OR '.join(words)})" if len(words) > 1 else words[0])
    return (" AND " if every else " OR ").join(parts)
