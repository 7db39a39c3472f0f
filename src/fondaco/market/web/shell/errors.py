"""What the error pages say: what happened, what was not done, what one can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fondaco.market.web.shell.links import LINKS

STATUSES = (400, 403, 404, 413, 429, 500, 503)


@dataclass(frozen=True, slots=True)
class Known:
    """The words of one error page; ``actions`` are buttons with title and url."""

    title: str
    text: str
    not_done: str
    actions: Sequence[dict[str, Any]]


def known(status: int, variant: str = "") -> Known:
    """The words for an HTTP status (0 for no connection), in the active language."""
    home = {"title": _("Go to the start page"), "url": LINKS["home"]}
    again = {"title": _("Try again"), "url": ""}
    words = {
        (0, ""): (
            _("You are not connected"),
            _("We cannot reach Fondaco from here. What you saw before may be out of date."),
            _("Nothing was bought, sent or changed while you were offline."), [again]),
        (400, ""): (
            _("We could not read what was sent"),
            _("The address or the form was cut off or changed on its way."),
            _("Nothing was changed."), [home]),
        (403, ""): (
            _("This is not open to you"),
            _("You are signed in with an account that may not see this page. "
              "If you should be able to, ask who runs the account, or sign in with another."),
            _("Nothing was changed."), [home]),
        (403, "csrf"): (
            _("This page was open too long"),
            _("For your safety a form is good for one sign-in only. Go back, load the page "
              "again and send it once more. What you wrote may still be in the fields."),
            _("Nothing was sent or paid."), [again, home]),
        (404, ""): (
            _("There is nothing at this address"),
            _("It may have been sold, withdrawn or mistyped. If a message led you here, check "
              "that it really came from us."),
            "", [
                {"title": _("Search the shop"), "url": LINKS["search"]},
                {"title": _("Is this really Fondaco?"), "url": LINKS["official"]}]),
        (413, ""): (
            _("That file is too large"),
            _("Pictures may be up to 10 MB each. Make it smaller, or send fewer at once."),
            _("Nothing was uploaded."), [again]),
        (429, ""): (
            _("That was too often in a short time"),
            _("We slow down to keep guessing machines out. Wait a minute, then try again."),
            _("Nothing was changed."), [again]),
        (500, ""): (
            _("Something broke on our side"),
            _("We have been told about it. If you were paying, look at your orders first: "
              "what stands there is what happened."),
            _("We do not charge twice: a payment sent again is recognised."), [
                {"title": _("See your orders"), "url": LINKS["orders"]}, home]),
        (503, ""): (
            _("We are very busy, or at work on the house"),
            _("Come back in a minute. Orders, deadlines and money are kept meanwhile."),
            _("What you just asked for was not done."), [again]),
        (503, "in_doubt"): (
            _("We have no answer yet"),
            _("Another office did not answer in time. We ask again by ourselves and show the "
              "result here; there is no need to repeat it."),
            _("Nothing is done twice, even if you try again."), [
                {"title": _("See your orders"), "url": LINKS["orders"]}]),
    }  # fmt: skip
    return Known(*words.get((status, variant), words[(500, "")]))
