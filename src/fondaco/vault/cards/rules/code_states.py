"""Whether a card may be charged without its security code. One table, pure.

    wanted ──code entered──▶ held ──read──▶ judged ──approved──▶ proven
      ▲                        │               │──soft decline──▶ excused ──read──▶ judged
      └──────time is up────────┘               └──declined, not sent──▶ wanted

A card tester who has no code gets nowhere by leaving it out: without an approval that carried
the code, it is asked for each time. A soft decline judged the lack of authentication, not the
code, which is gone by then: it excuses exactly the next authorization.

A device's number (Google Pay, Apple Pay) comes with a cryptogram in the code's place, held in the
same way. It is good for one authorization, whatever the answer: after it the card is ``spent``.
"""

from enum import StrEnum

from fondaco.kernel.errors import Refusal


class CodeState(StrEnum):
    """Where a card stands with its security code."""

    WANTED = "wanted"
    HELD = "held"
    JUDGED = "judged"
    EXCUSED = "excused"
    PROVEN = "proven"
    SPENT = "spent"


class CodeEvent(StrEnum):
    """What happens to it."""

    ENTERED = "entered"
    NOT_ON_CARD = "not_on_card"
    READ = "read"
    EXPIRED = "expired"
    APPROVED = "approved"
    DECLINED = "declined"
    SOFT_DECLINED = "soft_declined"
    CRYPTOGRAM_READ = "cryptogram_read"
    CRYPTOGRAM_EXPIRED = "cryptogram_expired"


STEPS: dict[tuple[CodeState, CodeEvent], CodeState] = {
    (CodeState.WANTED, CodeEvent.ENTERED): CodeState.HELD,
    (CodeState.WANTED, CodeEvent.NOT_ON_CARD): CodeState.PROVEN,
    (CodeState.HELD, CodeEvent.ENTERED): CodeState.HELD,
    (CodeState.HELD, CodeEvent.READ): CodeState.JUDGED,
    (CodeState.HELD, CodeEvent.EXPIRED): CodeState.WANTED,
    (CodeState.JUDGED, CodeEvent.APPROVED): CodeState.PROVEN,
    (CodeState.JUDGED, CodeEvent.DECLINED): CodeState.WANTED,
    (CodeState.JUDGED, CodeEvent.SOFT_DECLINED): CodeState.EXCUSED,
    (CodeState.JUDGED, CodeEvent.ENTERED): CodeState.HELD,
    (CodeState.EXCUSED, CodeEvent.READ): CodeState.JUDGED,
    (CodeState.EXCUSED, CodeEvent.ENTERED): CodeState.HELD,
    (CodeState.PROVEN, CodeEvent.READ): CodeState.PROVEN,
    (CodeState.PROVEN, CodeEvent.ENTERED): CodeState.HELD,
    (CodeState.HELD, CodeEvent.CRYPTOGRAM_READ): CodeState.SPENT,
    (CodeState.HELD, CodeEvent.CRYPTOGRAM_EXPIRED): CodeState.SPENT,
}


def after(state: CodeState, event: CodeEvent) -> CodeState:
    """The next state. News that changes nothing in this state (a late decline, say) leaves it.

    Raises :class:`Refusal` ``security_code_needed`` for reading where a code must come first, and
    ``wallet_confirmation_needed`` where a cryptogram must.
    """
    following = STEPS.get((state, event))
    if following is not None:
        return following
    if event is CodeEvent.CRYPTOGRAM_READ:
        raise wallet_confirmation_needed()
    if event is CodeEvent.READ:
        raise Refusal(
            "security_code_needed",
            "The security code of this card is no longer kept here.",
            not_done="The card was not charged.",
            next_step="Enter the security code again.",
            field="security_code",
        )
    return state


def wallet_confirmation_needed() -> Refusal:
    """For a device's number without a cryptogram: it was used, or its time is up."""
    return Refusal(
        "wallet_confirmation_needed",
        "The confirmation on your device is used or too old.",
        not_done="The card was not charged.",
        next_step="Confirm with the wallet again, or use another card.",
    )
