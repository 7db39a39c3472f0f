"""What people may report, what we look at by ourselves, and what an answer needs. Pure."""

from collections.abc import Mapping

from fondaco.kernel.errors import Refusal
from fondaco.kernel.text import marked as _

ABOUT = ("listing", "seller", "review", "other")
MAX_TEXT = 4_000
MAX_ANSWER = 2_000

REASONS: Mapping[str, str] = {
    "counterfeit": _("It is a counterfeit, or uses a brand or pictures without right"),
    "illegal": _("It may not be sold, or what is said is against the law"),
    "unsafe": _("It is dangerous"),
    "fraud": _("It looks like fraud"),
    "privacy": _("It shows private data"),
    "other": _("Something else"),
}

SIGNAL_KINDS: Mapping[str, str] = {
    "pay_outside": _("A message speaks of paying outside Fondaco"),
    "iban": _("A message carries a bank account number"),
    "wallet": _("A message carries a wallet address"),
    "phone": _("A message carries a telephone number"),
    "email": _("A message carries an e-mail address"),
    "handle": _("A message asks to go on in another messenger"),
    "not_genuine": _("A buyer says that it is not genuine"),
    "own_shop": _("Somebody who works for the shop has reviewed it"),
}
"""What is noted for a person to look at. None of them changes anything by itself."""


def check_notice(about: str, reason: str, text: str) -> None:
    """A notice says what it is about, why, and in some words."""
    if about not in ABOUT or reason not in REASONS:
        raise Refusal(
            "notice_invalid",
            _("Choose what is wrong."),
            not_done=_("Your report was not sent."),
            field="reason",
            status=422,
        )
    if len(text.strip()) < 20:
        raise Refusal(
            "notice_short",
            _("Tell us in a sentence or two what is wrong, so that we can look."),
            not_done=_("Your report was not sent."),
            field="text",
            status=422,
        )
    if len(text) > MAX_TEXT:
        raise Refusal(
            "notice_long",
            _("This is longer than there is room for."),
            not_done=_("Your report was not sent."),
            next_step=_("Make it shorter."),
            field="text",
            status=422,
        )


def check_answer(answer: str) -> None:
    """An answer has its reasons, whichever way it goes (DSA article 17)."""
    if not 20 <= len(answer.strip()) <= MAX_ANSWER:
        raise Refusal(
            "answer_needs_reasons",
            _("An answer gives its reasons, in at most 2,000 characters."),
            not_done=_("Nothing was sent."),
            field="answer",
            status=422,
        )
