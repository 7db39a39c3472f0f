"""Reading a pain.001, the ISO 20022 order for credit transfers. Pure.

Versions 001.001.03 and 001.001.09 and later are read alike; a document type, an entity, or too
deep a tree is refused before anything is made of it.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from fondaco.kernel.errors import Refusal
from fondaco.money.amount import BadAmount, parse_amount
from fondaco.money.currency import UnknownCurrency, currency

MOST_BYTES = 900_000
MOST_ORDERS = 5_000
DEEPEST = 24
NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.(03|09|10|11)")


@dataclass(frozen=True, slots=True)
class Order:
    """One credit transfer. ``reason`` is why it is refused by itself (an ISO code), or empty."""

    end_to_end_id: str
    amount_minor: int
    currency: str
    creditor_name: str
    creditor_iban: str
    text: str
    requested: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaymentMessage:
    """A whole file, found consistent."""

    message_id: str
    debtor_ibans: frozenset[str]
    orders: tuple[Order, ...]


def read(document: bytes) -> PaymentMessage:
    """The file's orders; raises :class:`Refusal` naming what is wrong with the whole of it."""
    root = _tree(document)
    body = root.find("{*}CstmrCdtTrfInitn")
    if body is None:
        raise _refusal("not_pain001", "The document is no customer credit transfer initiation.")
    header = _needed(body, "{*}GrpHdr")
    message_id = _text(header, "{*}MsgId", 35)
    orders: list[Order] = []
    debtors: set[str] = set()
    total = Decimal(0)
    for block in body.findall("{*}PmtInf"):
        debtors.add(_text(block, "{*}DbtrAcct/{*}Id/{*}IBAN", 34))
        requested = _date(block)
        entries = block.findall("{*}CdtTrfTxInf")
        block_total = sum((_amount(entry)[0] for entry in entries), Decimal(0))
        _check_sums(block, len(entries), block_total, needed=False)
        total += block_total
        orders.extend(_order(entry, requested) for entry in entries)
    _check_sums(header, len(orders), total, needed=True)
    if not orders or len(orders) > MOST_ORDERS:
        raise _refusal("order_count", f"A file has 1 to {MOST_ORDERS} orders.")
    ids = [order.end_to_end_id for order in orders]
    if len(set(ids)) != len(ids):
        raise _refusal("end_to_end_id_twice", "An EndToEndId stands twice in the file.")
    return PaymentMessage(message_id, frozenset(debtors), tuple(orders))


def _tree(document: bytes) -> Element:
    if len(document) > MOST_BYTES:
        raise _refusal("too_large", "The document is too large.")
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _refusal("too_deep", "The document is nested too deeply.")
        builder.start(_braced(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_braced(name))

    def refuse(*_: object) -> None:
        raise _refusal("document_type", "A document type or an entity is not accepted.")

    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(document, True)
        root = builder.close()
    except (ExpatError, AssertionError, ValueError):
        raise _refusal("not_xml", "The document is not well-formed XML.") from None
    found = re.match(r"\{(.*)\}Document$", root.tag)
    if found is None or not NAMESPACE.fullmatch(found[1]):
        raise _refusal("not_pain001", "The document is not a pain.001 of a version known here.")
    return root


def _braced(name: str) -> str:
    """expat joins namespace and name with the separator; ElementTree writes ``{space}name``."""
    return "{" + name if "}" in name else name


def _order(entry: Element, requested: date) -> Order:
    _, amount_minor, code = _amount(entry)
    iban = _text(entry, "{*}CdtrAcct/{*}Id/{*}IBAN", 34, needed=False).replace(" ", "").upper()
    name = _text(entry, "{*}Cdtr/{*}Nm", 140, needed=False)
    reason = ""
    try:
        IBAN(iban)
    except SchwiftyException:
        reason = "AC01"
    if not name:
        reason = reason or "BE22"
    if amount_minor <= 0:
        reason = reason or "AM01"
    return Order(
        end_to_end_id=_text(entry, "{*}PmtId/{*}EndToEndId", 35),
        amount_minor=amount_minor,
        currency=code,
        creditor_name=name,
        creditor_iban=iban,
        text=" ".join(part.text or "" for part in entry.findall("{*}RmtInf/{*}Ustrd"))[:140],
        requested=requested,
        reason=reason,
    )


def _amount(entry: Element) -> tuple[Decimal, int, str]:
    """The instructed amount as a decimal, in minor units, and its currency."""
    element = _needed(entry, "{*}Amt/{*}InstdAmt")
    code = element.get("Ccy", "")
    try:
        currency(code)
        money = parse_amount(element.text or "", code)
    except (UnknownCurrency, BadAmount):
        raise _refusal("amount_invalid", "An amount or its currency cannot be read.") from None
    return money.to_decimal(), money.amount_minor, code


def _check_sums(element: Element, count: int, total: Decimal, *, needed: bool) -> None:
    """Number of transactions and control sum; the sum adds amounts whatever their currency."""
    number = _text(element, "{*}NbOfTxs", 15, needed=needed)
    control = _text(element, "{*}CtrlSum", 24, needed=False)
    if number and number != str(count):
        raise _refusal("transaction_count", "NbOfTxs is not the number of orders.")
    if control and (not re.fullmatch(r"\d{1,17}(\.\d+)?", control) or Decimal(control) != total):
        raise _refusal("control_sum", "CtrlSum is not the sum of the orders.")


def _date(block: Element) -> date:
    text = _text(block, "{*}ReqdExctnDt", 10, needed=False)
    text = text or _text(block, "{*}ReqdExctnDt/{*}Dt", 10, needed=False)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refusal("date_invalid", "ReqdExctnDt is not a date.") from None


def _text(element: Element, path: str, longest: int, *, needed: bool = True) -> str:
    found = element.find(path)
    text = (found.text or "").strip() if found is not None else ""
    if len(text) > longest or (needed and not text):
        raise _refusal("field_invalid", f"{path.replace('{*}', '')} is missing or too long.")
    return text


def _needed(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise _refusal("field_invalid", f"{path.replace('{*}', '')} is missing.")
    return found


def _refusal(code: str, what: str) -> Refusal:
    return Refusal(code, what, not_done="The file was not taken.", field="document", status=422)
