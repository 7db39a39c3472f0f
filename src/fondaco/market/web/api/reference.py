"""The reference page: the OpenAPI document as people read it, in our own design."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fondaco.market.web.api.api import describe


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation by resource: method, path, what it takes and what it gives."""
    document = describe()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", ["other"])[0]
            groups.setdefault(tag, []).append(_told(path, method, operation, document))
    context = {"groups": groups, "version": document["info"]["version"]}
    return render(request, "api/reference.html", context)


def _told(
    path: str, method: str, operation: dict[str, Any], document: dict[str, Any]
) -> dict[str, Any]:
    bodies: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    body = next(iter(bodies.items()), None)
    good = next(answer for status, answer in operation["responses"].items() if status < 300)
    answers: dict[str, Any] = good.get("content", {})
    given: dict[str, Any] = next((each["schema"] for each in answers.values()), {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": _plain(operation.get("description") or operation["summary"]),
        "needs_sign_in": bool(operation.get("security")),
        "parameters": [
            {
                "name": each["name"],
                "place": each["in"],
                "required": each["required"],
                "type": _type(each["schema"]),
                "text": _plain(each.get("description", "")),
            }
            for each in operation.get("parameters", ())
        ],
        "media_type": body[0] if body else "",
        "takes": _members(body[1]["schema"], document) if body else [],
        "gives_name": _type(given),
        "gives": _members(given, document),
    }


def _members(schema: dict[str, Any], document: dict[str, Any]) -> list[dict[str, Any]]:
    found = schema
    if "$ref" in schema:
        found = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    required = set(found.get("required", ()))
    return [
        {
            "name": name,
            "type": _type(each),
            "required": name in required,
            "text": _plain(each.get("description", "")),
        }
        for name, each in found.get("properties", {}).items()
    ]


def _plain(text: str) -> str:
    return text.replace("`", "")


def _type(schema: dict[str, Any]) -> str:
    """A schema in a word or two: ``uuid``, ``list of OrderLine``, ``"a" | "b"``."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "anything")
