"""``python -m bench``: pages and checkouts against bare Django and the raw database.

Prints as it goes, writes ``bench/results/<time>.json``, and after a run of all sizes the figures
in ``bench/README.md`` and ``bench/last.json``. A full run takes about twelve minutes.
"""

import argparse
import json
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import checkouts, report
from bench.load import Load, NoTool, measure, need_tool
from bench.market import (
    cookies_of,
    fill,
    hello,
    look_inside,
    make_databases,
    memory,
    prepare,
    served,
)
from fondaco.cli.programs import Installation, free_ports
from fondaco.cli.running import running

SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument(
        "--engine", choices=["sqlite", "postgresql"], default="postgresql", help="the market's"
    )
    options.add_argument("--note", default="", help="said with the figures, such as: a trial")
    chosen = options.parse_args()
    started = time.monotonic()
    results: dict[str, Any] = {
        "engine": chosen.engine,
        "machine": _machine(),
        "note": chosen.note,
        "sizes": {},
    }
    try:
        need_tool()
    except NoTool as error:
        print(error)
        return 1
    make_databases(chosen.engine)
    with tempfile.TemporaryDirectory(prefix="fondaco-bench-") as folder:
        installation = Installation(home=Path(folder), first_port=free_ports(6))
        prepare(installation)
        for size in sorted(chosen.sizes):
            results["sizes"][str(size)] = _one_size(installation, size)
        results["memory"] = _memory_of_all(installation)
    results["took_s"] = time.monotonic() - started
    print(f"\nwritten to {_write(results)} after {results['took_s']:.0f} s")
    if tuple(chosen.sizes) == SIZES and chosen.engine == "postgresql":
        report.publish(results)
        print("told in bench/README.md")
    return 0


def _one_size(installation: Installation, size: int) -> dict[str, Any]:
    seconds = fill(installation, size)
    print(f"\n{size:,} listings (filled in {seconds:.0f} s)", flush=True)
    found: dict[str, Any] = {"fill_s": seconds, **look_inside(installation)}
    for clients in (1, 8):
        actions, raw = found[f"actions_{clients}"], found[f"raw_{clients}"]
        _say_checkouts(f"{clients} at once, by actions", actions, raw)
    with hello(installation) as base:
        before = measure(base, ["/"])
    with served(installation) as process:
        base = installation.url("market")
        found["memory_at_start"] = memory(process)
        buyers = checkouts.shoppers(base, found.pop("checkout_buyers"), found.pop("goods"))
        loads = _pages(base, found.pop("pages"), found.pop("listings"), buyers)
        for clients in (1, 8):
            found[f"http_{clients}"] = checkouts.measure(buyers[:clients])
            _say_checkouts(f"{clients} at once, by pages", found[f"http_{clients}"], raw)
        found["memory"] = memory(process)
    with hello(installation) as base:
        after = measure(base, ["/"])
    found["hello"] = {"before": before.as_dict(), "after": after.as_dict()}
    found["hello_per_second"] = reference = (before.per_second + after.per_second) / 2
    _say("bare Django", Load(reference, after.p50_ms, after.p99_ms, after.failed), reference)
    found["loads"] = {}
    for name, load in loads.items():
        _say(name, load, reference)
        found["loads"][name] = load.as_dict() | {"ratio": load.per_second / reference}
    print(f"  market's memory {found['memory']['pss_mib']:.0f} MiB", flush=True)
    return found


def _pages(
    base: str, pages: dict[str, str], many: list[str], buyers: list[checkouts.Shopper]
) -> dict[str, Load]:
    """Every page kept, made anew, and for a member; and many listings in turn."""
    loads: dict[str, Load] = {}
    cookie = cookies_of(buyers[0].client)
    for name, path in pages.items():
        loads[f"{name}, anonymous, kept"] = measure(base, [path])
        loads[f"{name}, anonymous, made anew"] = measure(base, [path], anew=True)
        loads[f"{name}, signed in"] = measure(base, [path], cookie=cookie)
    loads["listing, anonymous, 500 in turn"] = measure(base, many)
    return loads


def _memory_of_all(installation: Installation) -> dict[str, dict[str, float]]:
    """Every server and worker of an installation after ten seconds of rest."""
    with running(installation) as processes:
        time.sleep(10)
        return {name: memory(process) for name, process in processes.items()}


def _say(name: str, load: Load, reference: float) -> None:
    failed = f"  {load.failed} failed" if load.failed else ""
    print(
        f"  {name:<32}{load.per_second:>8.0f}/s  p50 {load.p50_ms:6.1f}  p99 {load.p99_ms:6.1f} ms"
        f"  {load.per_second / reference:.3f} of bare Django{failed}",
        flush=True,
    )


def _say_checkouts(name: str, load: dict[str, float], raw: dict[str, float]) -> None:
    print(
        f"  checkouts, {name:<21}{load['per_second']:>8.1f}/s  p50 {load['p50_ms']:6.1f}"
        f"  p99 {load['p99_ms']:6.1f} ms  {load['per_second'] / raw['per_second']:.4f} of raw rows",
        flush=True,
    )


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "os": platform.platform(),
        "load_before": os.getloadavg()[0],
        "at": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
    }


def _write(results: dict[str, Any]) -> str:
    folder = Path(__file__).parent / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{time.strftime('%Y-%m-%dT%H%M', time.gmtime())}.json"
    path.write_text(json.dumps(results, indent=2))
    return str(path.relative_to(Path(__file__).parent.parent))


if __name__ == "__main__":
    raise SystemExit(main())
