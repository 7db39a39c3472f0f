"""The shape of the tree: mirrored tests, decision records, no orphan page, relations downwards."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fondaco"

HEIGHT = {
    "kernel": 0,
    "contenttypes": 0,
    "auth": 0,
    "sessions": 0,
    "ledger": 1,
    "members": 2,
    "account": 3,
    "mfa": 3,
    "trust": 3,
    "catalogue": 4,
    "messaging": 4,
    "payments": 4,
    "trade": 5,
    "cases": 6,
}


def pure_files() -> list[Path]:
    """Files that hold rules: ``rules.py``, ``lifecycle.py``, and those in a ``rules`` folder."""
    return sorted(
        path
        for path in SOURCE.rglob("*.py")
        if path.name != "__init__.py"
        and (path.name in {"rules.py", "lifecycle.py"} or path.parent.name == "rules")
    )


@pytest.mark.parametrize("path", pure_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_pure_file_has_a_mirrored_test(path: Path) -> None:
    relative = path.relative_to(SOURCE)
    mirrored = ROOT / "tests" / "rules" / relative.parent
    folders = [mirrored, mirrored.parent] if relative.parent.name == "rules" else [mirrored]
    assert any((folder / f"test_{path.stem}.py").exists() for folder in folders)


def test_decision_records_have_one_form() -> None:
    for path in (ROOT / "docs" / "decisions").glob("[!R]*.md"):
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name), path.name
        text = path.read_text()
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{path.name} has no “{heading}”"


def test_no_page_of_the_documentation_is_an_orphan() -> None:
    pages = [
        path
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("bench/*.md")]
        if path.name != "README.md" or path.parent != ROOT
    ]
    linked: set[Path] = set()
    for page in [ROOT / "README.md", *pages]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if not target.startswith("http"):
                linked.add((page.parent / target).resolve())
    assert [str(page.relative_to(ROOT)) for page in pages if page.resolve() not in linked] == []


def test_no_link_of_the_documentation_is_dead() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("bench/*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text())
        if not target.startswith(("http", "mailto:")) and not (page.parent / target).exists()
    ]
    assert dead == []


def test_relations_between_tables_point_down_only() -> None:
    upward = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
                target = field.related_model
                assert isinstance(target, type)
                here, there = model._meta.app_label, target._meta.app_label
                if HEIGHT[here] < HEIGHT[there]:
                    upward.append(f"{here}.{model.__name__}.{field.name} → {there}")
    assert upward == []
