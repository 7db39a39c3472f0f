"""Signed HTTP: the right peer, the right request, once, and an answer that is for it."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from fondaco.kernel import wire
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.transaction import action

Answer = Callable[[httpx.Request], httpx.Response]


@wire.signed_by("market")
def double(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    if body.get("number") == 13:
        raise Refusal("unlucky", "Thirteen is not doubled.", field="number", status=422)
    return {"number": body["number"] * 2}


@pytest.fixture(autouse=True)
def keys(settings: Any) -> None:
    for name in ("market", "vault", "stranger"):
        wire.make_keys(name)
    settings.FONDACO_PROGRAM = "market"
    return


def as_program(settings: Any, name: str, view: Callable[..., HttpResponse]) -> Answer:
    """An in-process peer: hands the request to the view as the named program."""

    def answer(request: httpx.Request) -> httpx.Response:
        settings.FONDACO_PROGRAM = name
        try:
            django_request = RequestFactory().generic(
                request.method,
                request.url.raw_path.decode(),
                request.content,
                content_type="application/json",
                headers={"Authorization": request.headers["Authorization"]},
            )
            given = view(django_request)
        finally:
            settings.FONDACO_PROGRAM = "market"
        return httpx.Response(given.status_code, content=given.content, headers=dict(given.items()))

    return answer


def client(answer: Answer, peer: str = "vault") -> wire.Client:
    made = wire.Client(peer, "http://peer")
    made._http = httpx.Client(transport=httpx.MockTransport(answer))
    return made


def test_a_signed_call_is_answered(settings: Any) -> None:
    assert client(as_program(settings, "vault", double)).post("/x", {"number": 4}) == {"number": 8}


def test_a_refusal_keeps_its_code_and_field(settings: Any) -> None:
    with pytest.raises(wire.PeerRefused) as refused:
        client(as_program(settings, "vault", double)).post("/x", {"number": 13})
    assert (refused.value.code, refused.value.field, refused.value.status) == (
        "unlucky",
        "number",
        422,
    )


def test_a_repeated_request_is_refused(settings: Any) -> None:
    seen: list[httpx.Request] = []
    answer = as_program(settings, "vault", double)

    def remember(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer(request)

    client(remember).post("/x", {"number": 1})
    assert answer(seen[0]).status_code == 401


@pytest.mark.parametrize("change", ["body", "path", "signature", "peer"])
def test_a_changed_request_is_refused(settings: Any, change: str) -> None:
    answer = as_program(settings, "vault", double)
    statuses: list[int] = []

    def tamper(request: httpx.Request) -> httpx.Response:
        content, path = request.content, request.url.raw_path.decode()
        token = request.headers["Authorization"]
        if change == "body":
            content = json.dumps({"number": 5}).encode()
        elif change == "path":
            path = "/y"
        elif change == "signature":
            token = token[:-4] + "AAAA"
        else:
            settings.FONDACO_PROGRAM = "stranger"
            token = "Fondaco " + wire._sign({"aud": "vault", "jti": "1"})
        changed = httpx.Request(
            "POST", f"http://peer{path}", content=content, headers={"Authorization": token}
        )
        given = answer(changed)
        statuses.append(given.status_code)
        return given

    with pytest.raises(InDoubt):
        client(tamper).post("/x", {"number": 4})
    assert statuses == [401]


def test_an_answer_that_is_not_signed_for_the_call_is_in_doubt() -> None:
    with pytest.raises(InDoubt):
        client(lambda _: httpx.Response(200, json={"number": 8})).post("/x", {"number": 4})


def test_silence_is_doubt_and_a_closed_door_is_not() -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("", request=request)

    def closed(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("", request=request)

    with pytest.raises(InDoubt):
        client(silent).post("/x", {})
    with pytest.raises(wire.PeerUnavailable):
        client(closed).post("/x", {})


@pytest.mark.django_db
def test_no_call_is_made_inside_a_transaction(settings: Any) -> None:
    caller = client(as_program(settings, "vault", double))

    @action
    def inside() -> None:
        caller.post("/x", {"number": 1})

    with pytest.raises(RuntimeError):
        inside()


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff"])
def test_a_body_that_is_no_object_is_refused(settings: Any, body: bytes) -> None:
    token = wire._sign(
        {"aud": "vault", "jti": str(len(body)) + body.hex(), "htm": "POST", "htu": "/x",
         "bsh": wire._digest(body)}
    )  # fmt: skip
    request = httpx.Request(
        "POST", "http://peer/x", content=body, headers={"Authorization": f"Fondaco {token}"}
    )
    assert as_program(settings, "vault", double)(request).status_code == 400
