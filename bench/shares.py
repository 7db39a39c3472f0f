"""Whose time a payment takes: the vault's, the practice bank's, or the load's own. Run inside.

``python -m bench.shares COUNT`` with the market's settings, against programs served by
:mod:`bench.counted`: one client does each kind of work ``COUNT`` times, and what both programs
counted is told beside what the client waited, for one time each, as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django
import httpx

from bench.paying import Payer

COUNTED = ("own_ms", "cpu_ms", "statements", "commits", "signatures", "checks", "calls_out")


def main(count: int) -> dict[str, Any]:
    """Each kind of work; milliseconds and counts are for one time."""
    payer = Payer()
    works: dict[str, Callable[[Payer], object]] = {
        "card put in": Payer.store_card,
        "whole payment, frictionless": Payer.pay,
        "whole payment with a one-time code": Payer.pay_challenged,
    }
    return {name: _shares(payer, work, count) for name, work in works.items()}


def _shares(payer: Payer, work: Callable[[Payer], object], count: int) -> dict[str, Any]:
    for _ in range(3):
        work(payer)
    _counts(payer)
    spent, encrypting = 0.0, 0.0
    started_cpu = time.process_time()
    for _ in range(count):
        started = time.perf_counter()
        told = work(payer)
        spent += told if isinstance(told, float) else time.perf_counter() - started
    load_cpu = time.process_time() - started_cpu
    doors = _counts(payer)
    started = time.perf_counter()
    for _ in range(count):
        payer.jwe()
    encrypting = time.perf_counter() - started
    found: dict[str, Any] = {
        program: {
            name: sum(door.get(name, 0.0) for door in each.values()) / count
            for name in (*COUNTED, "requests")
        }
        for program, each in doors.items()
    }
    found["ms"] = 1_000 * spent / count
    found["load"] = {
        "own_ms": found["ms"] - sum(found[program]["own_ms"] for program in doors),
        "cpu_ms": 1_000 * load_cpu / count,
        "encrypting_ms": 1_000 * encrypting / count,
    }
    found["doors"] = {
        program: {
            door: {name: value / count for name, value in counts.items()}
            for door, counts in each.items()
        }
        for program, each in doors.items()
    }
    return found


def _counts(payer: Payer) -> dict[str, dict[str, dict[str, float]]]:
    """What was counted since the last time, but for what the load does to read the phone."""
    clients = {"vault": payer.browser, "bank": payer.bank}
    found: dict[str, dict[str, dict[str, float]]] = {}
    for program, client in clients.items():
        answer: httpx.Response = client.get("/bench/counts").raise_for_status()
        found[program] = {
            door: counts for door, counts in answer.json().items() if " phone/" not in door
        }
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
