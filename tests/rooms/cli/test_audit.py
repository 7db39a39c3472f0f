"""``fondaco audit``, as an operator types it: fresh databases of their own, and what was done."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fondaco.cli.main import main
from fondaco.cli.programs import PROGRAMS, Installation, manage
from fondaco.kernel.ids import new_id

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with the tables of market and vault, on SQLite."""
    folder = tmp_path_factory.mktemp("audited")
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.endswith("_DATABASE_URL")]:
            patch.delenv(name)
        for program in PROGRAMS[:2]:
            manage(Installation(home=folder), program, "migrate", "--verbosity=0")
        yield folder


def audit(home: Path, *arguments: str) -> int:
    return main(["--home", str(home), "audit", *arguments])


def put_in(home: Path, program: str) -> str:
    """A row behind the log's back, with the database alone; returns its id."""
    row_id = new_id()
    with closing(sqlite3.connect(home / f"{program}.sqlite3")) as database:
        database.execute(
            "INSERT INTO kernel_auditrow (id, at, actor_kind, act, subject_kind, details)"
            " VALUES (?, '2026-11-24 09:00:00', 'admin', 'role.grant', 'member', '{}')",
            [row_id.hex],
        )
        database.commit()
    return str(row_id)


def take_out(home: Path, program: str) -> None:
    with closing(sqlite3.connect(home / f"{program}.sqlite3")) as database:
        database.execute("DROP TRIGGER kernel_auditrow_no_delete")
        database.execute("DELETE FROM kernel_auditrow")
        database.commit()


def test_without_a_word_everything_is_checked(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit(home) == 0
    said = capfd.readouterr().out
    assert "Every cent is accounted for." in said
    assert "The audit log of the market: 0 rows sealed" in said
    assert "The audit log of the vault: 0 rows sealed" in said
    assert "Every review is as the log says" in said
    assert said.endswith("Nothing amiss.\n")


@pytest.mark.parametrize("program", ["market", "vault"])
def test_a_finding_is_told_and_fails(
    home: Path, program: str, capfd: pytest.CaptureFixture[str]
) -> None:
    row_id = put_in(home, program)
    try:
        assert audit(home, "log") == 1
        said = capfd.readouterr().out
        assert (
            f"row {row_id} (role.grant at 2026-11-24 09:00:00 UTC) was added past the log" in said
        )
        assert f"The audit log of the {program} did not pass. Findings: 1." in said
        assert said.endswith(f"Amiss: log ({program}). What was found stands above.\n")
        assert "Traceback" not in said
    finally:
        take_out(home, program)


def test_a_noted_batch_that_is_gone_fails(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert audit(home, "log", "--noted", f"market:1:{'0' * 64}") == 1
    assert "batch 1 is missing: it was there when its hash was noted" in capfd.readouterr().out


@pytest.mark.parametrize("note", ["bank:1:00", "market", "market:", ""])
def test_a_note_of_no_audit_log_is_refused(
    home: Path, note: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit(home, "--noted", note) == 2
    assert "Nothing was checked." in capfd.readouterr().out


@pytest.mark.parametrize("what", ["money", "reviews"])
def test_one_audit_alone_speaks_of_itself(
    home: Path, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit(home, what) == 0
    said = capfd.readouterr().out
    assert ("Every cent" in said, "Every review" in said) == (what == "money", what == "reviews")
    assert "audit log" not in said


def test_an_installation_that_is_not_there_is_no_clean_one(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit(tmp_path / "nowhere") == 2
    assert "There is no installation in" in capfd.readouterr().out
    assert audit(tmp_path, "money") == 2
    said = capfd.readouterr().out
    assert "The books could not be read to the end" in said
    assert "run “fondaco setup” first" in said
    assert "Traceback" not in said


def test_its_help_names_each_audit_and_the_status() -> None:
    command = [sys.executable, "-m", "fondaco.cli.main", "audit", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for word in ("money", "log", "reviews", "all", "--noted", "status: 0"):
        assert word in said
