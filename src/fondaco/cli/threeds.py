"""``fondaco threeds check``: what a 3-D Secure message would be answered with. Needs no database,
no running program and no installation."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fondaco.threeds.checking import Verdict, judge
from fondaco.threeds.codes import ErrorComponent
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.validation import NOTHING_KNOWN
from fondaco.threeds.wire import MAX_PRES_BYTES, parse

VALID, REFUSED, UNREADABLE = 0, 1, 2
STANDARD_INPUT = "-"
RECEIVERS = {
    "3ds-server": ErrorComponent.SERVER,
    "acs": ErrorComponent.ACS,
    "directory": ErrorComponent.DIRECTORY,
}


class Unreadable(Exception):
    """A file that could not be read, or that is no message to compare with."""


def add_to(commands: Any) -> None:
    """Teach the command line the ``threeds`` command."""
    threeds = commands.add_parser("threeds", help="work with 3-D Secure messages")
    verbs = threeds.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser(
        "check",
        help="say of each message whether it is valid, or which Erro it would get",
        description="Judges 3-D Secure messages (JSON, one a file) of versions "
        f"{' and '.join(SUPPORTED)}. Exit status: 0 all valid, 1 some refused, 2 not readable.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a message; - is standard input")
    check.add_argument(
        "--request",
        metavar="FILE",
        help="an earlier message of the same transaction, best the AReq: what is required, and "
        "which identifiers fit, is judged by it",
    )
    check.add_argument(
        "--version",
        choices=SUPPORTED,
        action="append",
        help="take this version only (may be given twice; default: all)",
    )
    check.add_argument(
        "--receiver",
        choices=sorted(RECEIVERS),
        help="who judges (default: whoever stands at the end of the message's way); the directory "
        "server wants authenticationMethod in an RReq, which it does not pass on",
    )
    check.add_argument("--json", action="store_true", help="one JSON object a line")


def threeds(options: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    status = VALID
    try:
        request = NOTHING_KNOWN if options.request is None else _request(options.request)
        for name in options.files:
            verdict = judge(
                _read(name),
                request=request,
                versions=tuple(options.version or SUPPORTED),
                receiver=RECEIVERS.get(options.receiver),
            )
            print(_as_json(name, verdict) if options.json else _as_text(name, verdict))
            if not verdict.valid:
                status = REFUSED
    except Unreadable as error:
        print(f"fondaco threeds check: {error}", file=sys.stderr)
        return UNREADABLE
    return status


def _read(name: str) -> bytes:
    """At most one byte more than any message may have, so that too much is seen as too much."""
    most = MAX_PRES_BYTES + 1
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    try:
        with Path(name).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror or 'can not be read'}") from None


def _request(name: str) -> dict[str, object]:
    raw = _read(name)
    try:
        content = parse(raw, max_bytes=MAX_PRES_BYTES)
    except ProtocolError as error:
        raise Unreadable(f"{name}: {error.detail}, so nothing can be compared with it") from None
    verdict = judge(raw)
    if verdict.message_type is None or verdict.version is None:
        raise Unreadable(f"{name}: not a message of a supported type and version")
    return content


def _as_text(name: str, verdict: Verdict) -> str:
    said = " ".join(part for part in (verdict.message_type, verdict.version) if part)
    head = f"{name}: {said}".rstrip()
    if verdict.error is None:
        return f"{head} valid"
    error = verdict.error
    told = f"{head} Erro {error.code.value} [{error.detail}] {error.description}"
    others = [
        f"{finding.code.value} {finding.field}"
        for finding in verdict.findings
        if finding.code is not error.code
    ]
    return f"{told} Also: {', '.join(dict.fromkeys(others))}." if others else told


def _as_json(name: str, verdict: Verdict) -> str:
    error = verdict.error
    content: dict[str, object] = {
        "file": name,
        "valid": verdict.valid,
        "messageType": verdict.message_type,
        "messageVersion": verdict.version,
        "errorCode": None if error is None else error.code.value,
        "errorDetail": None if error is None else error.detail,
        "errorDescription": None if error is None else error.description,
        "findings": [
            {"field": finding.field, "errorCode": finding.code.value}
            for finding in verdict.findings
        ],
        "erro": None if verdict.erro is None else dict(verdict.erro),
    }
    return json.dumps(content, ensure_ascii=False)
