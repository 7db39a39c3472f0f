"""The bank's front."""

from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """Whether the program answers."""
    return JsonResponse({"program": "bank", "ok": True})
