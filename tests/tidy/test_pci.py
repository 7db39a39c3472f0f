"""The PCI page names only what is there: a requirement is not met by a file that was renamed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security/pci.md").read_text()
SHORT = {"v/": "tests/rooms/vault/", "r/": "tests/rules/", "j/": "tests/journeys/"}
NAMED = sorted(set(re.findall(r"`((?:src|tests|requirements|v|r|j)/[\w./]+(?:::\w+)?)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    path, _colons, test = name.partition("::")
    for short, whole in SHORT.items():
        if path.startswith(short):
            path = whole + path.removeprefix(short)
    assert (ROOT / path).exists()
    if test:
        assert f"def {test}(" in (ROOT / path).read_text()


def test_the_page_names_many() -> None:
    assert len(NAMED) > 40
