"""How a refusal looks: a page for people, a problem document for programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fondaco.kernel.errors import Refusal
from fondaco.kernel.wire import problem


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal in the form that the asker reads."""
    if request.path.endswith(".json"):
        return problem(refusal)
    return render(request, "shell/refused.html", {"refusal": refusal}, status=refusal.status)
