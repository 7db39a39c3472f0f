"""The bank's own error pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fondaco.bank.shell.pages import refused
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(
        request,
        Refusal(
            "request_invalid",
            _("The bank could not read what the browser sent."),
            not_done=_("Nothing was changed."),
            next_step=_("Go back and try again."),
            status=400,
        ),
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotAllowed(_("This page is not open to you.")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refused(
        request,
        Refusal(
            "form_expired",
            _("The form you sent was no longer valid."),
            not_done=_("Nothing was changed."),
            next_step=_("Go back, reload the page and send it again."),
            status=403,
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(
        request,
        NotFound(_("There is no such page at this bank."), next_step=_("Start at the home page.")),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return refused(
        request,
        Refusal(
            "fault",
            _("The bank could not finish this."),
            not_done=_("It may or may not have happened."),
            next_step=_("Look at your account before you try again."),
            status=500,
        ),
    )
