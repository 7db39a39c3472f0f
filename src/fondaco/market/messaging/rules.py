"""When a message may be delivered, and who waits for whom. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.text import marked as _

MAX_LENGTH = 4_000
SIDES = ("buyer", "seller")
WINDOW = timedelta(minutes=10)
MAX_IN_WINDOW = 30
"""A person writes no more messages than this in ten minutes; a script might."""


class Found(Protocol):
    """One finding of a screening: its kind, what to say of it, what to do."""

    @property
    def kind(self) -> str: ...
    @property
    def what(self) -> Any: ...
    @property
    def next_step(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """A screening's verdict (pass, warn, refuse) and its findings, as values."""

    verdict: str
    findings: tuple[Found, ...]


def cleaned(text: str) -> str:
    """The text without blanks around it; refuses an empty or overlong one."""
    plain = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise Refusal(
            "message_empty", _("There is nothing in this message."), field="text", status=422
        )
    if len(plain) > MAX_LENGTH:
        raise Refusal(
            "message_too_long",
            _("A message has at most 4,000 characters."),
            not_done=_("It was not sent."),
            next_step=_("Split it in two."),
            field="text",
            status=422,
        )
    return plain


def admit(verdict: Verdict, *, blocked_by: str) -> tuple[str, ...]:
    """What the reader is warned of: kinds of findings. Refuses what must not be delivered.

    ``blocked_by`` is the side that wants no more messages, or empty.
    """
    if blocked_by:
        raise NotAllowed(
            _("This conversation is closed: one side wants no more messages."),
            code="conversation_blocked",
            next_step=_("If an order is concerned, open its page and ask for help there."),
        )
    if verdict.verdict == "refuse":
        first = verdict.findings[0]
        raise Refusal(
            "message_refused",
            first.what,
            not_done=_("It was not sent, and we have not kept it."),
            next_step=first.next_step,
            field="text",
            status=422,
            details={"findings": [found.kind for found in verdict.findings]},
        )
    return tuple(found.kind for found in verdict.findings)


def check_pace(written_in_window: int) -> None:
    """Refuse one message too many for :data:`WINDOW`."""
    if written_in_window >= MAX_IN_WINDOW:
        raise Refusal(
            "too_many_messages",
            _("You have written very many messages in the last minutes."),
            not_done=_("This one was not sent."),
            next_step=_("Wait ten minutes, then send it again."),
            field="text",
            status=429,
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """Since when a buyer waits for the seller's answer, and whether one was ever given."""

    asked_at: datetime | None
    has_answered: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a message means for the response time: ``asked_at`` to now, if it answers."""

    asked_at: datetime | None
    is_first_answer: bool


def after_message(clock: Clock, side: str, now: datetime) -> tuple[Clock, Answer]:
    """The response clock after a message by ``side``, and what that message answered."""
    if side == "buyer":
        return Clock(clock.asked_at or now, clock.has_answered), Answer(None, False)
    answer = Answer(clock.asked_at, clock.asked_at is not None and not clock.has_answered)
    return Clock(None, clock.has_answered or clock.asked_at is not None), answer
