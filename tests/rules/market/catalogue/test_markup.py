"""Descriptions from strangers hold plain tags only, whatever was sent."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.markup import clean_html, plain_text

TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<script>", "</script>",
     "<img src=x",
     " onerror=alert(1)>", "<a href='javascript:x'>", "</a>", "<svg/onload=x>", "<!--", "-->",
     "<style>", "&lt;script&gt;",
     "<table>", "<td>", "text", "<", ">", '"', "<br/>", "<h1>", "</h1>"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>Good</p>", "<p>Good</p>"),
        ('<p class="x" onclick="y()">Good</p>', "<p>Good</p>"),
        ("<script>alert(1)</script>Good", "Good"),
        ("<style>p{}</style><p>Good</p>", "<p>Good</p>"),
        ('<a href="https://evil.example">our shop</a>', "our shop"),
        ("<h1>Big</h1><h4>Small</h4>", "<h3>Big</h3><h4>Small</h4>"),
        ("<p>One<p>Two", "<p>One</p><p>Two</p>"),
        ("<ul><li>One<li>Two</ul>", "<ul><li>One</li><li>Two</li></ul>"),
        ("<b>Bold <i>both</b> rest", "<strong>Bold <em>both</em></strong> rest"),
        ("1 < 2 &amp; 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("&lt;script&gt;", "<p>&amp;lt;script&amp;gt;</p>"),
        ("One\ntwo\n\nThree", "<p>One<br>two</p><p>Three</p>"),
        ("<p></p>", ""),
        ("", ""),
    ],
)
def test_known_markup_is_kept_and_the_rest_is_words(sent: str, kept: str) -> None:
    assert clean_html(sent) == kept


@given(st.lists(TAGS, max_size=25).map("".join))
def test_what_comes_out_is_our_own_tags_balanced_and_nothing_else(sent: str) -> None:
    kept = clean_html(sent)
    tags = re.findall(r"<[^>]*>", kept)
    assert set(tags) <= {
        f"<{slash}{name}>"
        for name in ("p", "ul", "ol", "li", "strong", "em", "h3", "h4")
        for slash in ("", "/")
    } | {"<br>"}
    assert "<" not in re.sub(r"<[^>]*>", "", kept)
    open_tags: list[str] = []
    for tag in tags:
        if tag.startswith("</"):
            assert open_tags.pop() == tag[2:-1]
        elif tag != "<br>":
            open_tags.append(tag[1:-1])
    assert open_tags == []


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(sent: str) -> None:
    once = clean_html(f"<p>{sent}</p>")
    assert clean_html(once) == once or "<" not in once


def test_the_words_alone_are_one_line() -> None:
    assert plain_text("<p>Oak &amp; linen</p><ul><li>42 cm</li></ul>") == "Oak & linen 42 cm"
