"""Numbers in a message: cards, accounts, wallets, telephones, in the forms people write. Pure.

Issuer ranges are those of ISO/IEC 7812 as the networks publish them; check digits are Luhn's
(cards), modulus 97 (IBAN, ISO 13616), double SHA-256 (Base58Check) and BCH codes (BIP 173, 350).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

import phonenumbers

Span = tuple[int, int]

_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFE0E, 0xFE0F, 0x20E3, 0xFEFF, 0x2060),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x00AD], "-")
_DIGIT_WORDS = {
    word: str(digit)
    for digit, spellings in enumerate(
        (
            "zero oh null cero zéro",
            "one eins uno un",
            "two zwei zwo dos deux",
            "three drei tres trois",
            "four vier cuatro quatre",
            "five fünf cinco cinq",
            "six sechs seis",
            "seven sieben siete sept",
            "eight acht ocho huit",
            "nine neun nueve neuf",
        )
    )
    for word in spellings.split()
}
_WORD_RUN = re.compile(
    r"\b(?:(?:double |triple )?(?:%s|\d)[\s,.\-]+){5,}(?:double |triple )?(?:%s|\d)\b"
    % (("|".join(_DIGIT_WORDS),) * 2),
    re.IGNORECASE,
)
_LOOK_ALIKE_RUN = re.compile(
    r"(?<![A-Za-z0-9])(?=(?:[^\d\s]*\d){6})[0-9OoIl|]{8,19}(?![A-Za-z0-9])"
)
_OWN_REFERENCE = re.compile(r"\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b", re.IGNORECASE)


def normalised(text: str) -> str:
    """One way of writing: NFKC, no invisible characters, ASCII digits, digit words as digits."""
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_DASHES)
    plain = "".join(
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char
        for char in plain
    )
    plain = _WORD_RUN.sub(lambda match: _spoken(match.group()), plain)
    return _LOOK_ALIKE_RUN.sub(
        lambda match: match.group().translate(str.maketrans("OoIl|", "00111")), plain
    )


def _spoken(run: str) -> str:
    digits: list[str] = []
    times = 1
    for word in re.split(r"[\s,.\-]+", run.lower()):
        if word in {"double", "triple"}:
            times = 2 if word == "double" else 3
            continue
        digits.append(_DIGIT_WORDS.get(word, word) * times)
        times = 1
    return "".join(digits)


def without(text: str, exempt_numbers: Iterable[str]) -> str:
    """The text with our own references and the exempt numbers blanked out."""
    text = _OWN_REFERENCE.sub(lambda match: " " * len(match.group()), text)
    for number in exempt_numbers:
        characters = [re.escape(char) for char in number if char.isalnum()]
        if len(characters) < 6:
            continue
        # A GTIN may be printed shorter or padded with zeros to fourteen digits.
        shape = r"(?<![0-9A-Za-z])0{0,6}" + r"[\s.\-]?".join(characters) + r"(?![0-9A-Za-z])"
        text = re.sub(shape, lambda match: " " * len(match.group()), text, flags=re.IGNORECASE)
    return text


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text of equal length with the spans replaced by blanks."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# --- cards --------------------------------------------------------------------------------

_ISSUERS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("4", "4", (16, 18, 19)),  # Visa; its 13-digit form is obsolete, and is a GTIN's length
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),  # Mastercard
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),  # American Express
    ("300", "305", (14, 16, 19)),  # Diners Club
    ("309", "309", (14, 16, 19)),
    ("36", "36", (14, 16, 19)),
    ("38", "39", (14, 16, 19)),
    ("3528", "3589", (16, 17, 18, 19)),  # JCB
    ("6011", "6011", (16, 19)),  # Discover
    ("644", "649", (16, 19)),
    ("65", "65", (16, 19)),
    ("62", "62", (16, 17, 18, 19)),  # UnionPay
    ("81", "82", (16, 17, 18, 19)),  # UnionPay, RuPay
    ("60", "60", (16,)),  # RuPay
    ("2200", "2204", (16, 17, 18, 19)),  # Mir
    ("9792", "9792", (16,)),  # Troy
    ("5018", "5018", (16, 18, 19)),  # Maestro and national debit cards
    ("5019", "5020", (16, 18, 19)),
    ("5038", "5038", (16, 18, 19)),
    ("56", "58", (16, 18, 19)),
    ("6304", "6304", (16, 18, 19)),
    ("67", "67", (16, 18, 19)),
    ("50", "50", (16,)),
)
_DIGIT_RUN = re.compile(r"\d(?:[ \t\r\n.,\-_/|*:;()\[\]+~'\"]{0,3}\d)+")
_EXPIRY_TAIL = re.compile(r"(?:0[1-9]|1[0-2])\d{2}(?:\d{3,4})?\Z")


def is_card_number(digits: str) -> bool:
    """Whether these digits have a network's range and length and Luhn's check digit."""
    return (
        any(
            len(digits) in lengths and first <= digits[: len(first)] <= last
            for first, last, lengths in _ISSUERS
        )
        and _passes_luhn(digits)
        and len(set(digits)) > 1
    )


def _passes_luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def has_card_number(text: str) -> bool:
    """Whether a card number stands in normalised text, however it is grouped."""
    for run in _DIGIT_RUN.findall(text):
        groups = re.findall(r"\d+", run)
        if any(_is_long_with_tail(group) or is_card_number(group) for group in groups):
            return True
        if any(is_card_number(candidate) for candidate in _joined(groups)):
            return True
    return False


def _is_long_with_tail(group: str) -> bool:
    """A card number with expiry and code written behind it without a blank."""
    return len(group) > 19 and any(
        is_card_number(group[:length]) and _EXPIRY_TAIL.match(group[length:]) for length in (15, 16)
    )


def _joined(groups: Sequence[str]) -> Iterable[str]:
    """Ways to read groups as one number: all of them, or neighbours that look printed so."""
    if not _is_a_row_of_steps(groups):
        yield "".join(groups)
    for start in range(len(groups)):
        total = ""
        for position, group in enumerate(groups[start : start + 19]):
            total += group
            if len(total) > 19:
                break
            taken = groups[start : start + position + 1]
            if (
                len(total) >= 14
                and (
                    min(map(len, taken)) >= 3
                    or _are_alike(taken)
                    # the last group of a number is often the short one
                    or (min(map(len, taken[:-1])) >= 4 and len(taken) > 2)
                )
            ):
                yield total


def _are_alike(groups: Sequence[str]) -> bool:
    return len({len(group) for group in groups}) == 1 and not _is_a_row_of_steps(groups)


def _is_a_row_of_steps(groups: Sequence[str]) -> bool:
    """Sizes and years: 38 39 40 41 … is no card number."""
    if len(groups) < 4:
        return False
    steps = {int(later) - int(earlier) for earlier, later in pairwise(groups)}
    return len(steps) == 1 and steps != {0}


# --- bank accounts ------------------------------------------------------------------------

_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2}[ .\-]?\d{2}(?:[ .\-]?[A-Za-z0-9]){10,30})")


_IBAN_COUNTRIES = {
    15: "NO",
    16: "BE",
    18: "AX DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE GG IE IM JE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "AO CV GW LY MZ PT ST",
    26: "DZ IR IS TR",
    27: "BI BL CF CG CM DJ FR GA GF GP GQ GR IT KM MC MF MG MQ MR NC PF PM RE SM TD TF WF YT",
    28: "AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
"""Length to countries, from SWIFT's IBAN registry and what other countries' banks use."""

_IBAN_LENGTHS = {
    country: length
    for length, countries in _IBAN_COUNTRIES.items()
    for country in countries.split()
}


def iban_spans(text: str) -> list[Span]:
    """Where a valid IBAN stands, printed in groups or not, in either case."""
    found: list[Span] = []
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        if length is None:
            continue
        compact, end = "", match.start()
        for end in range(match.start(), match.end()):
            if text[end].isalnum():
                compact += text[end].upper()
            if len(compact) == length:
                break
        if len(compact) == length and _modulus_97(compact) == 1:
            found.append((match.start(), end + 1))
    return found


def _modulus_97(iban: str) -> int:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97


# --- wallets ------------------------------------------------------------------------------

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58_WORD = re.compile(r"(?<![A-Za-z0-9])[13LMDTX9A][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])")
_BECH32_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:bc|ltc)1[02-9ac-hj-np-z]{11,71}(?![A-Za-z0-9])", re.I
)
_ETHEREUM_WORD = re.compile(r"(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])")
_MONERO_WORD = re.compile(r"(?<![A-Za-z0-9])[48][1-9A-HJ-NP-Za-km-z]{94}(?![A-Za-z0-9])")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def wallet_spans(text: str) -> list[Span]:
    """Where a crypto wallet's address stands; check digits are tried where there are any."""
    found = [match.span() for match in _ETHEREUM_WORD.finditer(text)]
    found += [match.span() for match in _MONERO_WORD.finditer(text)]
    found += [m.span() for m in _BASE58_WORD.finditer(text) if _is_base58check(m.group())]
    found += [m.span() for m in _BECH32_WORD.finditer(text) if _is_bech32(m.group())]
    return sorted(found)


def _is_base58check(word: str) -> bool:
    number = 0
    for char in word:
        number = number * 58 + _BASE58.index(char)
    if number.bit_length() > 200:
        return False
    raw = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def _is_bech32(word: str) -> bool:
    if word.lower() != word and word.upper() != word:
        return False
    human, _one, data = word.lower().rpartition("1")
    values = [ord(char) >> 5 for char in human] + [0] + [ord(char) & 31 for char in human]
    checksum = 1
    for value in values + [_BECH32.index(char) for char in data]:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            checksum ^= factor if top >> bit & 1 else 0
    return checksum in {1, 0x2BC830A3}


# --- telephones ---------------------------------------------------------------------------

_PHONE_SHAPE = re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d(?:[ \t.\-/()]{0,3}\d){6,14}(?![\w]|[.,]\d)")
_AMERICAN = re.compile(r"(?<!\d)\(?[2-9]\d\d\)?[ .\-][2-9]\d\d[ .\-]\d{4}(?!\d)")
_CONTACT = re.compile(
    r"\b(?:call|phone|ring|text me|tel|telephone|telefon\w*|mobile|mobil|handy\w*|cell|number is"
    r"|my number|nummer|whats ?app|wa|signal|viber|telegram|sms|ll[aá]m\w+|m[oó]vil|n[uú]mero"
    r"|portable|appel\w+|anrufen|ruf\w*|contact me)\b",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"\b(?:order|bestell\w*|tracking|sendung\w*|parcel|paket\w*|invoice|rechnung\w*|gtin|ean|isbn"
    r"|upc|serial|model|sku|article|artikel\w*|part|item|reference|ref|batch|pedido|commande"
    r"|seguimiento|n[ºo°]\.?)\W{0,3}(?:\w+\W{1,3}){0,2}\Z",
    re.IGNORECASE,
)
_CONTACT_REACH = 40


def has_phone_number(text: str) -> bool:
    """Whether a telephone number stands in normalised text.

    International and trunk forms are taken at once where numbering plans allow them; a bare
    row of digits only beside words about calling.
    """
    if _AMERICAN.search(text):
        return True
    return any(_is_phone(text, match) for match in _PHONE_SHAPE.finditer(text))


def _is_phone(text: str, match: re.Match[str]) -> bool:
    written = match.group()
    before = text[max(0, match.start() - _CONTACT_REACH) : match.start()]
    if _NOT_A_PHONE.search(before):
        return False
    digits = re.sub(r"\D", "", written)
    if written.startswith(("+", "00")):
        return _is_possible("+" + digits.removeprefix("00"))
    around = before + " " + text[match.end() : match.end() + _CONTACT_REACH]
    if _CONTACT.search(around):
        return 7 <= len(digits) <= 15
    return digits.startswith("0") and not digits.startswith("00") and 9 <= len(digits) <= 12


def _is_possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
