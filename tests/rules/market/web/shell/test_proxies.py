"""The visitor's address behind proxies: only what our own proxies wrote is believed."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from fondaco.market.web.shell.proxies import Trusted, read, visitor_address


@pytest.mark.parametrize(
    ("text", "peer", "forwarded", "address"),
    [
        ("", "203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("1", "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("1", "10.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("2", "10.0.0.2", "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        ("2", "10.0.0.2", "198.51.100.7", "10.0.0.2"),
        ("1", "10.0.0.1", "not an address", "10.0.0.1"),
        ("10.0.0.0/8", "10.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.0/8", "10.0.0.2", "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        ("10.0.0.0/8", "203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("10.0.0.0/8, fd00::/8", "fd00::1", "[2001:db8::5]:443", "2001:db8::5"),
        ("10.0.0.0/8", "10.0.0.1", "198.51.100.7:5123", "198.51.100.7"),
        ("10.0.0.0/8", "10.0.0.1", "6.6.6.6, rubbish", "10.0.0.1"),
        ("10.0.0.0/8", "", "6.6.6.6", ""),
    ],
)
def test_the_address_is_the_nearest_one_that_our_proxies_name(
    text: str, peer: str, forwarded: str, address: str
) -> None:
    assert visitor_address(peer, forwarded, read(text)) == address


def test_no_setting_believes_nobody() -> None:
    assert read("  ") == Trusted()


@pytest.mark.parametrize("text", ["-1", "everybody", "10.0.0.0/8; fd00::/8", "10.0.0.1/8"])
def test_a_setting_that_cannot_be_read_stops_the_program(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FONDACO_TRUSTED_PROXIES"):
        read(text)
