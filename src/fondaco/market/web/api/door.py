"""What every operation of the API has: problems documented, keys for writes, tags for reads."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Schema, Status
from ninja.utils import contribute_operation_args

from fondaco.kernel import idempotency
from fondaco.kernel.errors import Refusal
from fondaco.market.web.api.shapes import Problem
from fondaco.market.web.shell.access import visitor_of

PROBLEM_STATUSES = frozenset({400, 401, 403, 404, 409, 410, 412, 413, 422, 429, 503})
View = Callable[..., Any]


class Resource(Router):
    """A router whose operations state what they answer and are named by their path."""

    def read(self, path: str, shape: Any, **options: Any) -> Callable[[View], View]:
        """A GET operation that answers with ``shape``."""
        return self.get(path, response=_answers(200, shape), url_name=name_of(path), **options)

    def write(
        self, method: str, path: str, shape: Any, *, status: int = 200, **options: Any
    ) -> Callable[[View], View]:
        """An operation that changes something: it needs an ``Idempotency-Key``.

        The same key with the same request gets the stored answer for 24 hours; with another
        request it is refused. Refusals are not stored: the same key may try again.
        """

        def decorate(view: View) -> View:
            operation = self.api_operation(
                [method],
                path,
                response=_answers(status, shape),
                url_name=name_of(path),
                **options,
            )
            operation(_once(view, status))
            return view

        return decorate


def name_of(path: str) -> str:
    """The route's name: its path without converters, ``/orders/{order_id}``."""
    return path.replace("{uuid:", "{")


def _answers(status: int, shape: Any) -> dict[Any, Any]:
    return {status: shape, PROBLEM_STATUSES: Problem}


def _once(view: View, status: int) -> View:
    @wraps(view)
    def run(request: HttpRequest, **arguments: Any) -> Any:
        key = arguments.pop("idempotency_key")
        scope = f"api:{visitor_of(request).member_id}"
        digest = idempotency.fingerprint(request.method, request.get_full_path(), _body(request))
        known = idempotency.look_up(scope=scope, key=key, fingerprint=digest)
        if known is not None:
            return Status(known.status, known.body)
        # What the rooms get is one key for one request of one member.
        request.write_key = hashlib.sha256(  # type: ignore[attr-defined]  # this request only
            f"{scope}:{request.method}:{request.path}:{key}".encode()
        ).hexdigest()[:32]
        result = view(request, **arguments)
        body = result.model_dump(mode="json") if isinstance(result, Schema) else result
        idempotency.store(
            scope=scope,
            key=key,
            fingerprint=digest,
            answer=idempotency.Answer(status, body),
        )
        return Status(status, body)

    contribute_operation_args(
        run,
        "idempotency_key",
        str,
        Header(
            ...,
            alias="Idempotency-Key",
            min_length=1,
            max_length=255,
            description="Made up by the caller, one for each act: sent again, it is done once.",
        ),
    )
    return run


def _body(request: HttpRequest) -> str:
    """A digest of what was sent: the JSON, or each part of a form."""
    if request.content_type == "multipart/form-data":
        parts: list[Any] = sorted((name, request.POST.getlist(name)) for name in request.POST)
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                parts.append((name, file.name, hashlib.sha256(file.read()).hexdigest()))
                file.seek(0)
        return json.dumps(parts)
    return hashlib.sha256(request.body).hexdigest()


def write_key(request: HttpRequest) -> str:
    """The key under which a room does this write, 32 hexadecimal digits."""
    return str(request.write_key)  # type: ignore[attr-defined]  # set by the write's wrapper


def etag_of(shape: Schema) -> str:
    """The entity tag of a representation: it changes when anything in it does."""
    text = json.dumps(shape.model_dump(mode="json"), sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def tagged(request: HttpRequest, response: HttpResponse, shape: Schema) -> Any:
    """Answer with an ``ETag``, or 304 when the caller has this representation already."""
    tag = etag_of(shape)
    if tag in _tags(request, "If-None-Match"):
        return HttpResponse(status=304, headers={"ETag": tag})
    response["ETag"] = tag
    return shape


def check_match(request: HttpRequest, present: Callable[[], Schema]) -> None:
    """Refuse with 412 when ``If-Match`` names another representation than the present one."""
    wanted = _tags(request, "If-Match")
    if wanted and "*" not in wanted and etag_of(present()) not in wanted:
        raise Refusal(
            "changed_meanwhile",
            "It has changed since you read it.",
            not_done="Nothing was done.",
            next_step="Read it again and decide anew.",
            status=412,
        )


def _tags(request: HttpRequest, name: str) -> list[str]:
    return [part.strip() for part in request.headers.get(name, "").split(",") if part.strip()]
