"""A whole marketplace for the journeys: real processes, real HTTP, on the engine of the run.

It is set up and filled once a session in a folder of its own on free ports, exactly as
``fondaco demo`` does it, and ended with the session. ``FONDACO_TEST_INSTALLATION``
(``folder:first port``) names one that runs already, for whoever writes these tests.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from fondaco.cli.programs import PROGRAMS, Installation, free_ports
from fondaco.cli.running import running
from tests.journeys.buying import Make
from tests.journeys.chromium import chromium
from tests.journeys.people import Person
from tests.journeys.shop import make_shop

POSTGRESQL = os.environ.get("FONDACO_TEST_DATABASE", "sqlite") == "postgresql"


def _make_databases() -> None:
    """Make the three databases that the environment's URLs name."""
    url = os.environ["FONDACO_MARKET_DATABASE_URL"].rpartition("/")[0]
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        for program in PROGRAMS:
            connection.execute(f'DROP DATABASE IF EXISTS "{program.name}"')
            connection.execute(f'CREATE DATABASE "{program.name}"')


def _ports() -> int:
    """Ports of this process's own, where several run journeys side by side."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = 25_000 if POSTGRESQL else 21_000
    return free_ports(len(PROGRAMS), above=first + 1_000 * worker)


@pytest.fixture(scope="session")
def marketplace() -> Iterator[Installation]:
    """A running, filled marketplace; tests share it and make people of their own."""
    named, _colon, port = os.environ.get("FONDACO_TEST_INSTALLATION", "").rpartition(":")
    if named:
        yield Installation(home=Path(named), first_port=int(port))
        return
    if POSTGRESQL:
        _make_databases()
    with tempfile.TemporaryDirectory(prefix="fondaco-journey-") as folder:
        installation = Installation(home=Path(folder), first_port=_ports())
        make_shop(installation)
        with _watched(installation), running(installation):
            yield installation


@contextmanager
def _watched(installation: Installation) -> Iterator[None]:
    """What programs say to each other, and their temporary files, are kept in the home folder."""
    kept = {
        "PYTHONPATH": str(Path(__file__).parent / "capture"),
        "FONDACO_CAPTURE": str(installation.home / "capture"),
        "TMPDIR": str(installation.home / "tmp"),
    }
    for name in ("capture", "tmp"):
        (installation.home / name).mkdir()
    before = {name: os.environ.get(name) for name in kept}
    os.environ.update(kept)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


@pytest.fixture(scope="module")
def browser(marketplace: Installation) -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def somebody(
    browser: Browser, marketplace: Installation, request: pytest.FixtureRequest
) -> Iterator[Make]:
    """Make people; at the end nothing may have been wrong in any of their consoles."""
    made: list[Person] = []

    def make(**options: object) -> Person:
        made.append(Person(browser, marketplace, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    folder = os.environ.get("FONDACO_SCREENSHOTS", "")
    for number, person in enumerate(made):
        name = f"{request.node.name}-{number}.png"
        person.leave(str(Path(folder) / name) if folder else "")
    assert [each for person in made for each in person.complaints] == []
