"""The page with the switches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.bank.faults.actions import set_switch
from fondaco.bank.faults.queries import switches
from fondaco.kernel.errors import Refusal


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the switches, or turn one."""
    if request.method == "POST":
        seconds = request.POST.get("seconds", "5")
        try:
            set_switch(
                name=request.POST.get("name", ""),
                on=request.POST.get("on") == "1",
                seconds=int(seconds) if seconds.isascii() and seconds.isdigit() else 0,
            )
            messages.success(request, _("The switch is turned."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("faults_page")
    return render(request, "faults/page.html", {"switches": switches()})
