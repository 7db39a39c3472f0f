"""``python -m bench.cards``: the vault against a signed call, raw encryption and pgbench.

Vault and practice bank run as they do in the demo, on PostgreSQL with durable commits; the load
plays market, browser and cardholder from one process on the same machine. Prints a table, writes
``bench/results/cards-<time>.json``, and with ``--publish`` the figures in ``bench/README.md``.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from bench import report
from bench.market import MARKET, _wait, make_databases, prepare
from bench.paying import REFERENCE
from fondaco.cli.programs import PROGRAMS, Installation, Program, free_ports, manage, serve
from tests.postgresql import _programs, server_url

VAULT, BANK = PROGRAMS[1], PROGRAMS[2]
CLIENTS = (1, 8, 32)
SECONDS = 5
SIGNED_OFFSET = 6
COUNTED = 20
"""How many payments of each kind are counted, one after the other."""


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.cards", description=__doc__)
    options.add_argument("--cards", type=int, nargs="+", default=[10_000, 1_000_000])
    options.add_argument("--publish", action="store_true", help="write bench/README.md too")
    options.add_argument("--note", default="", help="said with the figures, such as: a trial")
    chosen = options.parse_args()
    make_databases("postgresql")
    found: dict[str, Any] = {
        "at": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
        "note": chosen.note,
        "load_before": os.getloadavg()[0],
        "sizes": {},
    }
    with tempfile.TemporaryDirectory(prefix="fondaco-bench-") as folder:
        installation = Installation(home=Path(folder), first_port=free_ports(7))
        prepare(installation)
        _make_row_table()
        found["raw"] = {count: _raw(installation, count) for count in CLIENTS}
        found["tpcb"] = {count: _tpcb(count) for count in CLIENTS}
        stored = 0
        for size in sorted(chosen.cards):
            started = time.monotonic()
            _fill(installation, size - stored)
            took_s = time.monotonic() - started
            print(f"{size:,} cards stored after {took_s:.0f} s", flush=True)
            stored = size
            with _served(installation) as signed:
                found["sizes"][size] = _load(installation, signed) | {"filled_in_s": took_s}
            with _served(installation, counted=True) as signed:
                found["sizes"][size]["shares"] = _run(
                    installation, signed, "bench.shares", str(COUNTED)
                )
            print(told(found), flush=True)
    path = Path(__file__).parent / "results" / f"cards-{found['at'].replace(' ', 'T')}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=1) + "\n")
    if chosen.publish:
        report.write_between("cards", told(found))
    return 0


def _fill(installation: Installation, count: int) -> None:
    """Store cards by as many processes as there are processors, each its part."""
    processes = min(os.cpu_count() or 1, count)
    parts = [count // processes + (place < count % processes) for place in range(processes)]
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(lambda part: manage(installation, VAULT, "fill_cards", str(part)), parts))
    with _vault_database() as connection:
        connection.execute("VACUUM ANALYZE")


def _vault_database() -> "psycopg.Connection[Any]":
    return psycopg.connect(server_url("vault", durable=True), autocommit=True)


def _make_row_table() -> None:
    with _vault_database() as connection:
        connection.execute("CREATE TABLE bench_row (id uuid PRIMARY KEY, data bytea NOT NULL)")


@contextmanager
def _served(installation: Installation, *, counted: bool = False) -> Iterator[str]:
    """Vault, bank and the reference, answering; yields the reference's origin. ``counted``:
    vault and bank also count what they do."""
    port = installation.first_port + SIGNED_OFFSET
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", str(VAULT.threads)),
        *("--backpressure", "128", "--no-ws", "--log-level", "warning"),
        "bench.signed:application",
    ]
    programs: Iterable[Program] = (VAULT, BANK)
    if counted:
        programs = [replace(each, target="bench.counted") for each in programs]
    with ExitStack() as stack:
        for process in (
            *(serve(installation, each) for each in programs),
            subprocess.Popen(command, env=installation.environment()),
        ):
            stack.callback(process.wait, 10)
            stack.callback(process.terminate)
        for program in (VAULT, BANK):
            _wait(f"{installation.url(program.name)}/health/")
        _wait_for_port(port)
        yield f"http://127.0.0.1:{port}"


def _wait_for_port(port: int) -> None:
    import httpx

    until = time.monotonic() + 30
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
            return
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _load(installation: Installation, signed: str) -> dict[str, Any]:
    """What :mod:`bench.paying` finds."""
    return _run(installation, signed, "bench.paying", str(SECONDS), *map(str, CLIENTS))


def _run(installation: Installation, signed: str, module: str, *arguments: str) -> dict[str, Any]:
    """What a module of the bench finds, run with the market's settings."""
    environment = installation.environment() | {
        "DJANGO_SETTINGS_MODULE": MARKET.settings,
        "BENCH_SIGNED_URL": signed,
    }
    command = [sys.executable, "-m", module, *arguments]
    text = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    found: dict[str, Any] = json.loads(text.strip().splitlines()[-1])
    return found


def _raw(installation: Installation, clients: int) -> dict[str, float]:
    """AES-256-GCM of a card's bytes and one INSERT, in threads with connections of their own."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from bench.buying import in_threads, rate
    from fondaco.kernel.ids import new_id

    cipher = AESGCM(os.urandom(32))
    took: list[list[float]] = [[] for _ in range(clients)]
    begun = time.monotonic()

    def run(place: int) -> None:
        with _vault_database() as connection:
            while (started := time.monotonic()) < begun + SECONDS:
                nonce, row_id = os.urandom(12), new_id()
                sealed = nonce + cipher.encrypt(nonce, os.urandom(80), row_id.bytes)
                connection.execute("INSERT INTO bench_row VALUES (%s, %s)", [row_id, sealed])
                took[place].append(time.monotonic() - started)

    in_threads(run, clients)
    return rate(time.monotonic() - begun, [each for one in took for each in one])


def _tpcb(clients: int) -> float:
    """Transactions a second of pgbench's own TPC-B in the same server."""
    url = urlsplit(server_url("tpcb", durable=True))
    place = ["-h", unquote(url.hostname or ""), "-U", "fondaco", "tpcb"]
    with psycopg.connect(server_url("postgres", durable=True), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'tpcb'").fetchone():
            connection.execute("CREATE DATABASE tpcb")
            _pgbench("-i", "-q", "-s", "10", *place)
    said = _pgbench("-c", str(clients), "-j", "2", "-T", str(SECONDS), *place)
    match = re.search(r"tps = ([\d.]+)", said)
    return float(match[1]) if match else 0.0


def _pgbench(*arguments: str) -> str:
    command = [str(_programs() / "pgbench"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def told(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    head = ["a second (p99 ms)", *(f"{count} at once" for count in CLIENTS), "per signed call"]
    rows = [
        ["AES-GCM + INSERT", *(_cell(found["raw"][count]) for count in CLIENTS), ""],
        ["pgbench TPC-B", *(f"{found['tpcb'][count]:,.0f}" for count in CLIENTS), ""],
    ]
    for size, each in found["sizes"].items():
        reference = each["rates"][REFERENCE]
        for name, by_clients in each["rates"].items():
            ratios = [
                reference[count]["per_second"] / by_clients[count]["per_second"]
                for count in by_clients
            ]
            cells = [_cell(load) for load in by_clients.values()]
            ratio = " / ".join(f"{ratio:.1f}" for ratio in ratios)
            rows.append([f"{name}, {int(size):,} cards stored", *cells, ratio])
    words = [
        f"{found['at']} UTC, PostgreSQL, {os.cpu_count()} cores, load before"
        f" {found['load_before']:.1f}. {found['note']}".strip(),
        report.table(head, rows),
    ]
    for size, each in found["sizes"].items():
        one = each["rates"][REFERENCE]
        call_ms = 1_000 / next(iter(one.values()))["per_second"]
        words.append(
            f"A whole payment with a one-time code takes {each['challenged_ms']:.0f} ms of calls at"
            f" {int(size):,} cards stored: as long as {each['challenged_ms'] / call_ms:.0f}"
            " signed calls. Storing by bulk up to there took"
            f" {each.get('filled_in_s', 0):.0f} s."
        )
        if "shares" in each:
            words.append(_shares(each["shares"], call_ms))
    return "\n\n".join(words) + "\n"


def _shares(shares: dict[str, Any], call_ms: float) -> str:
    """Whose time it is, one client alone, and what each program does for it."""
    head = [
        *("one at a time, ms (in signed calls)", "all", "vault", "practice bank"),
        *("load and transport", "requests, statements, commits, signatures: vault", "bank"),
    ]
    table = []
    for name, each in shares.items():
        whole = [each["ms"], *(each[whose]["own_ms"] for whose in ("vault", "bank", "load"))]
        done = [
            " / ".join(
                f"{each[program][what]:.0f}"
                for what in ("requests", "statements", "commits", "signatures")
            )
            for program in ("vault", "bank")
        ]
        cells = [f"{ms:.1f} ({ms / call_ms:.1f})" for ms in whole]
        table.append([name, *cells, *done])
    return report.table(head, table)


def _cell(load: dict[str, float]) -> str:
    return f"{load['per_second']:,.0f} ({load['p99_ms']:.0f})"


if __name__ == "__main__":
    raise SystemExit(main())
