"""The API itself: its resources, its description, and how its OpenAPI document is made."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from fondaco.market.web.api import problems
from fondaco.market.web.api.access import NAMESPACE
from fondaco.market.web.api.door import PROBLEM_STATUSES
from fondaco.market.web.api.resources import (
    account,
    cart,
    cases,
    catalogue,
    checkouts,
    comparing,
    conversations,
    desk,
    imports,
    orders,
    reviews,
    sellers,
    shop,
)

DESCRIPTION = """\
What the pages of Fondaco do, for programs.

**Ways in.** An API key in `Authorization: Bearer …`, made by a signed-in member under
*You → API keys* with the scopes it needs; or a browser's session, whose writes carry the CSRF
token in `X-CSRFToken`. A key never may more than its member.

**Writes** carry an `Idempotency-Key` that you make up for each act. Sent again within 24 hours,
the act is done once and its answer is given again.

**Lists** have `next_cursor`; hand it back as `cursor` for the next page.

**Amounts** are whole minor units of a currency (ISO 4217): 1299 and EUR are €12.99.

**Errors** are problem documents (RFC 9457) with a stable `code` and, for faulty members,
`errors` with `field` and `message`.

**Card numbers never come here.** They are encrypted to the vault's key and posted to the vault,
which gives a token.
"""


class Api(NinjaAPI):
    """Documents problems under their own media type."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The OpenAPI 3.1 document."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in document["paths"].values():
            for operation in operations.values():
                for body in operation.get("requestBody", {}).get("content", {}).values():
                    if body["schema"].get("title") == "MultiPartBodyParams":
                        body["schema"]["title"] = "Form"
                for status, answer in operation["responses"].items():
                    if status in PROBLEM_STATUSES and "content" in answer:
                        answer["content"] = {
                            problems.MEDIA_TYPE: answer["content"]["application/json"]
                        }
        _as_markdown(document["paths"])
        _as_markdown(document["components"])
        return document

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The function's own name: unique, and what the generated client calls it."""
        return str(operation.view_func.__name__)


def _as_markdown(part: Any) -> None:
    """OpenAPI's descriptions are Markdown; docstrings mark code with two backticks."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "description" and isinstance(value, str):
                part[name] = " ".join(value.split()).replace("``", "`")
            else:
                _as_markdown(value)
    elif isinstance(part, list):
        for value in part:
            _as_markdown(value)


def make_api() -> Api:
    """The API with all its resources."""
    made = Api(
        title="Fondaco API",
        version="1.0.0",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url="/openapi.json",
        urls_namespace=NAMESPACE,
        # Paths are relative to the origin; the document is the same in every installation.
        servers=[],
    )
    problems.install(made)
    for name, resource in (
        ("catalogue", catalogue),
        ("catalogue", comparing),
        ("sellers", sellers),
        ("reviews", reviews),
        ("cart", cart),
        ("checkout", checkouts),
        ("orders", orders),
        ("messages", conversations),
        ("cases", cases),
        ("shop", shop),
        ("imports", imports),
        ("desk", desk),
        ("account", account),
    ):
        made.add_router("", resource.router, tags=[name])
    return made


api = make_api()


def describe(request: HttpRequest | None = None) -> dict[str, Any]:
    """The OpenAPI document as plain data."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))
