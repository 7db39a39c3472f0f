"""Reading a bank statement, ISO 20022 camt.053 of any version. Pure.

A statement comes from outside, so that a document type or an entity in it is refused before
anything is read: neither belongs in a statement, and both are how an XML reader is attacked.
Names are compared without their namespace, which differs by version; a line may name its
parties and references in the ways of versions 02 to 10.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from xml.parsers import expat

from fondaco.money.amount import BadAmount, parse_amount
from fondaco.money.currency import CURRENCIES

MOST_BYTES = 20_000_000


class BadStatement(ValueError):
    """The document is no statement that can be trusted; the text says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One booked entry. ``amount_minor`` is positive for credits; ``code`` joins the bank
    transaction code's parts by ``/``; texts are empty where the bank gave none. The servicer
    reference is the bank's own number of the transaction; the creditor reference is ours, as
    the payer gave it (ISO 11649 where it is one)."""

    position: int
    amount_minor: int
    currency: str
    booked_date: date
    code: str
    end_to_end_id: str
    bank_reference: str
    counterparty: str
    remittance: str
    servicer_reference: str = ""
    creditor_reference: str = ""
    counterparty_iban: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A day of one account: lines of all its currencies, balances by currency in minor units.

    ``iban`` is empty when the bank had nothing at all to state.
    """

    iban: str
    opening: dict[str, int]
    closing: dict[str, int]
    lines: tuple[Line, ...]


def read(document: bytes) -> Statement:
    """Read a statement; raises :class:`BadStatement`."""
    root = _tree(document)
    statements = _all(root, "Stmt")
    ibans = {_text(statement, "Acct/Id/IBAN") for statement in statements}
    if _name(root) != "Document" or len(ibans) > 1 or "" in ibans:
        raise BadStatement("not the statement of one account")
    opening: dict[str, int] = {}
    closing: dict[str, int] = {}
    lines: list[Line] = []
    for statement in statements:
        for balance in _children(statement, "Bal"):
            kind = _text(balance, "Tp/CdOrPrtry/Cd")
            amount_minor, currency = _amount(balance)
            if kind in {"OPBD", "PRCD"}:
                opening[currency] = amount_minor
            elif kind == "CLBD":
                closing[currency] = amount_minor
        for entry in _children(statement, "Ntry"):
            if _status(entry) == "BOOK":
                lines.extend(_lines(entry, len(lines)))
    return Statement(next(iter(ibans), ""), opening, closing, tuple(lines))


def _tree(document: bytes) -> ET.Element:
    if len(document) > MOST_BYTES:
        raise BadStatement("too large")

    def refuse(*_: object) -> int:
        raise BadStatement("a document type or an entity has no place in a statement")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(document, True)
        return ET.fromstring(document)  # noqa: S314 checked above: no document type, no entity
    except (expat.ExpatError, ET.ParseError, LookupError) as error:
        raise BadStatement(f"not well-formed: {type(error).__name__}") from None


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> list[ET.Element]:
    return [child for child in element if _name(child) == name]


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if _name(element) == name]


def _find(element: ET.Element | None, path: str) -> ET.Element | None:
    for name in path.split("/"):
        if element is None:
            return None
        element = next(iter(_children(element, name)), None)
    return element


def _text(element: ET.Element | None, *paths: str) -> str:
    """The text at the first of the paths that has any, with its spaces put in order."""
    for path in paths:
        found = _find(element, path)
        if found is not None and found.text and found.text.strip():
            return re.sub(r"\s+", " ", found.text.strip())
    return ""


def _status(entry: ET.Element) -> str:
    return _text(entry, "Sts/Cd", "Sts") or "BOOK"


def _amount(element: ET.Element) -> tuple[int, str]:
    """Signed minor units and the currency."""
    found = _find(element, "Amt")
    currency = found.get("Ccy", "") if found is not None else ""
    sign = {"CRDT": 1, "DBIT": -1}.get(_text(element, "CdtDbtInd"))
    if found is None or currency not in CURRENCIES or sign is None:
        raise BadStatement("an amount without its currency or its direction")
    try:
        return sign * parse_amount(found.text or "", currency).amount_minor, currency
    except BadAmount:
        raise BadStatement("an amount is no amount") from None


def _lines(entry: ET.Element, first: int) -> list[Line]:
    """One line an entry, or one a transaction where the bank breaks a batch down.

    A card settlement stays one line: its parts are the acquirer's, with no reference of ours.
    """
    amount_minor, currency = _amount(entry)
    booked = _text(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    try:
        booked_date = date.fromisoformat(booked[:10])
    except ValueError:
        raise BadStatement("an entry without its date") from None
    details = [
        detail for group in _children(entry, "NtryDtls") for detail in _children(group, "TxDtls")
    ]
    amounts = [amount_minor]
    if len(details) > 1 and "/MCRD/" in _code(entry):
        details = []
    if len(details) > 1:
        try:
            amounts = [_amount(detail)[0] for detail in details]
        except BadStatement:
            amounts = []
        if sum(amounts) != amount_minor:
            details, amounts = [], [amount_minor]
    return [
        Line(
            position=first + offset,
            amount_minor=amounts[offset],
            currency=currency,
            booked_date=booked_date,
            code=_code(detail) or _code(entry),
            end_to_end_id=_text(detail, "Refs/EndToEndId"),
            bank_reference=_text(detail, "Refs/AcctSvcrRef")
            or _text(entry, "NtryRef", "AcctSvcrRef"),
            counterparty=_party(detail, amount_minor),
            remittance=_text(detail, "RmtInf/Ustrd", "AddtlTxInf") or _text(entry, "AddtlNtryInf"),
            # One transaction of an entry has a number of its own, or the entry's if it is alone.
            servicer_reference=_text(detail, "Refs/AcctSvcrRef")
            or ("" if len(details) > 1 else _text(entry, "AcctSvcrRef")),
            creditor_reference=_text(
                detail, "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef"
            ),
            counterparty_iban=_account(detail, amount_minor),
        )
        for offset, detail in enumerate(details or [None])
    ]


def _code(element: ET.Element | None) -> str:
    parts = (
        _text(element, "BkTxCd/Domn/Cd"),
        _text(element, "BkTxCd/Domn/Fmly/Cd"),
        _text(element, "BkTxCd/Domn/Fmly/SubFmlyCd"),
        _text(element, "BkTxCd/Prtry/Cd"),
    )
    return "/".join(part for part in parts if part)


def _party(detail: ET.Element | None, amount_minor: int) -> str:
    # The payee stays the payee when a transfer comes back, so that the other role is looked at too.
    roles = ("Dbtr", "Cdtr") if amount_minor > 0 else ("Cdtr", "Dbtr")
    paths = [f"RltdPties/{role}/{path}" for role in roles for path in ("Pty/Nm", "Nm")]
    return _text(detail, *paths)


def _account(detail: ET.Element | None, amount_minor: int) -> str:
    roles = ("Dbtr", "Cdtr") if amount_minor > 0 else ("Cdtr", "Dbtr")
    found = _text(detail, *[f"RltdPties/{role}Acct/Id/IBAN" for role in roles])
    return found.replace(" ", "").upper()
