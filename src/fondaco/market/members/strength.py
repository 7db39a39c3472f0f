"""Whether a password is good enough, and what would make it better. Pure.

The estimate is zxcvbn's (Wheeler, USENIX Security 2016), whose bundled lists of common
passwords, names and words are also what is refused outright.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

MINIMUM_LENGTH = 12
MINIMUM_LENGTH_WITH_SECOND_FACTOR = 8
MAXIMUM_LENGTH = 256
MINIMUM_SCORE = 3
_ESTIMATED_LENGTH = 72
"""zxcvbn's time grows with the length; the first 72 characters decide."""

_ADVICE = {
    "Use a few words, avoid common phrases": _("Use a few words that do not belong together."),
    "No need for symbols, digits, or uppercase letters": _(
        "Symbols, digits and capitals are not needed."
    ),
    "Add another word or two. Uncommon words are better.": _(
        "Add another word or two; uncommon ones are better."
    ),
    "Straight rows of keys are easy to guess": _("Rows of keys are easy to guess."),
    "Short keyboard patterns are easy to guess": _("Patterns on the keyboard are easy to guess."),
    'Repeats like "aaa" are easy to guess': _("Repeats such as “aaa” are easy to guess."),
    "Sequences like abc or 6543 are easy to guess": _(
        "Runs such as abc or 6543 are easy to guess."
    ),
    "Recent years are easy to guess": _("Recent years are easy to guess."),
    "Dates are often easy to guess": _("Dates are easy to guess."),
    "Names and surnames by themselves are easy to guess": _("Names alone are easy to guess."),
    "Common names and surnames are easy to guess": _("Names are easy to guess."),
    "A word by itself is easy to guess": _("One word alone is easy to guess."),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """``score`` 0 to 4; ``problems`` in words, empty when the password is good enough."""

    score: int
    problems: tuple[Any, ...]

    @property
    def good_enough(self) -> bool:
        return not self.problems


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # costs memory: loaded when first needed

    return frozenset(FREQUENCY_LISTS["passwords"])


def is_common(password: str) -> bool:
    """Whether it stands in the bundled list of common passwords, in any case."""
    return password.lower() in _common()


def advise(
    password: str, *, about_the_person: Sequence[str] = (), has_second_factor: bool = False
) -> Advice:
    """Judge a password. ``about_the_person``: name and e-mail, which must not be most of it."""
    from zxcvbn import zxcvbn

    if not password:
        return Advice(0, (_("Choose a password."),))
    shortest = MINIMUM_LENGTH_WITH_SECOND_FACTOR if has_second_factor else MINIMUM_LENGTH
    problems: list[Any] = []
    if len(password) < shortest:
        problems.append(
            _("Use at least %(least)d characters; this has %(have)d.")
            % {"least": shortest, "have": len(password)}
        )
    if len(password) > MAXIMUM_LENGTH:
        return Advice(0, (_("Use at most %d characters.") % MAXIMUM_LENGTH,))
    if is_common(password):
        problems.append(_("This is one of the passwords that are tried first."))
    words = [word for text in about_the_person for word in (text, *text.split("@")) if word]
    estimate = zxcvbn(password[:_ESTIMATED_LENGTH], user_inputs=words)
    score = int(estimate["score"])
    if score < MINIMUM_SCORE:
        feedback = estimate["feedback"]
        known = [
            _ADVICE[text]
            for text in (feedback["warning"], *feedback["suggestions"])
            if text in _ADVICE
        ]
        problems.extend(known or [_("It could be guessed too quickly: make it longer.")])
    return Advice(score, tuple(dict.fromkeys(problems)))
