"""Signed HTTP between programs, with mutual authentication and deadlines.

Each request and each answer carries an Ed25519-signed JWT that binds method, target, body
digest and a fresh id, in the manner of RFC 9449 (DPoP) and RFC 8037:
``Authorization: Fondaco <jwt>`` on the request, ``Fondaco-Signature: <jwt>`` on the answer.
A request is accepted once by a process, within :data:`MAX_AGE_S` of its making.
"""

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from fondaco.kernel import transaction
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.home import home
from fondaco.kernel.ids import new_id

MAX_AGE_S = 60
MAX_BODY_BYTES = 1_000_000
ALGORITHM = "Ed25519"
JsonView = Callable[..., dict[str, Any] | HttpResponse]


class PeerUnavailable(Exception):
    """The other program could not be reached: the call did not happen."""


class PeerRefused(Refusal):
    """The other program answered with a refusal; its code and words are kept."""


def make_keys(program: str) -> None:
    """Make the wire key pair of ``program`` under the home folder unless it is there."""
    private_path = _key_path(program, "private")
    if private_path.exists():
        return
    private_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = OKPKey.generate_key("Ed25519")
    private_path.touch(mode=0o600)
    private_path.write_text(json.dumps(key.as_dict(private=True)))
    _key_path(program, "public").write_text(json.dumps(key.as_dict(private=False)))


def _key_path(program: str, half: str) -> Path:
    return home() / "keys" / f"wire-{program}.{half}.jwk"


@lru_cache(maxsize=16)
def _key(program: str, half: str, _home: str) -> OKPKey:
    """Read once for each home that the environment names."""
    return OKPKey.import_key(json.loads(_key_path(program, half).read_text()))


def _sign(claims: dict[str, Any]) -> str:
    own = _key(settings.FONDACO_PROGRAM, "private", os.environ.get("FONDACO_HOME", ""))
    claims = claims | {"iss": settings.FONDACO_PROGRAM, "iat": int(time.time())}
    return jwt.encode({"alg": ALGORITHM}, claims, own, algorithms=[ALGORITHM])


def _verify(token: str, peer: str, expected: dict[str, Any]) -> dict[str, Any]:
    """The claims of a token signed by ``peer``; raises ``ValueError`` when anything differs."""
    try:
        key = _key(peer, "public", os.environ.get("FONDACO_HOME", ""))
        claims = jwt.decode(token, key, algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError, FileNotFoundError) as error:
        raise ValueError(f"signature not valid: {type(error).__name__}") from None
    for name, value in (expected | {"iss": peer, "aud": settings.FONDACO_PROGRAM}).items():
        if claims.get(name) != value:
            raise ValueError(f"claim {name} differs")
    if abs(time.time() - float(claims.get("iat", 0))) > MAX_AGE_S:
        raise ValueError("claim iat is out of range")
    return claims


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class _SeenOnce:
    """Request ids seen within the window, in two halves that take turns: no request pays for a
    clean-up of all.

    One set a process. Another process of the same program would take a captured request once
    more within the window; it finds nothing to do, since every write carries a key of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._older: set[str] = set()
        self._newer: set[str] = set()
        self._turned_at = time.monotonic()

    def first_time(self, request_id: str) -> bool:
        moment = time.monotonic()
        with self._lock:
            if moment - self._turned_at > 2 * MAX_AGE_S:
                self._older, self._newer = self._newer, set()
                self._turned_at = moment
            if request_id in self._newer or request_id in self._older:
                return False
            self._newer.add(request_id)
            return True


_seen = _SeenOnce()


class Client:
    """Calls one other program. Not inside a transaction: that raises ``RuntimeError``."""

    def __init__(self, peer: str, base_url: str, *, timeout_s: float = 10.0) -> None:
        self.peer = peer
        self.base_url = base_url.rstrip("/")
        self._http = httpx.Client(
            timeout=httpx.Timeout(timeout_s, connect=2.0),
            limits=httpx.Limits(max_keepalive_connections=8, max_connections=32),
            trust_env=False,
        )

    def get(self, path: str) -> dict[str, Any]:
        """GET a JSON object; raises as :meth:`post`."""
        return self._call("GET", path, b"")

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """POST a JSON object and return the answer's.

        Raises :class:`PeerUnavailable` when nothing was sent, :class:`PeerRefused` when the
        peer said no (4xx), :class:`InDoubt` when no trustworthy answer came.
        """
        return self._call("POST", path, json.dumps(body, separators=(",", ":")).encode())

    def _call(self, method: str, path: str, body: bytes) -> dict[str, Any]:
        if transaction.in_action():
            raise RuntimeError("no call to another program inside a transaction")
        request_id = str(new_id())
        token = _sign(
            {
                "aud": self.peer,
                "jti": request_id,
                "htm": method,
                "htu": unquote(path),
                "bsh": _digest(body),
            }
        )
        headers = {"Authorization": f"Fondaco {token}", "Content-Type": "application/json"}
        try:
            answer = self._http.request(method, self.base_url + path, content=body, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise PeerUnavailable(self.peer) from None
        except httpx.HTTPError as error:
            raise InDoubt(f"{self.peer}: {type(error).__name__}") from None
        return self._read(answer, request_id)

    def _read(self, answer: httpx.Response, request_id: str) -> dict[str, Any]:
        try:
            _verify(
                answer.headers.get("Fondaco-Signature", ""),
                self.peer,
                {"jti": request_id, "sta": answer.status_code, "bsh": _digest(answer.content)},
            )
            body = answer.json()
        except ValueError as error:
            raise InDoubt(f"{self.peer}: answer {answer.status_code}, {error}") from None
        if answer.status_code >= 500:
            raise InDoubt(f"{self.peer}: answer {answer.status_code}")
        if answer.status_code >= 400:
            raise PeerRefused(
                code=str(body.get("code", "refused")),
                what=str(body.get("title", "The request was refused.")),
                not_done=str(body.get("not_done", "")),
                next_step=str(body.get("next_step", "")),
                field=str(body.get("field", "")),
                status=answer.status_code,
                details=dict(body.get("details", {})),
            )
        return dict(body)


def problem(refusal: Refusal) -> JsonResponse:
    """A refusal as an RFC 9457 problem document."""
    body = {
        "type": "about:blank",
        "title": str(refusal.what),
        "status": refusal.status,
        "detail": str(refusal),
        "code": refusal.code,
        "not_done": str(refusal.not_done),
        "next_step": str(refusal.next_step),
        "field": refusal.field,
        "details": refusal.details,
    }
    return JsonResponse(body, status=refusal.status, content_type="application/problem+json")


_UNSIGNED = Refusal("signature_invalid", "The request is not signed as it must be.", status=401)
_NO_OBJECT = Refusal("body_invalid", "The body is not the JSON object it must be.", status=400)


def signed_by(*peers: str) -> Callable[[JsonView], Callable[..., HttpResponse]]:
    """Decorate a view ``(request, body: dict, …) -> dict`` that only ``peers`` may call.

    The view's refusals become problem documents; every answer is signed for the caller.
    """

    def decorate(view: JsonView) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            claims = _authenticate(request, peers)
            if claims is None:
                return problem(_UNSIGNED)
            try:
                body = json.loads(request.body) if request.body else {}
                if not isinstance(body, dict):
                    raise ValueError
                result = view(request, body, *args, **kwargs)
                answer = result if isinstance(result, HttpResponse) else JsonResponse(result)
            except Refusal as refusal:
                answer = problem(refusal)
            except (ValueError, RecursionError):
                answer = problem(_NO_OBJECT)
            answer["Fondaco-Signature"] = _sign(
                {
                    "aud": claims["iss"],
                    "jti": claims["jti"],
                    "sta": answer.status_code,
                    "bsh": _digest(answer.content),
                }
            )
            return answer

        run.signed_by = peers  # type: ignore[attr-defined]
        return run

    return decorate


def _authenticate(request: HttpRequest, peers: tuple[str, ...]) -> dict[str, Any] | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Fondaco" or int(request.headers.get("Content-Length") or 0) > MAX_BODY_BYTES:
        return None
    expected = {
        "htm": request.method,
        # Percent-encoding is not signed: Django writes a path in its own way, not as it was sent.
        "htu": unquote(request.get_full_path()),
        "bsh": _digest(request.body),
    }
    for peer in peers:
        try:
            claims = _verify(token, peer, expected)
        except ValueError:
            continue
        return claims if _seen.first_time(str(claims["jti"])) else None
    return None
