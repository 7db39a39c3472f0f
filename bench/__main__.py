"""``python -m bench``: the shop's pages against bare Django, at growing catalogues.

Prints a table and writes ``bench/results/<time>.json``. One run takes about ten minutes.
"""

import argparse
import json
import os
import platform
import tempfile
import time
from pathlib import Path

from bench.load import NoTool, measure
from bench.market import fill, hello, memory_mib, pages, prepare, served, sign_in
from fondaco.cli.programs import Installation, free_ports

SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument(
        "--engine", choices=["sqlite", "postgresql"], default="postgresql", help="the market's"
    )
    chosen = options.parse_args()
    if chosen.engine == "postgresql":
        from tests.postgresql import server_url

        for program in ("market", "vault", "bank"):
            os.environ[f"FONDACO_{program.upper()}_DATABASE_URL"] = server_url(program)
        _make_databases()
    results = {"engine": chosen.engine, "machine": _machine(), "sizes": {}}
    with tempfile.TemporaryDirectory(prefix="fondaco-bench-") as folder:
        installation = Installation(home=Path(folder), first_port=free_ports(6))
        prepare(installation)
        try:
            for size in chosen.sizes:
                results["sizes"][size] = _one_size(installation, size)
        except NoTool as error:
            print(error)
            return 1
    _write(results)
    return 0


def _one_size(installation: Installation, size: int) -> dict[str, object]:
    seconds = fill(installation, size)
    print(f"\n{size:,} listings (filled in {seconds:.0f} s)")
    with hello(installation) as url:
        reference = measure(url)
    print(f"  {'bare Django':<22}{reference.per_second:>9.0f}/s  p99 {reference.p99_ms:.1f} ms")
    found: dict[str, object] = {"fill_s": seconds, "hello": reference.as_dict(), "pages": {}}
    with served(installation) as process:
        cookie = sign_in(installation)
        for name, address in pages(installation).items():
            for who, header in (("anonymous", ""), ("signed in", cookie)):
                load = measure(address, cookie=header)
                ratio = load.per_second / reference.per_second
                print(
                    f"  {name + ', ' + who:<22}{load.per_second:>9.0f}/s  p99 {load.p99_ms:.1f} ms"
                    f"  {ratio:.3f} of bare Django  {load.failed or ''}"
                )
                found["pages"][f"{name}, {who}"] = load.as_dict() | {"ratio": ratio}  # type: ignore[index]  # a dict
        found["market_mib"] = memory_mib(process)
        print(f"  market's memory {found['market_mib']:.0f} MiB")
    return found


def _make_databases() -> None:
    import psycopg

    url = os.environ["FONDACO_MARKET_DATABASE_URL"].rpartition("/")[0]
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        for program in ("market", "vault", "bank"):
            connection.execute(f'CREATE DATABASE "{program}"')


def _machine() -> dict[str, object]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "os": platform.platform()}


def _write(results: dict[str, object]) -> None:
    folder = Path(__file__).parent / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{time.strftime('%Y-%m-%dT%H%M')}.json"
    path.write_text(json.dumps(results, indent=2))
    print(f"\nwritten to {path.relative_to(Path.cwd())}")


if __name__ == "__main__":
    raise SystemExit(main())
