"""Nobody runs a practice installation by forgetting a setting, or where others can reach it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from fondaco.kernel import configuration


def test_practice_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONDACO_DEMO")
    assert configuration.demo() is False


def test_practice_stays_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONDACO_DEMO", "1")
    monkeypatch.setenv("FONDACO_MARKET_URL", "http://127.0.0.1:8000")
    assert configuration.demo() is True
    monkeypatch.setenv("FONDACO_MARKET_URL", "https://market.example")
    with pytest.raises(ImproperlyConfigured, match=r"names market\.example"):
        configuration.demo()
