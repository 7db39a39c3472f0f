"""The answer to a chargeback, assembled from facts. Pure: what is known in, documents out.

Only what is true and shows something is enclosed: no delivery, no delivery proof. The texts are
English, for the cardholder's bank, and are kept word for word as they were sent.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from fondaco.market.payments.rules import dispute_reasons

PRIOR_FROM, PRIOR_UNTIL = timedelta(days=120), timedelta(days=365)
"""Visa Compelling Evidence 3.0: how old the two undisputed payments are, at the dispute's day."""
PRIOR_NEEDED = 2
MATCHES_NEEDED = 2
STRONG = frozenset({"ip address", "device"})
"""At least one of the matching elements is one of these."""

WAIT = timedelta(days=2)
"""So long after the dispute the answer is sent: parcels arrive and sellers add what they have."""
SPARE = timedelta(days=2)
"""So long before the last day, at the latest."""

MOST_DOCUMENTS = 30
LONGEST_TEXT = 8_000
LONGEST_ALL = 75_000
"""Characters of one document and of all: a call between programs is a megabyte at most."""
LONGEST_MESSAGE = 1_000
_NUMBER = re.compile(r"\d(?:[ -]?\d){12,}")


@dataclass(frozen=True, slots=True)
class Payment:
    """A card payment and by what its payer is known again; empty texts match nothing."""

    reference: str
    paid_at: datetime
    amount: str
    member: str
    ip: str
    device: str
    address: str


@dataclass(frozen=True, slots=True)
class Authenticated:
    """The 3-D Secure result of the payment: transStatus, ECI, who bears fraud's loss;
    ``exemption`` is why the cardholder was not asked, where we claimed one."""

    version: str
    trans_status: str
    eci: str
    liability_shift: bool
    was_challenged: bool
    network_reference: str
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel of the order. ``scans`` are lines, oldest first."""

    order: str
    carrier: str
    number: str
    delivered_at: datetime | None
    signed_by: str
    is_proven: bool
    scans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one side wrote to the other about the order."""

    side: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Sold:
    """One line as it was offered when it was bought, with the fingerprint of that offer."""

    order: str
    title: str
    quantity: int
    price: str
    condition: str
    description: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A refund that has gone to the acquirer."""

    amount: str
    at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the house knows about a disputed payment."""

    payment: Payment
    authenticated: Authenticated | None
    earlier: tuple[Payment, ...]
    """Captured payments of the same card that nobody disputed."""
    parcels: tuple[Parcel, ...]
    messages: tuple[Message, ...]
    sold: tuple[Sold, ...]
    refunds: tuple[Returned, ...]
    statements: tuple[str, ...] = ()
    """What the seller showed in the case, as text."""


@dataclass(frozen=True, slots=True)
class Document:
    """``kind`` tells the bank's desk what it is; ``text`` is all of it."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: a summary and the documents, those that answer the reason first."""

    summary: str
    documents: tuple[Document, ...]


def answer_at(opened_at: datetime, answer_due_at: datetime) -> datetime:
    """When the answer goes out: after :data:`WAIT`, but :data:`SPARE` before the last day."""
    return max(opened_at, min(opened_at + WAIT, answer_due_at - SPARE))


def matching(first: Payment, second: Payment) -> frozenset[str]:
    """By what the payer of two payments is the same: of member, ip address, device, address."""
    pairs = {
        "member account": (first.member, second.member),
        "ip address": (first.ip, second.ip),
        "device": (first.device, second.device),
        "shipping address": (first.address, second.address),
    }
    return frozenset(name for name, (one, other) in pairs.items() if one and one == other)


def compelling(
    payment: Payment, earlier: Iterable[Payment], disputed_at: datetime
) -> tuple[tuple[Payment, Payment], frozenset[str]] | None:
    """Two undisputed payments of the same card that show the payer, and what matches in all three.

    Both are 120 to 365 days old at the dispute, and the same two or more elements match, one of
    them ip address or device. The pair with most in common; None when there is none.
    """
    old_enough = [
        each for each in earlier if PRIOR_FROM <= disputed_at - each.paid_at <= PRIOR_UNTIL
    ]
    best: tuple[tuple[Payment, Payment], frozenset[str]] | None = None
    for pair in combinations(old_enough, PRIOR_NEEDED):
        common = matching(payment, pair[0]) & matching(payment, pair[1])
        good = len(common) >= MATCHES_NEEDED and common & STRONG
        if good and (best is None or len(common) > len(best[1])):
            best = ((pair[0], pair[1]), common)
    return best


def assemble(reason_code: str, disputed_at: datetime, facts: Facts) -> Answer:
    """The answer to a chargeback with this reason."""
    found = [
        _receipt(facts),
        *_authentication(facts.authenticated),
        *_prior(reason_code, disputed_at, facts),
        *_delivery(facts.parcels),
        *_refunds(facts.refunds),
        *_listing(facts.sold),
        *_messages(facts.messages),
        *_statements(facts.statements),
    ]
    first = _FIRST.get(reason_code, ())
    found.sort(key=lambda each: first.index(each.kind) if each.kind in first else len(first))
    documents = _within(found)
    return Answer(_summary(reason_code, facts.payment, documents), documents)


def _within(found: Sequence[Document]) -> tuple[Document, ...]:
    """As many documents, and as much of each, as may be sent; what comes first goes first."""
    left = LONGEST_ALL
    kept = []
    for each in found[:MOST_DOCUMENTS]:
        text = each.text[: min(LONGEST_TEXT, left)]
        if not text:
            break
        left -= len(text)
        kept.append(Document(each.kind, each.title, text))
    return tuple(kept)


_FIRST: dict[str, tuple[str, ...]] = {
    "10.4": ("prior_payments", "3ds_authentication", "delivery_proof"),
    "4837": ("3ds_authentication", "delivery_proof"),
    "13.1": ("delivery_proof", "messages"),
    "13.3": ("listing_snapshot", "messages", "delivery_proof"),
    "13.6": ("refund_proof", "messages"),
    "13.7": ("refund_proof", "messages"),
}


def _receipt(facts: Facts) -> Document:
    paid = facts.payment
    lines = [
        f"Payment {paid.reference}: {paid.amount} on {_day(paid.paid_at)}.",
        *(f"{each.quantity} × {each.title}, order {each.order}" for each in facts.sold),
        f"Sent to: {paid.address}" if paid.address else "",
    ]
    return _document("receipt", "Receipt", lines)


def _authentication(known: Authenticated | None) -> list[Document]:
    if known is None or known.trans_status not in {"Y", "A"}:
        return []
    who = "was confirmed by the cardholder's bank" if known.trans_status == "Y" else "was attempted"
    how = "with a challenge" if known.was_challenged else "without a challenge"
    bears = "with the issuer" if known.liability_shift else "not shifted"
    told = f"the cardholder {who} {how}"
    if known.exemption:
        claimed = known.exemption.replace("_", " ")
        told = f"let pass without a challenge, the exemption for {claimed} being claimed"
    lines = [
        f"EMV 3-D Secure {known.version}: {told}.",
        f"transStatus {known.trans_status}, ECI {known.eci}; liability for fraud: {bears}.",
        f"Network reference {known.network_reference}.",
    ]
    return [_document("3ds_authentication", "3-D Secure result", lines)]


def _prior(reason_code: str, disputed_at: datetime, facts: Facts) -> list[Document]:
    if reason_code != "10.4":
        return []
    found = compelling(facts.payment, facts.earlier, disputed_at)
    if found is None:
        return []
    pair, common = found
    lines = ["Compelling Evidence 3.0: two payments of the same card that were not disputed."]
    for each in sorted(pair, key=lambda each: each.paid_at):
        lines.append(f"{each.reference}: {each.amount} on {_day(each.paid_at)}")
    lines.append("The same in all three: " + ", ".join(sorted(common)) + ".")
    lines.extend(_elements(facts.payment, common))
    return [_document("prior_payments", "Two earlier payments, not disputed", lines)]


def _elements(payment: Payment, common: frozenset[str]) -> list[str]:
    known = {
        "member account": payment.member,
        "ip address": payment.ip,
        "device": payment.device,
        "shipping address": payment.address,
    }
    return [f"{name}: {value}" for name, value in known.items() if name in common]


def _delivery(parcels: Sequence[Parcel]) -> list[Document]:
    found = []
    for parcel in parcels:
        if parcel.delivered_at is None:
            continue
        lines = [
            f"Order {parcel.order}, {parcel.carrier} {parcel.number}.",
            f"Delivered {_moment(parcel.delivered_at)}"
            + (f", signed by {parcel.signed_by}." if parcel.signed_by else "."),
        ]
        if parcel.is_proven:
            lines.append("The carrier's own data name the postcode of the order's address.")
        lines.extend(parcel.scans)
        found.append(_document("delivery_proof", f"Delivery of parcel {parcel.number}", lines))
    return found


def _refunds(refunds: Sequence[Returned]) -> list[Document]:
    if not refunds:
        return []
    lines = [
        f"{each.amount} refunded on {_day(each.at)}"
        + (f", network reference {each.reference}." if each.reference else ".")
        for each in refunds
    ]
    return [_document("refund_proof", "Refunds sent to the card", lines)]


def _listing(sold: Sequence[Sold]) -> list[Document]:
    return [
        _document(
            "listing_snapshot",
            f"The offer as it was bought: {each.title}",
            [
                f"Order {each.order}: {each.quantity} × {each.title}, {each.price} each.",
                f"Condition: {each.condition or 'not stated'}.",
                each.description,
            ],
        )
        for each in sold
    ]


def _messages(messages: Sequence[Message]) -> list[Document]:
    if not messages:
        return []
    lines = [
        f"{_moment(each.at)}, {each.side}: {without_numbers(each.text)[:LONGEST_MESSAGE]}"
        for each in sorted(messages, key=lambda each: each.at)
    ]
    return [_document("messages", "Messages between buyer and seller", lines)]


def _statements(statements: Sequence[str]) -> list[Document]:
    if not statements:
        return []
    lines = [without_numbers(each)[:LONGEST_MESSAGE] for each in statements]
    return [_document("seller_statement", "What the seller states", lines)]


def _document(kind: str, title: str, lines: Iterable[str]) -> Document:
    text = "\n".join(shown(line) for line in lines if line)
    return Document(kind, shown(title).replace("\n", " ")[:140], text)


def shown(text: str) -> str:
    """The text in characters that print: acquirers take no others, and people type them."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def without_numbers(text: str) -> str:
    """The text without anything that could be a card number: people write such things."""
    return _NUMBER.sub("[number left out]", text)


def _summary(reason_code: str, payment: Payment, documents: Sequence[Document]) -> str:
    titles = "; ".join(dict.fromkeys(_TITLES[each.kind] for each in documents))
    return (
        f"Answer to a chargeback with reason {reason_code}"
        f" ({dispute_reasons.words(reason_code).rstrip('.')})"
        f" about payment {payment.reference}, {payment.amount}, of {_day(payment.paid_at)}."
        f" Enclosed: {titles}."
    )


_TITLES = {
    "receipt": "receipt",
    "3ds_authentication": "3-D Secure result",
    "prior_payments": "two earlier undisputed payments of the same card",
    "delivery_proof": "the carrier's proof of delivery",
    "refund_proof": "refunds that were sent",
    "listing_snapshot": "the offer as it was bought",
    "messages": "messages between buyer and seller",
    "seller_statement": "the seller's statement",
}


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
