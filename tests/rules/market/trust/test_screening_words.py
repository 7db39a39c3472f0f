"""Words in messages: codes, passwords, other messengers and ways to pay, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules import screening_words as words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("send me the SMS code", True),
        ("never send anybody the SMS code", False),
        ("The colour code is 4821", False),
        ("door code: 4821", False),
        ("code: 4821", True),
    ],
)
def test_a_code_is_told_from_harmless_codes_and_warnings(text: str, found: bool) -> None:
    assert words.concerns_one_time_code(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what is your password", True),
        ("The password is printed on the box", False),
        ("The password is not needed", False),
        ("don't tell anyone your password", False),
    ],
)
def test_a_password_is_told_from_talk_about_one(text: str, found: bool) -> None:
    assert words.concerns_password(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("write me on WhatsApp", True), ("it runs WhatsApp and Telegram", False), ("@ana_lima", True)],
)
def test_a_messenger_is_told_from_a_feature_of_the_goods(text: str, found: bool) -> None:
    assert words.names_messenger(text) is found


def test_an_address_in_an_e_mail_is_no_link() -> None:
    assert words.links("ana@shop.example.com") == []
    assert words.email_spans("ana@shop.example.com") != []


def test_a_chat_link_opens_a_chat_whatever_its_case() -> None:
    (link,) = words.links("see HTTPS://WA.ME/49151")
    assert (link.host, link.is_chat) == ("wa.me", True)


@given(st.text(max_size=200))
def test_every_span_lies_within_the_text(text: str) -> None:
    for start, end in [*words.email_spans(text), *(link.span for link in words.links(text))]:
        assert 0 <= start < end <= len(text)
