"""Looking for something that must not be anywhere: files, rows, talk between programs, browsers."""

import base64
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from fondaco.cli.programs import Installation
from tests.journeys.people import Person

ISSUER = "bank.sqlite3"
"""The practice bank's own database: it is the issuer, who knows the cards it gave out."""


def spellings(number: str) -> tuple[bytes, ...]:
    """A number as it may be written: whole, in groups, in base64, in UTF-16."""
    grouped = [" ".join(re.findall(".{1,4}", number)), "-".join(re.findall(".{1,4}", number))]
    plain = [number.encode(), *(each.encode() for each in grouped), number.encode("utf-16-le")]
    # Base64 of text that holds the number, at each of the three places it may start.
    inner = [
        base64.b64encode(b"x" * lead + number.encode())[4 if lead else 0 : -4] for lead in range(3)
    ]
    return (*plain, *inner)


def in_files(place: Installation, sought: tuple[bytes, ...]) -> list[str]:
    """Files below the home folder with any spelling in their bytes, the issuer's apart."""
    return [
        str(path.relative_to(place.home))
        for path in sorted(place.home.rglob("*"))
        if path.is_file()
        and not path.name.startswith(ISSUER)
        and not path.name.startswith("fondaco.vault")
        and any(each in path.read_bytes() for each in sought)
    ]


def said_by(place: Installation, program: str) -> bytes:
    """Everything that a program has said to the others, and been answered."""
    found = sorted((place.home / "capture").glob(f"fondaco.{program}*.http"))
    return b"".join(path.read_bytes() for path in found)


def rows_of(place: Installation, database: str, kind: str) -> list[tuple[str, dict[str, object]]]:
    """Rows of the tables of a program's database whose name ends so, each with its table."""
    found: list[tuple[str, dict[str, object]]] = []
    with closing(sqlite3.connect(f"file:{place.home / database}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for table in [name for (name,) in tables if name.endswith(kind)]:
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 a name of its own
            names = [column[0] for column in rows.description]
            found += [(table, dict(zip(names, row, strict=True))) for row in rows]
    return found


def words_of(place: Installation, database: str) -> Iterator[tuple[str, str]]:
    """Every text of every table of a program, with the name of its column."""
    for table, row in rows_of(place, database, ""):
        for name, value in row.items():
            if isinstance(value, str):
                yield f"{table}.{name}", value


def in_words(place: Installation, database: str, code: str) -> list[str]:
    """Columns that hold a short code as a word of its own."""
    word = re.compile(rf"(?<![0-9A-Za-z]){code}(?![0-9A-Za-z])")
    return sorted({where for where, text in words_of(place, database) if word.search(text)})


def in_browser(person: Person, sought: tuple[bytes, ...]) -> list[str]:
    """What the browser keeps: cookies, local and session storage of each program's origin."""
    state = json.dumps(person.context.storage_state()).encode()
    found = [] if not any(each in state for each in sought) else ["cookies or local storage"]
    for page in person.context.pages:
        for frame in page.frames:
            kept = frame.evaluate("() => JSON.stringify({...sessionStorage, ...localStorage})")
            if any(each in kept.encode() for each in sought):
                found.append(f"storage of {frame.url}")
    return found
