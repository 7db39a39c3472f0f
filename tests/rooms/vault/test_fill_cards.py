"""Many cards at once, for measuring: real ones in every way, and only for practice."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from fondaco.kernel import clock
from fondaco.vault.cards import charge, fill
from fondaco.vault.cards.models import Card
from fondaco.vault.cards.rules.entry import number_fault
from tests.rooms.vault import callers

pytestmark = pytest.mark.django_db


def test_filled_cards_are_sealed_and_open_as_any_other(market: callers.Caller) -> None:
    out = StringIO()
    call_command("fill_cards", "25", stdout=out)
    assert out.getvalue() == "25 cards stored.\n"
    assert Card.objects.values("token").distinct().count() == 25
    for card in Card.objects.all():
        opened = charge.open_for_authentication(tenant="fondaco", token=card.token)
        assert number_fault(opened.number) is None
        assert opened.number[:6] in fill.PREFIXES
        assert (card.first_six, card.last_four) == (opened.number[:6], opened.number[-4:])
        assert opened.number.encode() not in bytes(card.sealed or b"")
        assert card.expiry_year > clock.today().year
        assert (card.funding, card.issuer_country) != ("unknown", "")
    status, told = market.get(f"/v1/cards/{card.token}")
    assert (status, told["code_needed"]) == (200, True)


def test_a_thousand_cards_cost_a_few_queries(
    django_assert_max_num_queries: Callable[..., Any], settings: Any
) -> None:
    list(fill.fill(tenant="fondaco", count=1))
    with django_assert_max_num_queries(30):  # SQLite takes 999 values a time
        assert list(fill.fill(tenant="fondaco", count=1_000)) == [1_000]


def test_no_cards_are_filled_in_outside_practice(settings: Any) -> None:
    settings.DEMO = False
    settings.DEBUG = False
    with pytest.raises(CommandError, match="no practice installation"):
        call_command("fill_cards", "1")
    assert not Card.objects.exists()


@pytest.mark.parametrize("count", ["0", "-1", "10000001"])
def test_a_number_of_cards_that_cannot_be_is_refused(count: str) -> None:
    with pytest.raises(CommandError, match="Nothing was stored"):
        call_command("fill_cards", "--", count)
    assert not Card.objects.exists()


def test_the_operators_table_of_ranges_is_used_and_read_again_when_it_changes(
    market: callers.Caller,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
    settings: Any,
    tmp_path: Path,
) -> None:
    table = tmp_path / "bins.csv"
    settings.VAULT_BIN_FILE = str(table)
    table.write_text("prefix,funding,country\n4242,debit,FR\n")
    token = enter(open_session()).json()["token"]
    _, card = market.get(f"/v1/cards/{token}")
    assert (card["funding"], card["issuer_country"]) == ("debit", "FR")
    table.write_text("prefix,funding,country\n4242,charge,FR\n")
    with pytest.raises(ImproperlyConfigured, match="line 2"):
        enter(open_session())
