"""How a parcel moves: one table. Pure.

labelled ─accepted─▶ accepted ─in_transit─▶ in_transit ─out_for_delivery─▶ out_for_delivery
                                                                              │ delivered
                                                                              ▼
                                                                          delivered
A parcel on its way may be returned or lost from any state; a small office may deliver
without every scan between.
"""

import re

from fondaco.kernel.errors import Refusal

SCANS = ("accepted", "in_transit", "out_for_delivery", "delivered", "returned", "lost")

NEXT: dict[str, tuple[str, ...]] = {
    # state               scans that may follow
    "labelled": ("accepted",),
    "accepted": ("in_transit", "out_for_delivery", "delivered", "returned", "lost"),
    "in_transit": ("out_for_delivery", "in_transit", "delivered", "returned", "lost"),
    "out_for_delivery": ("delivered", "in_transit", "returned", "lost"),
    "delivered": (),
    "returned": (),
    "lost": (),
}
STATES = frozenset(NEXT)

LONGEST_POSTCODE = 16
HEAVIEST_GRAMS = 70_000
COUNTRY = re.compile(r"[A-Z]{2}")


def may_follow(state: str, kind: str) -> None:
    """Raise :class:`Refusal` when a scan of this kind cannot come next."""
    if kind not in SCANS:
        raise Refusal(
            "scan_unknown",
            "There is no such scan.",
            not_done="Nothing was scanned.",
            next_step=f"Use one of: {', '.join(SCANS)}.",
            field="kind",
            status=400,
        )
    if kind not in NEXT[state]:
        raise Refusal(
            "scan_out_of_order",
            f"A parcel that is {state.replace('_', ' ')} cannot be {kind.replace('_', ' ')} next.",
            not_done="Nothing was scanned.",
            field="kind",
        )


def where(kind: str, origin: tuple[str, str], destination: tuple[str, str]) -> tuple[str, str]:
    """Postcode and country of a scan: the sender's until it is on the last round, then the
    address's; a parcel that came back is at the sender's."""
    return destination if kind in {"out_for_delivery", "delivered"} else origin


def tracking_number(serial: int) -> str:
    """``TR``, eight digits, a check digit, ``IT``: the form and check digit of UPU standard S10."""
    digits = f"{serial % 10**8:08}"
    weighted = sum(
        int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=True)
    )
    check = 11 - weighted % 11
    check = 0 if check == 10 else 5 if check == 11 else check
    return f"TR{digits}{check}IT"


def is_tracking_number(text: str) -> bool:
    """Whether a text has the form and the check digit of one of our numbers."""
    found = re.fullmatch(r"TR([0-9]{8})[0-9]IT", text)
    return found is not None and tracking_number(int(found[1])) == text
