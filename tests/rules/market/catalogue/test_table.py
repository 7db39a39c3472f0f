"""A CSV file read record by record: one broken quote costs one line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.table import NotUtf8, decode, delimiter_of, records

CELL = st.text(st.sampled_from('ab ,;"\nö'), max_size=8)


def cells(text: str, width: int | None = None) -> list[tuple[int, tuple[str, ...] | None]]:
    return [(each.line, each.cells) for each in records(text, ",", width=width)]


def test_a_record_may_span_lines_inside_quotes() -> None:
    assert cells('a,"b\nc"\nd,e\n') == [(1, ("a", "b\nc")), (3, ("d", "e"))]


def test_empty_lines_are_left_out() -> None:
    assert cells("a,b\n\n,\nc,d") == [(1, ("a", "b")), (4, ("c", "d"))]


def test_a_quote_that_never_closes_costs_its_line_only() -> None:
    found = cells('a,b\nc,"d\ne,f\ng,h\n', width=2)
    assert found == [(1, ("a", "b")), (2, None), (3, ("e", "f")), (4, ("g", "h"))]


def test_a_wrong_number_of_cells_is_broken_and_counted() -> None:
    [one, two] = list(records("a,b,c\nd,e\n", ",", width=2))
    assert (one.cells, one.cell_count, one.first_cell) == (None, 3, "a")
    assert two.cells == ("d", "e")


@given(st.lists(st.tuples(CELL, CELL, CELL).filter(any), max_size=12))
def test_what_a_writer_wrote_is_read_and_can_be_gone_on_with(
    rows: list[tuple[str, str, str]],
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    found = list(records(text, ",", width=3))
    assert [each.cells for each in found] == rows
    for place, each in enumerate(found):
        rest = records(text, ",", offset=each.next_offset, line=each.next_line, width=3)
        assert [one.cells for one in rest] == rows[place + 1 :]


def test_text_is_utf8_with_or_without_a_mark() -> None:
    assert decode("ä\r\nb\rc".encode("utf-8-sig")) == "ä\nb\nc"
    for content, line in ((b"a\n\xe9", 2), ("a".encode("utf-16"), 1), (b"a\n\nb\x00", 3)):
        with pytest.raises(NotUtf8) as error:
            decode(content)
        assert error.value.line == line


def test_the_header_says_the_delimiter() -> None:
    assert delimiter_of("a;b;c\n1,2") == ";"
    assert delimiter_of("a\tb") == "\t"
    assert delimiter_of("a") == ","
