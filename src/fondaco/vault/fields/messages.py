"""Why an encrypted message was not taken, for the person who sent it."""

from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal


def unreadable(code: str) -> Refusal:
    """The refusal for a reason of :class:`fondaco.vault.fields.jwe.Unreadable`."""
    if code in {"key_unknown", "message_stale"}:
        what = _("This page has been open for too long.")
    else:
        what = _("The card details arrived damaged.")
    return Refusal(
        code,
        what,
        not_done=_("Nothing was stored and nothing was charged."),
        next_step=_("Load the page again and enter the card once more."),
        status=413 if code == "message_too_large" else 400,
    )
