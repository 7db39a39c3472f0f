"""Words as search knows them, on every engine the same. Pure.

A text becomes small plain terms (accents and case folded, English plurals reduced, Chinese and
Japanese cut into single signs), so that an engine needs no language of its own and a user's
quotes and operators never reach one.
"""

import re
import unicodedata
from collections.abc import Iterable

MAX_QUERY_TERMS = 12
MAX_TERM = 32
MENDED_FROM = 4
"""Shorter words are not mended: too many others are one slip away."""

_WORD = re.compile(r"[0-9a-z]+|[^\W\d_a-z]+", re.UNICODE)
_CUT_INTO_SIGNS = (("぀", "ヿ"), ("㐀", "䶿"), ("一", "鿿"), ("豈", "﫿"))
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def terms(text: str) -> list[str]:
    """The terms of a text, in order, with repetitions."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    found: list[str] = []
    for word in _WORD.findall(plain):
        if any(low <= word[0] <= high for low, high in _CUT_INTO_SIGNS):
            found.extend(word)
        else:
            found.append(singular(word)[:MAX_TERM])
    return found


def query_terms(text: str) -> list[str]:
    """The distinct terms of what a person typed, at most twelve."""
    return list(dict.fromkeys(terms(text[:200])))[:MAX_QUERY_TERMS]


def singular(word: str) -> str:
    """An English plural reduced; other words, and words where a final s belongs, unchanged."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def mendable(term: str) -> bool:
    """Whether a term is a word that may have been mistyped (not a number, not too short)."""
    return len(term) >= MENDED_FROM and term.isalpha()


def twists(term: str) -> set[str]:
    """The term whole and with each one letter left out."""
    return {term, *(term[:place] + term[place + 1 :] for place in range(len(term)))}


def query_twists(term: str) -> set[str]:
    """What a mistyped term may share with the right one: long ones, with two letters left out."""
    found = twists(term)
    if len(term) >= 7:
        found |= {shorter for once in found for shorter in twists(once)}
    return found


def slips(left: str, right: str, most: int) -> int:
    """Optimal string alignment distance (insert, delete, replace, swap neighbours).

    Returns ``most + 1`` as soon as it is certain to be more than ``most``.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return last[-1]


def allowed_slips(term: str) -> int:
    """How many slips a word of this length may hold: one, or two from eight letters on."""
    return 1 if len(term) < 8 else 2


def nearest(term: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """The best of (word, listings that have it): fewest slips, same first letter, commonest."""
    most = allowed_slips(term)
    best: tuple[int, bool, int, str] | None = None
    for word, documents in candidates:
        distance = slips(term, word, most)
        if distance > most:
            continue
        rank = (distance, word[0] != term[0], -documents, word)
        if best is None or rank < best:
            best = rank
    return best[3] if best else None
