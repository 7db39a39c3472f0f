"""What our mails say about money that a buyer owes us."""

from django.utils.translation import gettext_lazy as _

from fondaco.market.messaging.text import Text

_OWED = "/you/owed/"
_SEE = _("See what it is for")

OWED: dict[str, Text] = {
    "debt_arisen": Text(
        _("You owe %(amount)s for order %(reference)s"),
        (
            _(
                "%(amount)s of order %(reference)s were paid to you, and are not yours any more: a"
                " decision was changed on appeal, or your bank paid the same money out to you."
            ),
            _(
                "Your next refunds and your credit pay it by themselves. You can transfer it too,"
                " or tell us why you do not owe it: the page below says how."
            ),
        ),
        _SEE,
        _OWED,
    ),
    "debt_collected": Text(
        _("%(amount)s of your credit paid what you owed"),
        (
            _(
                "%(amount)s were taken from your credit for what you owed us, the oldest first."
                " The page below says what is left, if anything."
            ),
        ),
        _SEE,
        _OWED,
    ),
    "debt_kept": Text(
        _("Our answer about what you owe for order %(reference)s"),
        (
            _("We have read why you do not agree. It stays owed; the reasons stand on the page."),
            _("From now on your refunds and your credit pay it again."),
        ),
        _("Read the answer"),
        _OWED,
    ),
    "debt_unanswered": Text(
        _("What you owe for order %(reference)s stays owed"),
        (
            _(
                "You told us why you do not agree, and nobody here answered in the time we have"
                " for it. Without an answer it stays owed."
            ),
            _("From now on your refunds and your credit pay it again."),
        ),
        _SEE,
        _OWED,
    ),
    "debt_dropped": Text(
        _("You do not owe us anything for order %(reference)s any more"),
        (_("You were right, or we let it go: the reasons stand on the page."),),
        _("Read the answer"),
        _OWED,
    ),
    "credit_added": Text(
        _("Your transfer of %(amount)s has come"),
        (
            _(
                "%(amount)s that you transferred stand as your credit now. What you owe is paid"
                " from it first."
            ),
        ),
        _("See your credit"),
        "/you/credit/",
    ),
}
