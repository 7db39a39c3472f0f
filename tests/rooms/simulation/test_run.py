"""Simulated markets: every cent has an owner, and a seed plays the same again."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from fondaco.kernel import chance, clock, ids
from fondaco.market.project.simulation import database, market, shards
from fondaco.market.project.simulation.market import Part
from fondaco.market.project.simulation.report import Report, as_json
from fondaco.market.project.simulation.world import Broken


@pytest.fixture
def template(db: None, tmp_path: Path) -> Path:
    """An empty market in a file: a copy of the tests' own where that is SQLite."""
    path = tmp_path / "empty.sqlite3"
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        path.write_bytes(connection.connection.serialize())
    else:
        database.make_template(path)
    return path


def text(report: Report, parts: Sequence[Part]) -> str:
    orders = sum(part.orders for part in parts)
    return json.dumps(as_json(report, orders=orders, years=1, seed=1, markets=len(parts)))


def test_every_cent_of_sixty_orders_has_an_owner(template: Path) -> None:
    with database.fresh(template):
        report = market.play(Part(number=0, orders=60, years=1, seed=11), lambda placed: None)
    assert report.findings == []
    assert set(report.unassigned_minor.values()) == {0}
    assert report.is_sound
    assert sum(report.outcomes.values()) == 60
    # Somebody complained, and the market's own deadlines fired.
    assert report.counts["cases_opened"] > 0
    assert report.counts["cases_closed"] >= report.counts["cases_opened"]
    assert report.counts["deadlines"] > 60


def test_a_seed_plays_the_same_whatever_the_number_of_processes(template: Path) -> None:
    parts = [Part(number, 4, 1, 5) for number in range(2)]
    told: list[tuple[int, int]] = []
    one, two = (
        shards.run(parts, jobs, template, lambda placed, ended: told.append((placed, ended)))
        for jobs in (1, 2)
    )
    assert text(one, parts) == text(two, parts)
    assert told[-1] == (8, 2)
    with database.fresh(template):
        other = market.play(Part(0, 4, 1, 6), lambda placed: None)
    assert text(other, parts) != text(one, parts)


def test_the_operators_database_is_not_touched(template: Path) -> None:
    before = connection.settings_dict["NAME"]
    with database.fresh(template):
        assert connection.settings_dict["NAME"] == ":memory:"
    assert connection.settings_dict["NAME"] == before


def test_ids_follow_from_the_seed_only_within_a_simulation() -> None:
    def three() -> list[UUID]:
        with clock.frozen(market.BEGINS_AT):
            return [ids.new_id() for _each in range(3)]

    with chance.seeded("a"):
        first = three()
    with chance.seeded("a"):
        assert three() == first
    with chance.seeded("b"):
        assert three() != first
    assert sorted(first) == first
    assert {identifier.version for identifier in first} == {7}
    assert three() != three()


def test_a_market_that_is_given_up_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def given_up(part: Part, told: object) -> Report:
        raise Broken("200 acts or deadlines broke; the first: parcels.scan: KeyError('x')")

    monkeypatch.setattr(market, "play", given_up)
    monkeypatch.setattr(database, "make_template", lambda path: None)
    monkeypatch.setattr(database, "fresh", lambda path: nullcontext())
    with pytest.raises(CommandError, match=r"given up: 200 acts .* KeyError\('x'\)\. Nothing was"):
        call_command("simulate", orders=1_000, years=1, seed=1, jobs=1)
