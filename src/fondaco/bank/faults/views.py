"""The page with the switches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.bank.faults.actions import all_off, set_switch
from fondaco.bank.faults.queries import switches
from fondaco.bank.faults.rules import MOST_MINUTES, USUAL_MINUTES
from fondaco.kernel.errors import Refusal


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the switches, or turn one, or all off."""
    if request.method == "GET":
        return render(
            request,
            "faults/page.html",
            {
                "switches": switches(),
                "usual_minutes": USUAL_MINUTES,
                "most_minutes": MOST_MINUTES,
            },
        )
    try:
        if request.POST.get("name") == "all":
            all_off()
            messages.success(request, _("Nothing goes wrong on purpose any more."))
        else:
            on = request.POST.get("on") == "1"
            set_switch(
                name=request.POST.get("name", ""),
                on=on,
                seconds=_number(request.POST.get("seconds", "5")),
                minutes=_number(request.POST.get("minutes", str(USUAL_MINUTES))),
            )
            messages.success(request, _("It is on.") if on else _("It is off."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("faults_page")


def _number(text: str) -> int:
    """The number typed; 0, which no switch takes, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
