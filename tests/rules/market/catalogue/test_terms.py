"""Words as search knows them, and the mending of slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules import terms as words

WORD = st.text("abcdefghij", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oak desk LAMPS", ["oak", "desk", "lamp"]),
        ("Café-au-lait", ["cafe", "au", "lait"]),
        ("Straße", ["strasse"]),
        ("WH-1000XM5", ["wh", "1000xm5"]),
        ("batteries glass bus dishes boxes", ["battery", "glass", "bus", "dish", "box"]),
        ("无线耳机 x", ["无", "线", "耳", "机", "x"]),
        ("مصباح مكتب", ["مصباح", "مكتب"]),
        ('"lamp" OR NOT(x*) -y', ["lamp", "or", "not", "x", "y"]),
        ("", []),
    ],
)
def test_a_text_becomes_plain_terms(text: str, found: list[str]) -> None:
    assert words.terms(text) == found


@given(st.text(max_size=300))
def test_terms_never_hold_what_an_engine_could_read_as_its_own(text: str) -> None:
    for term in words.query_terms(text):
        assert term.isalnum()
        assert len(term) <= words.MAX_TERM
    assert len(words.query_terms(text)) <= words.MAX_QUERY_TERMS


@given(WORD, st.data())
def test_one_slip_shares_a_twist_and_counts_one(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    kind = data.draw(st.sampled_from(["leave", "add", "replace", "swap"]))
    if kind == "leave":
        slip = word[:place] + word[place + 1 :]
    elif kind == "add":
        slip = word[:place] + "z" + word[place:]
    elif kind == "replace":
        slip = word[:place] + "z" + word[place + 1 :]
    else:
        slip = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    assert words.slips(slip, word, 2) <= 1
    assert words.query_twists(slip) & words.twists(word)


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [("lamp", "lamp", 0), ("lapm", "lamp", 1), ("lmp", "lamp", 1), ("lump", "lamp", 1),
     ("chair", "lamp", 3), ("", "abc", 3), ("kitten", "sitting", 3)],
)  # fmt: skip
def test_slips_are_counted_up_to_the_limit(left: str, right: str, count: int) -> None:
    assert words.slips(left, right, 5) == (count if (left, right) != ("chair", "lamp") else 4)
    assert words.slips(left, right, 2) == min(words.slips(left, right, 5), 3)


def test_the_nearest_word_is_the_likeliest() -> None:
    known = [("lamp", 10), ("lump", 2), ("clamp", 50), ("table", 9)]
    assert words.nearest("lanp", known) == "lamp"
    assert words.nearest("chair", known) is None
    assert words.nearest("hedphone", [("headphone", 3), ("telephone", 90)]) == "headphone"


def test_numbers_and_short_words_are_not_mended() -> None:
    assert not words.mendable("4006")
    assert not words.mendable("usb")
    assert words.mendable("lamp")
