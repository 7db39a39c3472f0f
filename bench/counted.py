"""Vault or practice bank with the work of each request counted; served in their WSGI's place.

``GET /bench/counts`` tells what was done since it was last asked, by door: calls, milliseconds
(with and without the time spent waiting for another program), processor time of the thread,
statements, commits, signatures made and checked, and calls to other programs.
"""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.urls import Resolver404, resolve

from fondaco.kernel import wire

served = get_wsgi_application()
_own = threading.local()
_lock = threading.Lock()
_doors: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))


def _count(name: str, by: float = 1.0) -> None:
    found = getattr(_own, "found", None)
    if found is not None:
        found[name] += by


def _counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        _count(name)
        return function(*args, **kwargs)

    return run


def _timed(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            _count("waited_ms", 1_000 * (time.perf_counter() - started))
            _count("calls_out")

    return run


def _statement(execute: Callable[..., Any], *args: Any) -> Any:
    _count("statements")
    return execute(*args)


def _count_statements(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    if _statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(_statement)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the program does, and write down what it took."""
    if environ["PATH_INFO"] == "/bench/counts":
        with _lock:
            told = json.dumps(_doors)
            _doors.clear()
        start_response("200 OK", [("Content-Type", "application/json")])
        return [told.encode()]
    _own.found = found = defaultdict(float)
    started, started_cpu = time.perf_counter(), time.thread_time()
    try:
        return served(environ, start_response)
    finally:
        found["ms"] = 1_000 * (time.perf_counter() - started)
        found["own_ms"] = found["ms"] - found["waited_ms"]
        found["cpu_ms"] = 1_000 * (time.thread_time() - started_cpu)
        found["requests"] = 1
        _own.found = None
        with _lock:
            door = _doors[_door(environ)]
            for name, value in found.items():
                door[name] += value


def _door(environ: dict[str, Any]) -> str:
    try:
        route = str(resolve(environ["PATH_INFO"]).route)
    except Resolver404:
        route = "unknown"
    return f"{environ['REQUEST_METHOD']} {route}"


connection_created.connect(_count_statements)
BaseDatabaseWrapper._commit = _counting("commits", BaseDatabaseWrapper._commit)  # type: ignore[attr-defined]  # not in the stubs
wire._sign = _counting("signatures", wire._sign)
wire._verify = _counting("checks", wire._verify)
wire.Client._call = _timed(wire.Client._call)  # type: ignore[method-assign]
