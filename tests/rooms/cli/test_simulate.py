"""``fondaco simulate`` says what is wrong with its options, and plays nothing then."""

import subprocess
from pathlib import Path

import pytest

from fondaco.cli import simulate
from fondaco.cli.main import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--orders", "many"], "--orders is a whole number, and “many” is none."),
        (["--orders", "0"], "--orders is a number from 1 to 10,000,000, not 0."),
        (["--years", "21"], "--years is a number from 1 to 20, not 21."),
        (["--years", "1.5"], "--years is a whole number"),
        (["--seed", "-1"], "--seed is a number from 0"),
        (["--jobs", "0"], "--jobs is a number from 1 to 256"),
        (["--json", "no/such/folder/result.json"], "there is no folder"),
        (["--json", "."], "--json names a folder"),
        (["--plots", "pyproject.toml"], "--plots names a file"),
    ],
)
def test_a_bad_option_is_named_and_nothing_is_played(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "run", pytest.fail)
    monkeypatch.chdir(Path(__file__).parents[3])
    assert main(["simulate", *words]) == simulate.BAD_OPTIONS
    printed = capsys.readouterr().out
    assert said in printed
    assert "Nothing was played." in printed


def test_the_operators_settings_do_not_reach_the_simulation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FONDACO_MARKET_DATABASE_URL", "postgresql://books.example/market")
    asked: dict[str, dict[str, str]] = {}

    def run(command: list[str], *, env: dict[str, str], check: bool) -> object:
        asked[" ".join(command[1:4])] = env
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(subprocess, "run", run)
    assert main(["simulate", "--orders", "10", "--json", str(tmp_path / "out.json")]) == 1
    environment = asked["-m django simulate"]
    assert "FONDACO_MARKET_DATABASE_URL" not in environment
    assert environment["FONDACO_DEMO"] == "1"
