"""The directory server's one door."""

from typing import Any

from django.http import HttpRequest

from fondaco.bank.directory.relay import answer
from fondaco.bank.faults.wrap import feels
from fondaco.kernel.wire import signed_by


@signed_by("vault")
@feels("directory")
def messages(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """One 3-D Secure message in, its answer out. The raw body is judged, so that a name that
    stands twice is seen."""
    return dict(answer(request.body))
