"""Errors for people: what happened, what was not done, what to do next."""

import dataclasses
from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):
    """Something asked for cannot be done; nothing was changed.

    ``code`` is stable and for programs (``snake_case``); ``what`` says what happened,
    ``not_done`` what was not done, ``next_step`` what the person can do. ``field`` names the
    form field or JSON member it belongs to, if any. ``status`` is the HTTP status that fits.
    """

    code: str
    what: str
    not_done: str = ""
    next_step: str = ""
    field: str = ""
    status: int = 409
    details: dict[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.what, self.not_done, self.next_step) if part)


class NotFound(Refusal):
    """The thing does not exist, or is not the asker's to know of."""

    def __init__(self, what: str, *, code: str = "not_found", next_step: str = "") -> None:
        super().__init__(code=code, what=what, next_step=next_step, status=404)


class NotAllowed(Refusal):
    """The actor may not do this, now or ever."""

    def __init__(self, what: str, *, code: str = "not_allowed", next_step: str = "") -> None:
        super().__init__(code=code, what=what, next_step=next_step, status=403)


class InDoubt(Exception):
    """A call to another program ended without an answer: it may or may not have happened.

    Never treat it as a failure: read the other side by the same key, or repeat the same key.
    """
