"""Writing a camt.053, the ISO 20022 statement of a day. Pure.

Version 001.001.08. An IBAN with several currencies has one statement (``Stmt``) for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fondaco.money.amount import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
BIC = "RIALIT2VXXX"

CODES = {
    # kind of line: domain, family, sub-family of ISO 20022 bank transaction codes
    "settlement": ("PMNT", "MCRD", "POSC"),
    "acquirer_cost": ("PMNT", "MCRD", "CHRG"),
    "transfer_out": ("PMNT", "ICDT", "ESCT"),
    "transfer_in": ("PMNT", "RCDT", "ESCT"),
    "transfer_returned": ("PMNT", "ICDT", "RRTN"),
}
USUAL_CODE = ("PMNT", "MCOP", "OTHR")


@dataclass(frozen=True, slots=True)
class Detail:
    """One transaction inside a line: a capture, a refund, a chargeback."""

    reference: str
    end_to_end_id: str
    amount_minor: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A booked line; positive comes in. ``creditor_reference`` is a structured one (ISO 11649),
    ``return_code`` an ISO reason of a return."""

    bank_reference: str
    kind: str
    amount_minor: int
    text: str
    end_to_end_id: str = ""
    counterparty: str = ""
    counterparty_iban: str = ""
    creditor_reference: str = ""
    return_code: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of one account in one currency."""

    account_id: str
    iban: str
    owner: str
    currency: str
    opening_minor: int
    closing_minor: int
    lines: Sequence[Line]


def write(*, day: date, made_at: datetime, message_id: str, days: Sequence[Day]) -> bytes:
    """The document as UTF-8 XML."""
    root = Element("Document", xmlns=NAMESPACE)
    body = SubElement(root, "BkToCstmrStmt")
    header = SubElement(body, "GrpHdr")
    _put(header, "MsgId", message_id)
    _put(header, "CreDtTm", made_at.isoformat(timespec="seconds"))
    for position, account in enumerate(days, start=1):
        _statement(body, day, made_at, f"{message_id}-{position}", account)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


def _statement(body: Element, day: date, made_at: datetime, name: str, account: Day) -> None:
    statement = SubElement(body, "Stmt")
    _put(statement, "Id", name)
    _put(statement, "ElctrncSeqNb", f"{day:%Y%j}")
    _put(statement, "CreDtTm", made_at.isoformat(timespec="seconds"))
    period = SubElement(statement, "FrToDt")
    _put(period, "FrDtTm", f"{day:%Y-%m-%d}T00:00:00Z")
    _put(period, "ToDtTm", f"{day:%Y-%m-%d}T23:59:59Z")
    account_node = SubElement(statement, "Acct")
    _put(account_node, "Id/IBAN", account.iban)
    _put(account_node, "Ccy", account.currency)
    _put(account_node, "Ownr/Nm", account.owner)
    _put(account_node, "Svcr/FinInstnId/BICFI", BIC)
    _balance(statement, "OPBD", account.opening_minor, account.currency, day)
    _balance(statement, "CLBD", account.closing_minor, account.currency, day)
    _summary(statement, account)
    for line in account.lines:
        _entry(statement, line, account.currency, day)


def _balance(statement: Element, code: str, amount_minor: int, currency: str, day: date) -> None:
    balance = SubElement(statement, "Bal")
    _put(balance, "Tp/CdOrPrtry/Cd", code)
    _amount(balance, amount_minor, currency)
    _put(balance, "Dt/Dt", day.isoformat())


def _summary(statement: Element, account: Day) -> None:
    summary = SubElement(statement, "TxsSummry")
    total = SubElement(summary, "TtlNtries")
    _put(total, "NbOfNtries", str(len(account.lines)))
    for tag, lines in (
        ("TtlCdtNtries", [line for line in account.lines if line.amount_minor > 0]),
        ("TtlDbtNtries", [line for line in account.lines if line.amount_minor < 0]),
    ):
        side = SubElement(summary, tag)
        _put(side, "NbOfNtries", str(len(lines)))
        amount = abs(sum(line.amount_minor for line in lines))
        _put(side, "Sum", str(_decimal(amount, account.currency)))


def _entry(statement: Element, line: Line, currency: str, day: date) -> None:
    entry = SubElement(statement, "Ntry")
    _put(entry, "NtryRef", line.bank_reference[:35])
    _amount(entry, line.amount_minor, currency)
    _put(entry, "Sts/Cd", "BOOK")
    _put(entry, "BookgDt/Dt", day.isoformat())
    _put(entry, "ValDt/Dt", day.isoformat())
    _put(entry, "AcctSvcrRef", line.bank_reference[:35])
    domain, family, sub_family = CODES.get(line.kind, USUAL_CODE)
    code = SubElement(SubElement(entry, "BkTxCd"), "Domn")
    _put(code, "Cd", domain)
    family_node = SubElement(code, "Fmly")
    _put(family_node, "Cd", family)
    _put(family_node, "SubFmlyCd", sub_family)
    node = SubElement(entry, "NtryDtls")
    if line.details:
        batch = SubElement(node, "Btch")
        _put(batch, "NbOfTxs", str(len(line.details)))
        for detail in line.details:
            _detail(node, detail, currency)
    else:
        _transaction(node, line, currency)
    _put(entry, "AddtlNtryInf", line.text[:500])


def _transaction(node: Element, line: Line, currency: str) -> None:
    details = SubElement(node, "TxDtls")
    references = SubElement(details, "Refs")
    _put(references, "AcctSvcrRef", line.bank_reference[:35])
    _put(references, "EndToEndId", line.end_to_end_id or "NOTPROVIDED")
    _amount(details, line.amount_minor, currency)
    if line.counterparty:
        # The payee stays the payee when the transfer comes back.
        payee = line.kind in {"transfer_out", "transfer_returned"}
        parties = SubElement(details, "RltdPties")
        _put(parties, "Cdtr/Pty/Nm" if payee else "Dbtr/Pty/Nm", line.counterparty)
        if line.counterparty_iban:
            _put(
                parties,
                "CdtrAcct/Id/IBAN" if payee else "DbtrAcct/Id/IBAN",
                line.counterparty_iban,
            )
    if line.creditor_reference:
        structured = SubElement(SubElement(SubElement(details, "RmtInf"), "Strd"), "CdtrRefInf")
        _put(structured, "Tp/CdOrPrtry/Cd", "SCOR")
        _put(structured, "Ref", line.creditor_reference)
    else:
        _put(details, "RmtInf/Ustrd", line.text[:140])
    if line.return_code:
        _put(details, "RtrInf/Rsn/Cd", line.return_code)


def _detail(node: Element, detail: Detail, currency: str) -> None:
    details = SubElement(node, "TxDtls")
    references = SubElement(details, "Refs")
    _put(references, "AcctSvcrRef", detail.reference[:35])
    _put(references, "EndToEndId", detail.end_to_end_id[:35] or "NOTPROVIDED")
    _amount(details, detail.amount_minor, currency)
    _put(details, "RmtInf/Ustrd", detail.text[:140])


def _amount(parent: Element, amount_minor: int, currency: str) -> None:
    amount = SubElement(parent, "Amt", Ccy=currency)
    amount.text = str(_decimal(abs(amount_minor), currency))
    _put(parent, "CdtDbtInd", "DBIT" if amount_minor < 0 else "CRDT")


def _decimal(amount_minor: int, currency: str) -> Decimal:
    return Money(amount_minor, currency).to_decimal()


def _put(parent: Element, path: str, text: str) -> None:
    """Write ``text`` at ``path`` below ``parent``, making each step anew."""
    node = parent
    for tag in path.split("/"):
        node = SubElement(node, tag)
    node.text = text
