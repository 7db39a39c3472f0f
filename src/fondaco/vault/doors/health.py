"""Whether the vault is up, for whoever starts it."""

from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """Unsigned, and tells nothing but that."""
    return JsonResponse({"program": "vault", "ok": True})
