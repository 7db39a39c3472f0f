"""Rows of the audit log in words: codes, amounts and lists as people read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fondaco.market.web.shell.words import money_words
from fondaco.money.currency import CURRENCIES

ACTORS = {
    "admin": _lazy("Administrator"),
    "finance": _lazy("Finance"),
    "market": _lazy("The marketplace"),
    "mediator": _lazy("Mediator"),
    "member": _lazy("Member"),
    "seller": _lazy("Seller"),
    "system": _lazy("The system"),
    "trust": _lazy("Trust"),
}
SUBJECTS = {
    "api_key": _lazy("API key"),
    "card": _lazy("Saved card"),
    "case": _lazy("Case"),
    "chargeback": _lazy("Chargeback"),
    "import": _lazy("Product import"),
    "intent": _lazy("Payment"),
    "listing": _lazy("Listing"),
    "member": _lazy("Member"),
    "notice": _lazy("Report of something"),
    "order": _lazy("Order"),
    "outgoing_payment": _lazy("Money sent out"),
    "payment": _lazy("Payment"),
    "payout": _lazy("Payout"),
    "payout_batch": _lazy("Payout file"),
    "policy": _lazy("Policy"),
    "refund": _lazy("Refund"),
    "report": _lazy("Reported message"),
    "review": _lazy("Review"),
    "role": _lazy("Role"),
    "seller": _lazy("Seller"),
    "signal": _lazy("Signal"),
    "statement_line": _lazy("Line of a bank statement"),
}
DONE = {
    "api_key.issue": _lazy("API key made"),
    "api_key.revoke": _lazy("API key ended"),
    "chargeback.answer": _lazy("Chargeback answered with evidence"),
    "import.start": _lazy("Product import started"),
    "member.not_me": _lazy("Said “this was not me”: signed out everywhere, payments frozen"),
    "payout.batch": _lazy("Payout file made"),
    "policy.added": _lazy("Policy version in force"),
    "policy.propose": _lazy("Policy proposed"),
    "policy.publish": _lazy("Policy published by a second person"),
    "policy.reject": _lazy("Proposed policy rejected"),
    "policy.withdraw": _lazy("Proposed policy taken back"),
    "policy.write": _lazy("Policy drafted"),
    "report.answer": _lazy("Reported message answered"),
    "role.grant": _lazy("Role given"),
    "role.revoke": _lazy("Role taken away"),
    "seller.freeze": _lazy("Seller frozen"),
    "seller.invite": _lazy("Staff invited"),
    "seller.payout_account": _lazy("Payout account changed"),
    "seller.payout_account_reverted": _lazy("Change of the payout account taken back"),
    "seller.refuse": _lazy("Seller refused"),
    "seller.revise": _lazy("Seller's details changed"),
    "seller.shipping": _lazy("Ways of shipping changed"),
    "listing.set_price": _lazy("Price changed"),
    "listing.set_stock": _lazy("Stock counted"),
    "seller.staff": _lazy("Staff added or changed"),
    "seller.staff_removed": _lazy("Staff removed"),
    "seller.tier": _lazy("Seller's tier changed"),
    "debt.objected": _lazy("Buyer objected to what they owe"),
    "debt.answered": _lazy("Objection to a debt answered"),
    "debt.written_off": _lazy("Debt written off"),
    "reserve.restored": _lazy("Seller's reserve as of a new one again"),
    "seller.unfreeze": _lazy("Seller may sell again"),
    "seller.uninvite": _lazy("Invitation taken back"),
    "seller.verify": _lazy("Seller verified"),
    "statement_line.place": _lazy("Line of a bank statement placed"),
    "statement_line.propose": _lazy("Place of a bank statement's line proposed"),
    "statement_line.refuse": _lazy("Place of a bank statement's line refused"),
}
_CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True, slots=True)
class AuditWords:
    """One row as it is shown; ``details`` are names with values."""

    row: Any
    actor: str
    act: str
    subject: str
    details: tuple[tuple[str, str], ...]


def words_of(rows: Iterable[Any]) -> list[AuditWords]:
    """Rows of :func:`fondaco.kernel.audit.latest` in words, in the same order."""
    return [
        AuditWords(
            row,
            _known(ACTORS, row.actor.kind),
            _act(row.act),
            _known(SUBJECTS, row.subject_kind),
            _details(row.details),
        )
        for row in rows
    ]


def _act(code: str) -> str:
    """``case.evidence_asked`` is “Case: evidence asked” where it has no words of its own."""
    if code in DONE:
        return str(DONE[code])
    subject, _dot, verb = code.partition(".")
    return f"{_known(SUBJECTS, subject)}: {_plain(verb)}" if verb else _plain(code)


def _known(names: Mapping[str, Any], code: str) -> str:
    return str(names[code]) if code in names else _plain(code)


def _plain(code: str) -> str:
    return code.replace("_", " ").replace(".", ", ")


def _details(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    currency = str(details.get("currency", ""))
    return tuple(
        (_plain(name.removesuffix("_minor")), _value(name, value, currency))
        for name, value in details.items()
        if name != "currency" or not any(other.endswith("_minor") for other in details)
    )


def _value(name: str, value: Any, currency: str) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, list):
        return ", ".join(_value(name, each, currency) for each in value)
    if name.endswith("_minor") and isinstance(value, int):
        if currency in CURRENCIES:
            return money_words(value, currency)
        return _("%(count)s smallest units of its currency") % {"count": value}
    text = str(value)
    return text.replace("_", " ") if _CODE.fullmatch(text) else text
