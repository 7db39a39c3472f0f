"""A payment file for the bank: ISO 20022 pain.001.001.09, made by sepaxml, checked by its XSD."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError, try_valid_xml

from fondaco.money.currency import currency as known_currency

SCHEMA = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"


class BadPaymentFile(ValueError):
    """The file is not valid: a name or an account holds what no payment file may carry."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One credit transfer; ``end_to_end_id`` (35 characters at most) comes back on statements."""

    name: str
    iban: str
    bic: str
    amount_minor: int
    end_to_end_id: str
    text: str


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """One file: one currency, one day, one account that pays."""

    message_id: str
    made_at: datetime
    payer_name: str
    payer_iban: str
    currency: str
    execution_date: date
    transfers: Sequence[Transfer]


def carries(currency: str) -> bool:
    """Whether a file can be made in this currency: sepaxml writes amounts as hundredths, so that
    balances in others wait for another way."""
    return known_currency(currency).exponent == 2


def build(file: PaymentFile) -> bytes:
    """The document; raises :class:`BadPaymentFile`, also for a currency it cannot carry."""
    if not carries(file.currency):
        raise BadPaymentFile(f"payment files carry no {file.currency}")
    made = SepaTransfer(
        {
            "name": file.payer_name,
            "IBAN": file.payer_iban,
            "batch": True,
            "currency": file.currency,
            "domestic": file.currency != "EUR",
        },
        schema=SCHEMA,
        clean=True,
    )
    for transfer in file.transfers:
        payment = {
            "name": transfer.name,
            "IBAN": transfer.iban,
            "amount": transfer.amount_minor,
            "execution_date": file.execution_date,
            "description": transfer.text,
            "endtoend_id": transfer.end_to_end_id,
        }
        made.add_payment(payment | ({"BIC": transfer.bic} if transfer.bic else {}))
    document = _with_our_marks(made.export(validate=False), file)
    try:
        try_valid_xml(document, SCHEMA)
    except ValidationError as error:
        raise BadPaymentFile(str(error)) from None
    return document


def unfit_in(file: PaymentFile) -> set[str]:
    """The end-to-end ids of the transfers that make the file invalid; empty when it is the
    file itself, or nothing."""
    specimen = Transfer("Specimen", file.payer_iban, "", 1, "SPECIMEN", "Specimen")
    if not _is_valid(replace(file, transfers=[specimen])):
        return set()
    return _unfit_among(file, list(file.transfers))


def _unfit_among(file: PaymentFile, transfers: list[Transfer]) -> set[str]:
    if not transfers or _is_valid(replace(file, transfers=transfers)):
        return set()
    if len(transfers) == 1:
        return {transfers[0].end_to_end_id}
    half = len(transfers) // 2
    return _unfit_among(file, transfers[:half]) | _unfit_among(file, transfers[half:])


def _is_valid(file: PaymentFile) -> bool:
    try:
        build(file)
    except BadPaymentFile:
        return False
    return True


def _with_our_marks(document: bytes, file: PaymentFile) -> bytes:
    """Our own message id and business time, so that the same batch gives the same file."""
    ET.register_namespace("", NAMESPACE)
    try:
        root = ET.fromstring(document)  # noqa: S314 made a moment ago by ourselves
    except ET.ParseError:
        raise BadPaymentFile("a text holds what no XML may carry") from None
    for path, text in (
        (".//{*}MsgId", file.message_id),
        (".//{*}PmtInfId", file.message_id),
        (".//{*}CreDtTm", file.made_at.strftime("%Y-%m-%dT%H:%M:%S")),
    ):
        found = root.find(path)
        if found is None or not re.fullmatch(r"[0-9A-Za-z:+/ .-]{1,35}", text):
            raise BadPaymentFile("a mark of the file is not valid")
        found.text = text
    ET.indent(root)
    marked: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return marked
