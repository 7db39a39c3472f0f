"""Is it really ours? Only what is exactly ours; and what wants to be taken for it is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.official import distance, judge

HOSTS = ("fondaco.example", "cards.fondaco.example", "127.0.0.1:8000")
SENDERS = ("post@fondaco.example",)


def kind(pasted: str) -> str:
    return judge(pasted, HOSTS, SENDERS, "fondaco").kind


@pytest.mark.parametrize(
    "pasted",
    [
        "https://fondaco.example/l/lamp",
        "fondaco.example",
        "FONDACO.example.",
        "https://cards.fondaco.example/fields/1",
        "http://127.0.0.1:8000/",
        "post@fondaco.example",
        "<Post@Fondaco.example>",
        "https://someone@fondaco.example/",
    ],
)
def test_what_is_ours_is_said_to_be(pasted: str) -> None:
    assert kind(pasted) == "ours"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://fondac0.example/",
        "https://fond\u0430co.example/",
        "https://xn--fondco-3fg.example/",
        "https://fondaco-pay.example/",
        "https://fondaco.example.evil.example/",
        "https://fondaco.example@fondacco.example/",
        "https://secure-fondaco.shop/login",
        "https://fodnaco.com",
        "https://login.f\u00f2ndaco.com",
        "fondaco.com",
        "help@fondaco.support",
        "post@fondac0.example",
        "https://fon-daco.net",
    ],
)
def test_what_wants_to_be_taken_for_ours_is_named(pasted: str) -> None:
    assert kind(pasted) == "look_alike"


@pytest.mark.parametrize("pasted", ["https://bbc.co.uk", "someone@gmail.com", "http://127.0.0.1"])
def test_the_rest_is_simply_not_ours(pasted: str) -> None:
    assert kind(pasted) == "other"


@pytest.mark.parametrize("pasted", ["", "hello you", "javascript:alert(1)", "http://", "x" * 3_000])
def test_nonsense_is_said_to_be_unreadable(pasted: str) -> None:
    assert kind(pasted) == "unreadable"


def test_the_true_host_is_shown() -> None:
    found = judge("https://fondaco.example@evil.example/x", HOSTS, SENDERS, "fondaco")
    assert found.host == "evil.example"
    assert judge("https://fond\u0430co.example", HOSTS, SENDERS, "fondaco").host.startswith("xn--")


@given(st.text(max_size=60))
def test_only_an_exact_host_is_ever_ours(pasted: str) -> None:
    found = judge(pasted, HOSTS, SENDERS, "fondaco")
    if found.kind == "ours":
        assert found.host in {*HOSTS, "fondaco.example"}


@given(st.text("abco", max_size=8), st.text("abco", max_size=8))
def test_a_distance_is_the_same_both_ways_and_nothing_for_the_same(one: str, two: str) -> None:
    assert distance(one, two) == distance(two, one)
    assert (distance(one, two) == 0) is (one == two)
