import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.post.rules import MOST_LINKS, read, tidy_address
from fondaco.kernel.errors import Refusal


@given(st.binary(max_size=400))
def test_no_bytes_make_it_stumble(raw: bytes) -> None:
    letter = read(raw)
    assert len(letter.links) <= MOST_LINKS


@given(st.text(max_size=300))
def test_a_plain_letter_keeps_its_text(text: str) -> None:
    body = text.replace("\r", "").encode("utf-8", "replace")
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body
    assert read(raw).text == body.decode()


def test_only_web_links_are_links() -> None:
    raw = b'Content-Type: text/html\n\n<a href="javascript:x">a</a><a href="https://a.example/?b=1&amp;c=2">b</a>'
    assert read(raw).links == ("https://a.example/?b=1&c=2",)


@pytest.mark.parametrize(
    ("written", "bare"),
    [("A@B.example", "a@b.example"), ("Marta Rossi <marta@b.example>", "marta@b.example")],
)
def test_an_address_is_found_in_what_is_written(written: str, bare: str) -> None:
    assert tidy_address(written) == bare


@pytest.mark.parametrize("written", ["", "a", "@", "a@", "a b@c.example", "<>", "a@b@c"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Refusal):
        tidy_address(written)
