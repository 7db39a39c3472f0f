"""The house rules: each says what it wants, why it exists, and how to waive it in one comment.

A rule is a function from a file's path and text to the lines that break it. To waive one, write
``# tidy: allow <name> because <reason>`` in the file; a waiver without a reason counts for nothing.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

MAX_FUNCTION_LINES = 70
MAX_FILE_LINES = 400
BANNED_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "signals"}
)


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule: its name, why it exists, which files it reads, and what it finds in one."""

    name: str
    why: str
    reads: Callable[[PurePosixPath], bool]
    find: Callable[[PurePosixPath, str], Iterator[str]]

    def broken_by(self, path: PurePosixPath, text: str) -> list[str]:
        """The findings in one file, none when the rule is waived there with a reason."""
        if not self.reads(path) or _waived(self.name, text):
            return []
        return [f"{path}: {finding}" for finding in self.find(path, text)]


def _waived(name: str, text: str) -> bool:
    return re.search(rf"tidy: allow {re.escape(name)} because \S+", text) is not None


def _is_source(path: PurePosixPath) -> bool:
    return path.suffix == ".py" and "migrations" not in path.parts and path.parts[0] != "docs"


def _is_ours(path: PurePosixPath) -> bool:
    return _is_source(path) and "api_client" not in path.parts


def _is_text(path: PurePosixPath) -> bool:
    return path.suffix not in {".png", ".webp", ".jpg", ".ico", ".gz", ".mo", ".woff2"}


def _long_functions(_: PurePosixPath, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"line {node.lineno}: {node.name} has {lines} lines"


def _long_file(_: PurePosixPath, text: str) -> Iterator[str]:
    lines = text.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{lines} lines"


def _banned_name(path: PurePosixPath, _: str) -> Iterator[str]:
    if path.stem in BANNED_NAMES:
        yield f"a file named {path.name} says nothing about what is in it"


def _left_over(_: PurePosixPath, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b|pragma: no cover", line):
            yield f"line {number}: {line.strip()}"


def _registry_host(_: PurePosixPath, text: str) -> Iterator[str]:
    hosts = "|".join(
        (
            "pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "npmjs" + r"\.(org|com)",
            "deb\\." + "debian",
        )
    )
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(hosts, line):
            yield f"line {number}: a package registry's host"


def _machine_path(_: PurePosixPath, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"(?<![\w.])/" + r"work/|/roo" + r"t/\.", line):
            yield f"line {number}: a path of one machine"


def _wall_clock(path: PurePosixPath, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
            owner = ast.unparse(node.value)
            if owner in {"datetime", "datetime.datetime", "timezone", "date", "datetime.date"}:
                yield f"line {node.lineno}: {owner}.{node.attr}"


def _reads_wall_clock_rule(path: PurePosixPath) -> bool:
    return _is_ours(path) and path.parts[0] == "src" and path.name != "clock.py"


def _inline_style(_: PurePosixPath, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(
            r"<[^>]+\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|href=[\"']javascript:", line
        ):
            yield f"line {number}: {line.strip()[:80]}"


HOUSE_RULES = (
    HouseRule(
        "function-length",
        "A function is read in one look.",
        _is_ours,
        _long_functions,
    ),
    HouseRule("file-length", "A file fits in the head.", _is_ours, _long_file),
    HouseRule(
        "banned-name",
        "A name says what is inside; a drawer for the rest only ever fills.",
        _is_source,
        _banned_name,
    ),
    HouseRule(
        "left-over",
        "What is not done is in an issue, not in a comment that nobody reads.",
        lambda path: _is_ours(path) and path.parts[:2] != ("tests", "tidy"),
        _left_over,
    ),
    HouseRule(
        "registry-host",
        "A lock pins content, not a place; whoever builds chooses the place.",
        _is_text,
        _registry_host,
    ),
    HouseRule("machine-path", "The tree works on every machine.", _is_text, _machine_path),
    HouseRule(
        "wall-clock",
        "There are two clocks, and both are kernel.clock's, so that a test can move them.",
        _reads_wall_clock_rule,
        _wall_clock,
    ),
    HouseRule(
        "inline-style",
        "The content security policy lets no inline style or script run.",
        lambda path: path.suffix == ".html" and path.parts[0] == "src" and "mail" not in path.parts,
        _inline_style,
    ),
)
