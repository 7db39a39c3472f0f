"""How passwords are kept and which are good enough."""

import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from fondaco.market.members.strength import Advice, advise

HASHES_AT_ONCE = 2
_slots = threading.BoundedSemaphore(HASHES_AT_ONCE)


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (OWASP's parameters for it).

    At most two run at once in a process, so that a flood of sign-ins waits instead of taking
    all of the machine's memory.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _slots:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _slots:
            return super().verify(password, encoded)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to do: the hash itself carries its cost, and older ones are made again."""


class StrengthValidator:
    """Django's validator over :func:`fondaco.market.members.strength.advise`."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ``ValidationError`` with the advice when the password is not good enough."""
        advice = assess(password, user)
        if not advice.good_enough:
            raise ValidationError([*advice.problems], code="password_weak")

    def get_help_text(self) -> str:
        return gettext(
            "At least 12 characters (8 once you have a second factor). A few unrelated words"
            " are easier to remember than symbols, and harder to guess."
        )


def assess(password: str, user: Any = None) -> Advice:
    """The advice for a password of ``user``, who may not exist yet."""
    inputs = [
        str(value) for name in ("email", "display_name") if (value := getattr(user, name, ""))
    ]
    return advise(password, about_the_person=inputs, has_second_factor=_has_second_factor(user))


def _has_second_factor(user: Any) -> bool:
    if user is None or getattr(user, "_state", None) is None or user._state.adding:
        return False
    from fondaco.market.members.queries import has_second_factor

    return has_second_factor(user.pk)
