"""What the walkthrough reads and makes by itself, without any program running."""

import csv
import io
import zipfile

import pytest
from PIL import Image

from fondaco.cli.walkthrough import goods
from fondaco.cli.walkthrough.bank import found_line
from fondaco.cli.walkthrough.browser import Page, _Reader
from fondaco.cli.walkthrough.step_2_looking import mistyped
from fondaco.cli.walkthrough.telling import Narrator, NotAsItShould, expect, money, same

PAGE = """
<html><body><h1>Pay</h1><script>var x = "<form>";</script>
<form action="/search/"><input name="q" value="lamp"></form>
<form method="POST" action="start/"><input type="hidden" name="csrf" value="t">
<input type="checkbox" name="scopes" value="a" checked><input type="checkbox" name="scopes"
value="b"><select name="country"><option value="IT"><option value="DE" selected></select>
<textarea name="text">Hello</textarea><input type="submit" name="go" value="Go"></form>
<a href="/you/">You</a></body></html>
"""


def page() -> Page:
    reader = _Reader()
    reader.feed(PAGE)
    text = "\n".join(reader.text)
    return Page("http://shop/x/", 200, text, tuple(reader.forms), tuple(reader.links))


def test_a_form_is_read_with_what_stands_in_it() -> None:
    form = page().form(having="scopes")
    assert (form.action, form.method) == ("start/", "post")
    assert form.fields == {"csrf": ["t"], "scopes": ["a"], "country": ["DE"], "text": ["Hello"]}
    assert form.choices["scopes"] == ["a", "b"]


def test_scripts_are_no_text_and_links_lead_somewhere() -> None:
    assert "var x" not in page().text
    assert page().link("You") == "http://shop/you/"


def test_a_form_that_is_not_there_is_not_as_it_should_be() -> None:
    with pytest.raises(NotAsItShould):
        page().form(having="password")


def test_two_inner_letters_are_exchanged() -> None:
    assert mistyped("lantern") == "lnatern"
    assert mistyped("aabbcc") == "ababcc"
    assert sorted(mistyped("velcurra")) == sorted("velcurra")


def test_a_line_of_a_statement_is_found_with_all_its_parts() -> None:
    text = "Booked\nFondaco\n−24.90 EUR\n3 Dec\nOther\n12.00"
    assert found_line(text, ("Fondaco", "24.90")) is not None
    assert found_line(text, ("Fondaco", "99.00")) is None
    assert found_line("", ("Fondaco",)) is None


def test_the_shelf_has_two_good_products_and_a_bad_row() -> None:
    made = goods.shelf("ab12", title="A wallet", brand="Velcurra", gtin="4006", price_minor=3690)
    rows = list(csv.DictReader(io.StringIO(made.decode())))
    assert [row["Variant Price"] for row in rows] == ["36.90", "64.00", "ask us"]
    assert rows[0]["Variant Barcode"] == "4006"
    with zipfile.ZipFile(io.BytesIO(goods.pictures())) as archive:
        assert {row["Image Src"] for row in rows if row["Image Src"]} == set(archive.namelist())
        assert Image.open(io.BytesIO(archive.read("lamp.png"))).size == goods.SIZE


def test_steps_are_numbered_within_their_chapter() -> None:
    said: list[str] = []
    narrator = Narrator(said.append)
    narrator.chapter("One")
    narrator.step("first")
    narrator.step("second")
    narrator.chapter("Two")
    narrator.step("third")
    assert [line.split()[0] for line in said] == ["1", "1.1", "1.2", "2", "2.1"]


def test_what_differs_is_told_with_what_was_expected() -> None:
    with pytest.raises(NotAsItShould, match="the total: expected 2, found 1"):
        same(1, 2, "the total")
    with pytest.raises(NotAsItShould, match="nothing came"):
        expect(False, "nothing came")
    same(1, 1, "the total")


def test_amounts_are_whole_cents_and_whole_yen() -> None:
    assert money(1299, "EUR") == "EUR 12.99"
    assert money(1299, "JPY") == "JPY 1299"
