"""The log of reviews and decisions, for people and for programs that check it."""

from dataclasses import asdict
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fondaco.market.trust import proofs


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Can I check that no review was changed or taken away in silence?"""
    heads = proofs.heads()
    pairs = list(pairwise(heads))
    return render(request, "storefront/reviews/log.html", {"heads": heads, "pairs": pairs})


@require_safe
def proof(request: HttpRequest, review_id: UUID) -> JsonResponse:
    """The inclusion proof of one review, as JSON."""
    return _json(asdict(proofs.prove_inclusion(review_id)))


@require_safe
def consistency(request: HttpRequest, first: int, second: int) -> JsonResponse:
    """The proof that a newer log begins with an older one, as JSON."""
    return _json(asdict(proofs.prove_consistency(first, second)))


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"indent": 1})
