"""The figures as tables, written between two marks of ``bench/README.md``.

``python -m bench.report FILE`` writes them again from a results file, with the words changed.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
WAYS = ("anonymous, kept", "anonymous, made anew", "signed in")
PAGES = ("home", "list", "search", "listing")


def publish(results: dict[str, Any]) -> None:
    """Keep the results as ``last.json`` and tell them in the README."""
    (FOLDER / "last.json").write_text(json.dumps(results, indent=1) + "\n")
    write_between("figures", told(results))


def write_between(name: str, text: str) -> None:
    """Put a text between the README's two marks of this name."""
    begin, end = f"<!-- {name}: written by bench.report -->", f"<!-- end of {name} -->"
    readme = FOLDER / "README.md"
    before, found, rest = readme.read_text().partition(begin)
    _old, closed, after = rest.partition(end)
    if not found or not closed:
        raise LookupError(f"bench/README.md has no marks for {name}")
    readme.write_text(f"{before}{begin}\n{text}{end}{after}")


def told(results: dict[str, Any]) -> str:
    """All tables, in Markdown."""
    parts = [
        _where(results),
        "### Pages\n\nRequests a second over 8 connections (of bare Django, in brackets).",
        _pages(results["sizes"]),
        "### What a page costs",
        _costs(results["sizes"]),
        "### Checkouts\n\nWhole checkouts a second (of the raw INSERTs of the same rows).",
        _checkouts(results["sizes"]),
        _statements(results["sizes"]),
        "### Memory and fill",
        _memory(results),
    ]
    return "\n\n".join(parts) + "\n"


def _where(results: dict[str, Any]) -> str:
    machine = results["machine"]
    note = f" **{results['note']}**" if results["note"] else ""
    return (
        f"{machine['at']} UTC, {results['engine']}, Python {machine['python']},"
        f" {machine['cores']} cores, load before the run {machine['load_before']:.1f};"
        f" the run took {results['took_s'] / 60:.0f} minutes.{note}"
    )


def _pages(sizes: dict[str, Any]) -> str:
    names = [f"{page}, {way}" for page in PAGES for way in WAYS]
    names.insert(names.index("listing, signed in"), "listing, anonymous, 500 in turn")
    head = ["listings", *(f"{int(size):,}" for size in sizes), "p50 / p99 ms at the most", "growth"]
    rows = [["bare Django", *(f"{each['hello_per_second']:,.0f}" for each in sizes.values())]]
    last = list(sizes.values())[-1]["hello"]["after"]
    rows[0] += [f"{last['p50_ms']:.1f} / {last['p99_ms']:.1f}", ""]
    for name in names:
        loads = [each["loads"][name] for each in sizes.values()]
        cells = [f"{load['per_second']:,.0f} ({load['ratio']:.3f})" for load in loads]
        latency = f"{loads[-1]['p50_ms']:.1f} / {loads[-1]['p99_ms']:.1f}"
        rows.append([name, *cells, latency, _growth([load["ratio"] for load in loads])])
    failed = sum(load["failed"] for each in sizes.values() for load in each["loads"].values())
    text = "Growth is the last size's ratio over the first's: 1 would be none."
    return f"{table(head, rows)}\n\n{text} Failed requests: {failed}."


def _growth(ratios: Sequence[float]) -> str:
    return f"×{ratios[-1] / ratios[0]:.2f}" if len(ratios) > 1 and ratios[0] else ""


def _costs(sizes: dict[str, Any]) -> str:
    facts = list(sizes.values())[-1]["statements"]
    head = ["page", *(f"statements, {way}" for way in WAYS), "HTML bytes", "sent in gzip"]
    rows = [
        [
            page,
            *(str(facts[page][way]) for way in WAYS),
            f"{facts[page]['bytes']:,}",
            f"{facts[page]['bytes_sent']:,}",
        ]
        for page in PAGES
    ]
    return table(head, rows)


def _checkouts(sizes: dict[str, Any]) -> str:
    head = ["listings", *(f"{int(size):,}" for size in sizes), "p50 / p99 ms at the most"]
    rows = []
    for clients in (1, 8):
        for name, key in (("by the actions", "actions"), ("by the pages", "http")):
            loads = [(each[f"{key}_{clients}"], each[f"raw_{clients}"]) for each in sizes.values()]
            cells = [
                f"{load['per_second']:.1f} ({load['per_second'] / raw['per_second']:.4f})"
                for load, raw in loads
            ]
            latency = f"{loads[-1][0]['p50_ms']:.0f} / {loads[-1][0]['p99_ms']:.0f}"
            rows.append([f"{clients} at once, {name}", *cells, latency])
        raws = [each[f"raw_{clients}"] for each in sizes.values()]
        latency = f"{raws[-1]['p50_ms']:.1f} / {raws[-1]['p99_ms']:.1f}"
        cells = [f"{raw['per_second']:,.0f}" for raw in raws]
        rows.append([f"{clients} at once, raw INSERTs", *cells, latency])
    return table(head, rows)


def _statements(sizes: dict[str, Any]) -> str:
    last = list(sizes.values())[-1]
    steps = ", ".join(f"{name} {count}" for name, count in last["checkout_statements"].items())
    rows = last["checkout_rows"]
    tables = ", ".join(f"{table} {count}" for table, count in rows.items())
    return (
        f"Statements, transactions' own included: {steps}.\n\n"
        f"Rows that one checkout adds ({sum(rows.values())}): {tables}."
    )


def _memory(results: dict[str, Any]) -> str:
    rows = [
        [f"{name}, at rest", f"{found['rss_mib']:.0f}", f"{found['pss_mib']:.0f}"]
        for name, found in results["memory"].items()
    ]
    rows += [
        [
            f"market, after the load at {int(size):,} listings",
            f"{each['memory']['rss_mib']:.0f}",
            f"{each['memory']['pss_mib']:.0f}",
        ]
        for size, each in results["sizes"].items()
    ]
    fills = ", ".join(
        f"to {int(size):,} in {each['fill_s']:.0f} s" for size, each in results["sizes"].items()
    )
    memory = table(["process, with its children", "RSS MiB", "PSS MiB"], rows)
    return f"{memory}\n\nThe catalogue was filled {fills}."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    publish(json.loads(Path(sys.argv[1]).read_text()))
