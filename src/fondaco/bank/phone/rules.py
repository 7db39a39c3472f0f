"""Telephone numbers and what a message may be. Pure."""

import re

from fondaco.kernel.errors import Refusal

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
LONGEST_TEXT = 1000


def e164(number: str) -> str:
    """The number as ``+`` and 7 to 15 digits; raises :class:`Refusal` for anything else."""
    digits = re.sub(r"[\s().-]", "", number).removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        raise Refusal(
            "number_invalid",
            "The telephone number is not an international one.",
            not_done="No message was delivered.",
            next_step="Write it as + and 7 to 15 digits.",
            field="number",
            status=400,
        )
    return f"+{digits}"


def code_in(text: str) -> str | None:
    """The six-digit code that a message carries, if it carries just one."""
    found = CODE.findall(text)
    return found[0] if len(found) == 1 else None
