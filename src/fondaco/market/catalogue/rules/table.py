"""A CSV file read record by record, so that one broken quote costs one line and not the rest.

Pure. A record may span lines inside quotes (RFC 4180). What cannot be a record (a quote that
never closes, a wrong number of cells) is given as broken at its first line, and reading goes on
with the next line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

MAX_RECORD_LINES = 400
MAX_RECORD_LENGTH = 200_000
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line it begins on (from 1), where the next begins, and its cells.

    ``cells`` is None for a broken one; ``cell_count`` then says how many were there (0 when
    a quote never closes) and ``first_cell`` what its line begins with. ``next_offset`` counts
    characters of the text.
    """

    line: int
    next_line: int
    next_offset: int
    cells: tuple[str, ...] | None
    cell_count: int
    first_cell: str = ""


class NotUtf8(ValueError):
    """The bytes are no UTF-8; ``line`` is where the first wrong byte stands."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def decode(content: bytes) -> str:
    """The text of a UTF-8 file, with or without a byte order mark; raises :class:`NotUtf8`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(content.count(b"\n", 0, error.start) + 1) from None
    if "\x00" in text:
        raise NotUtf8(text.count("\n", 0, text.index("\x00")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def delimiter_of(text: str) -> str:
    """The delimiter that the header line uses most; a comma when in doubt."""
    head = text[: text.find("\n") if "\n" in text else len(text)]
    return max(DELIMITERS, key=lambda mark: (head.count(mark), mark == ","))


def records(
    text: str, delimiter: str, *, offset: int = 0, line: int = 1, width: int | None = None
) -> Iterator[Record]:
    """The records from ``offset`` on, empty lines left out. ``width``: cells each must have."""
    while offset < len(text):
        one = _record(text, delimiter, offset, line, width)
        if one.cells is None or any(one.cells):
            yield one
        offset, line = one.next_offset, one.next_line


def _record(text: str, delimiter: str, offset: int, line: int, width: int | None) -> Record:
    end = offset
    quotes = 0
    lines = 0
    first_end = 0
    while end < len(text) and lines < MAX_RECORD_LINES and end - offset < MAX_RECORD_LENGTH:
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop + 1
        quotes += text.count('"', end, stop)
        end, lines = stop, lines + 1
        first_end = first_end or end
        if quotes % 2 == 0:
            cells = _cells(text[offset:end], delimiter)
            if not any(cells) or (cells and width in (None, len(cells))):
                return Record(line, line + lines, end, cells, len(cells))
            return _broken(text[offset:first_end], delimiter, first_end, line, len(cells))
    return _broken(text[offset:first_end], delimiter, first_end, line, 0)


def _broken(first_line: str, delimiter: str, end: int, line: int, cell_count: int) -> Record:
    head = first_line.partition(delimiter)[0].strip().strip('"')
    return Record(line, line + 1, end, None, cell_count, head)


def _cells(record: str, delimiter: str) -> tuple[str, ...]:
    try:
        found = list(csv.reader(record.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error:
        return ()
    return tuple(found[0]) if len(found) == 1 else ()
