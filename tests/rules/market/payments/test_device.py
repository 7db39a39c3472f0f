"""A browser is known again by what it told of itself, and by nothing else."""

import pytest

from fondaco.market.payments.rules.device import FACTS, device_of

TOLD = {"javascript": True, "user_agent": "Test/1.0", "language": "en", "screen_width": 1440}


def test_the_same_browser_is_known_from_another_address() -> None:
    assert device_of(TOLD | {"ip": "192.0.2.7"}) == device_of(TOLD | {"ip": "198.51.100.7"})
    assert len(device_of(TOLD)) == 32


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_tells_browsers_apart(fact: str) -> None:
    assert device_of(TOLD | {fact: "another"}) != device_of(TOLD)


@pytest.mark.parametrize("browser", [{}, {"user_agent": "Test/1.0"}, TOLD | {"javascript": False}])
def test_a_browser_without_scripts_is_unknown(browser: dict[str, object]) -> None:
    assert device_of(browser) == ""
