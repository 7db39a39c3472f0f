"""Which names a credit transfer can carry. Pure.

SEPA's transfers carry the Latin letters of ISO 20022's basic set; banks write other Latin
letters, Greek and Cyrillic in them (EPC217-08). What is neither would arrive as nothing or
as another name, and the payee's bank compares names.
"""

import unicodedata

LONGEST = 70
"""ISO 20022 Max70Text."""

_MARKS = frozenset(" /-?:().,'+&’–")
_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})


def unfit_in(name: str) -> str:
    """The characters that no transfer carries, each once, in order; empty when all may stay."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(dict.fromkeys(each for each in composed if not _is_fit(each)))


def is_fit(name: str) -> bool:
    """Whether a transfer can carry the name: characters, length, and at least one letter."""
    composed = unicodedata.normalize("NFC", name)
    has_letter = any(_is_letter(each) for each in composed)
    return has_letter and len(composed) <= LONGEST and not unfit_in(composed)


def _is_fit(character: str) -> bool:
    is_digit = character.isascii() and character.isdigit()
    return is_digit or character in _MARKS or _is_letter(character)


def _is_letter(character: str) -> bool:
    if not ("\u0041" <= character <= "\u052f" or "\u1e00" <= character <= "\u1fff"):
        return False
    script = unicodedata.name(character, "").partition(" ")[0]
    return unicodedata.category(character) in {"Lu", "Ll"} and script in _SCRIPTS
