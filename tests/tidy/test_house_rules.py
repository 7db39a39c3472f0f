"""Every file of the tree against every house rule, and every rule against a planted breach."""

import subprocess
from pathlib import Path, PurePosixPath

import pytest

from tests.tidy.house_rules import HOUSE_RULES, HouseRule

ROOT = Path(__file__).parents[2]
PLANTED = {
    "function-length": ("src/a.py", "def f():\n" + "    x = 1\n" * 71),
    "file-length": ("src/a.py", "x = 1\n" * 401),
    "banned-name": ("src/utils.py", ""),
    "left-over": ("src/a.py", "# TO" + "DO later\n"),
    "registry-host": ("requirements/a.txt", "--index-url https://" + "pypi" + ".org/simple\n"),
    "machine-path": ("docs/a.md", "see /wo" + "rk/main\n"),
    "wall-clock": ("src/a.py", "from datetime import datetime\nx = datetime.now()\n"),
    "inline-style": ("src/a.html", '<p style="color:red">'),
}


def tree() -> list[PurePosixPath]:
    """Every file under version control, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [PurePosixPath(line) for line in listed.stdout.splitlines()]


@pytest.mark.parametrize("rule", HOUSE_RULES, ids=lambda rule: rule.name)
def test_the_tree_keeps_the_rule(rule: HouseRule) -> None:
    broken: list[str] = []
    for path in tree():
        file = ROOT / path
        if rule.reads(path) and file.is_file():
            broken += rule.broken_by(path, file.read_text(encoding="utf-8", errors="replace"))
    assert not broken, f"{rule.name}: {rule.why}\n" + "\n".join(broken)


@pytest.mark.parametrize("rule", HOUSE_RULES, ids=lambda rule: rule.name)
def test_the_rule_finds_a_planted_breach_and_heeds_a_waiver(rule: HouseRule) -> None:
    name, text = PLANTED[rule.name]
    path = PurePosixPath(name)
    assert rule.broken_by(path, text)
    assert rule.broken_by(path, f"{text}# tidy: allow {rule.name} because\n")
    assert not rule.broken_by(path, f"{text}# tidy: allow {rule.name} because it is generated\n")


def test_every_rule_says_why() -> None:
    assert all(rule.why.endswith(".") for rule in HOUSE_RULES)
    assert set(PLANTED) == {rule.name for rule in HOUSE_RULES}
