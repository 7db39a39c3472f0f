"""ISO 8583 data element 39: what an issuer's answer means. Pure.

``state`` is what an authorization becomes. ``advice`` is what a person can do: ``retry``,
``another_card``, ``call_bank``, ``check_details``, ``authenticate``. Codes that would tell a card
tester which part of his guess was right (14, 54, 63, 82, N7 …) share one text.
"""

from dataclasses import dataclass

APPROVED = "approved"
DECLINED = "declined"
SOFT_DECLINED = "soft_declined"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one response code means here; the words for ``advice`` are in ``acquirers.words``."""

    state: str
    advice: str


def _declined(advice: str, *codes: str) -> dict[str, Meaning]:
    return {code: Meaning(DECLINED, advice) for code in codes}


MEANINGS: dict[str, Meaning] = {
    "00": Meaning(APPROVED, ""),
    # Strong authentication is missing: Visa and Mastercard say it in different numbers.
    "1A": Meaning(SOFT_DECLINED, "authenticate"),
    "65": Meaning(SOFT_DECLINED, "authenticate"),
    **_declined("call_bank", "01", "02", "05", "41", "43", "59", "62", "04", "07", "34", "75"),
    **_declined("another_card", "57", "58", "12", "15", "46", "78", "93"),
    **_declined("funds", "51", "61"),
    **_declined("check_details", "14", "54", "55", "63", "82", "N7"),
    **_declined("retry", "19", "68", "91", "96", "06", "92"),
    **_declined("not_possible", "03", "13", "30", "94"),
}
UNKNOWN_CODE = Meaning(DECLINED, "another_card")


def meaning(code: str) -> Meaning:
    """What the code means; one nobody here knows is a decline."""
    return MEANINGS.get(code, UNKNOWN_CODE)
