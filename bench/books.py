"""``python -m bench.books``: postings, and deadlines among millions, against pgbench's TPC-B.

One PostgreSQL with durable commits. The posting's own SQL runs under pgbench, as pgledger's does
when its folder is given by ``--pgledger FOLDER`` (its SQL is read from there and never kept
here); then the Python action, one transfer at a time and a hundred in an entry. Prints a
table, writes ``bench/results/books-<time>.json``, and with ``--publish`` ``bench/README.md``.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from bench import report
from bench.market import MARKET, SCRIPTED, fill, make_databases
from fondaco.cli.programs import Installation, free_ports
from fondaco.cli.setup import set_up
from tests.postgresql import _programs, server_url

CLIENTS = 8
SECONDS = 6
ACCOUNTS = 1_000
LISTINGS = 1_000
SQL = Path(__file__).parent / "sql"
WAITING = (10_000, 1_000_000, 10_000_000)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.books", description=__doc__)
    options.add_argument("--pgledger", type=Path, help="folder of pgledger.sql and its vendor/")
    options.add_argument("--waiting", type=int, nargs="+", default=WAITING, help="deadlines")
    options.add_argument("--publish", action="store_true", help="write bench/README.md too")
    options.add_argument("--note", default="", help="said with the figures, such as: a trial")
    chosen = options.parse_args()
    make_databases("postgresql")
    found: dict[str, Any] = {
        "at": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
        "note": chosen.note,
        "load_before": os.getloadavg()[0],
    }
    with tempfile.TemporaryDirectory(prefix="fondaco-bench-") as folder:
        installation = Installation(home=Path(folder), first_port=free_ports(6))
        set_up(installation, print)
        found["tpcb"] = {count: _tpcb(count) for count in (1, CLIENTS)}
        found["sql"] = _posting_sql()
        if chosen.pgledger:
            found["pgledger"] = _pgledger(chosen.pgledger)
        found["action"] = _inside(installation, "actions", str(SECONDS))
        found["filled_in_s"] = fill(installation, LISTINGS)
        found["orders"] = _inside(installation, "orders")
        print(f"orders: {found['orders']}", flush=True)
        found["deadlines"] = {}
        for waiting in sorted(chosen.waiting):
            found["deadlines"][waiting] = _inside(installation, "deadlines", str(waiting))
            print(f"{waiting:,} deadlines: {found['deadlines'][waiting]}", flush=True)
    print(told(found))
    path = Path(__file__).parent / "results" / f"books-{found['at'].replace(' ', 'T')}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=1) + "\n")
    if chosen.publish:
        report.write_between("books", told(found))
    return 0


def _database(name: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(server_url(name, durable=True), autocommit=True)


def _tpcb(clients: int) -> float:
    """pgbench's own TPC-B at scale 10."""
    with _database("postgres") as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'tpcb'").fetchone()
        if not known:
            connection.execute("CREATE DATABASE tpcb")
            _pgbench("tpcb", "-i", "-q", "-s", "10")
    return _rate(_pgbench("tpcb", "-c", str(clients), "-j", "2", "-T", str(SECONDS)))


def _posting_sql() -> dict[str, float]:
    """The statements that a posting makes, prepared, by as many clients as ``CLIENTS``.

    ``many``: from one order's escrow to one seller's balance, each of a thousand. ``hot``: from
    such an escrow to the platform's fee, an account that everybody shares.
    """
    with _database("market") as connection:
        connection.execute((SQL / "accounts.sql").read_text().replace(":accounts", str(ACCOUNTS)))
    return {
        name: _rate(_script("market", SQL / f"post_{name}.sql", "-M", "prepared"))
        for name in ("many", "hot")
    }


def _pgledger(folder: Path) -> dict[str, float]:
    """The same with pgledger's functions: a thousand accounts, and one that all move to."""
    with _database("postgres") as connection:
        connection.execute("CREATE DATABASE pgledger")
    with _database("pgledger") as connection:
        for file in [*sorted((folder / "vendor").glob("*.sql")), folder / "pgledger.sql"]:
            connection.execute(file.read_text())
        connection.execute(
            "CREATE TABLE numbered AS SELECT n, (SELECT id FROM pgledger_create_account("
            "'a' || n, 'EUR')) AS id FROM generate_series(1, %s::int) AS n",
            [ACCOUNTS],
        )
        connection.execute("CREATE UNIQUE INDEX ON numbered (n)")
        connection.execute("ANALYZE")
    return {
        name: _rate(_script("pgledger", SQL / f"pgledger_{name}.sql", "-M", "prepared"))
        for name in ("many", "hot")
    }


def _script(database: str, file: Path, *more: str) -> str:
    return _pgbench(
        database,
        *("-n", "-f", str(file), "-D", f"accounts={ACCOUNTS}"),
        *("-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), *more),
    )


def _pgbench(database: str, *arguments: str) -> str:
    host = unquote(urlsplit(server_url(database, durable=True)).hostname or "")
    command = [str(_programs() / "pgbench"), "-h", host, "-U", "fondaco", *arguments, database]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"pgbench failed:\n{done.stderr}")
    return done.stdout


def _rate(said: str) -> float:
    match = re.search(r"tps = ([\d.]+)", said)
    failed = re.search(r"number of failed transactions: (\d+)", said)
    if not match or (failed and int(failed[1])):
        raise RuntimeError(f"pgbench failed:\n{said}")
    return float(match[1])


def _inside(installation: Installation, what: str, *arguments: str) -> dict[str, Any]:
    text = subprocess.run(
        [sys.executable, "-m", "bench.books_inside", what, *arguments],
        env=installation.environment()
        | {"DJANGO_SETTINGS_MODULE": MARKET.settings, "FONDACO_GATEWAY": SCRIPTED},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    found: dict[str, Any] = json.loads(text.strip().splitlines()[-1])
    return found


def told(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    tpcb, one = found["tpcb"][CLIENTS], found["tpcb"][1]
    peers = found.get("pgledger", {})
    rows = [
        ["pgbench TPC-B", f"{CLIENTS}", f"{tpcb:,.0f}", "1.00", ""],
        ["pgbench TPC-B", "1", f"{one:,.0f}", "1.00", ""],
    ]
    for name, words in (("many", "many accounts"), ("hot", "one hot account")):
        own, peer = found["sql"][name], peers.get(name)
        if peer:
            rows.append(
                [f"pgledger, {words}", f"{CLIENTS}", f"{peer:,.0f}", f"{peer / tpcb:.2f}", ""]
            )
        against = f"× {own / peer:.2f}" if peer else ""
        rows.append(
            [f"a posting's SQL, {words}", f"{CLIENTS}", f"{own:,.0f}", f"{own / tpcb:.2f}", against]
        )
    for name, each in found["action"].items():
        reference = tpcb if each["clients"] == CLIENTS else one
        rate = each["per_second"]
        rows.append([name, str(each["clients"]), f"{rate:,.0f}", f"{rate / reference:.2f}", ""])
    head = ["a second", "clients", "postings", "of TPC-B", "of pgledger"]
    order_head = [
        "whole orders a second",
        "clients",
        "orders",
        "of TPC-B",
        "p50 / p99 ms",
        "statements",
    ]
    orders = [
        [
            name,
            str(each["clients"]),
            f"{each['per_second']:,.1f}",
            f"{each['per_second'] / (tpcb if each['clients'] == CLIENTS else one):.4f}",
            f"{each['p50_ms']:.0f} / {each['p99_ms']:.0f}",
            str(each["statements"]),
        ]
        for name, each in found["orders"].items()
    ]
    first = next(iter(found["deadlines"].values()))
    waits = [
        [
            f"{int(waiting):,}",
            f"{each['fetch_ms']:.2f}",
            f"{each['fetch_ms'] / first['fetch_ms']:.2f}",
            f"{each['fired_per_second']:,.0f}",
        ]
        for waiting, each in found["deadlines"].items()
    ]
    wait_head = ["deadlines waiting", "200 due fetched, ms", "of the first", "fired a second"]
    parts = [
        f"{found['at']} UTC, PostgreSQL, {os.cpu_count()} cores, load before"
        f" {found['load_before']:.1f}. {found['note']}".strip(),
        report.table(head, rows),
        report.table(order_head, orders),
        report.table(wait_head, waits),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
