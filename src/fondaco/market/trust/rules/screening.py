"""What a message between buyer and seller may carry. Pure.

A card number, a one-time code or a password is refused: nobody at the other end may ask for
one, and it is never kept. Ways to pay or to meet outside are delivered with a warning, because
outside the platform nothing protects either side. Links are noted; they are judged elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.kernel.text import marked as _
from fondaco.market.trust.rules import screening_numbers as numbers
from fondaco.market.trust.rules import screening_words as words

REFUSED = ("card_number", "one_time_code", "password")
WARNED = ("iban", "wallet", "phone", "email", "handle", "pay_outside")
NOTED = ("link",)

_WHAT: dict[str, str] = {
    "card_number": _("Your message has a card number in it."),
    "one_time_code": _("Your message asks for a one-time code, or has one in it."),
    "password": _("Your message asks for a password, or has one in it."),
    "iban": _("There is a bank account number in this message."),
    "wallet": _("There is a crypto wallet address in this message."),
    "phone": _("There is a telephone number in this message."),
    "email": _("There is an e-mail address in this message."),
    "handle": _("This message asks to go on in another messenger."),
    "pay_outside": _("This message speaks of paying outside Fondaco."),
    "link": _("There is a link in this message."),
}
_NEXT: dict[str, str] = {
    "card_number": _("Pay at the checkout only. Nobody here needs your card number."),
    "one_time_code": _("A code from your bank is for you alone, whoever asks for it."),
    "password": _("Nobody here needs a password. Leave it out, and change it if it is real."),
    "iban": _("A transfer is not covered and cannot be called back. Pay at the checkout."),
    "wallet": _("A crypto payment is not covered and cannot be called back."),
    "phone": _("Stay in these messages: they count as evidence if something goes wrong."),
    "email": _("Stay in these messages: they count as evidence if something goes wrong."),
    "handle": _("Stay in these messages: they count as evidence if something goes wrong."),
    "pay_outside": _(
        "Only what is paid at the checkout is held for you until the parcel is there."
    ),
    "link": _("Look at its true address before you follow it."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen: ``kind`` of :data:`REFUSED`, :data:`WARNED` or :data:`NOTED`.

    ``shown`` is a link's host, else empty: what must not be kept is in no finding.
    """

    kind: str
    shown: str = ""

    @property
    def what(self) -> str:
        return _WHAT[self.kind]

    @property
    def next_step(self) -> str:
        return _NEXT[self.kind]


@dataclass(frozen=True, slots=True)
class Screening:
    """``verdict``: pass, warn or refuse; ``findings`` in order of weight, each kind once
    (links once a host)."""

    verdict: str
    findings: tuple[Finding, ...]

    def kinds(self) -> tuple[str, ...]:
        return tuple(finding.kind for finding in self.findings)


def screen(text: str, exempt_numbers: Iterable[str] = ()) -> Screening:
    """Screen a message before it is delivered or stored.

    ``exempt_numbers``: order references, tracking numbers and a listing's GTIN, which may be
    written with blanks or dashes and are never taken for a card, a telephone or an account.
    """
    plain = numbers.without(numbers.normalised(text), exempt_numbers)
    ibans = numbers.iban_spans(plain)
    wallets = numbers.wallet_spans(plain)
    rest = numbers.blanked(plain, [*ibans, *wallets])
    links = words.links(rest)
    emails = words.email_spans(rest)
    without_links = numbers.blanked(rest, [*emails, *(link.span for link in links)])
    seen = {
        "card_number": numbers.has_card_number(rest),
        "one_time_code": words.concerns_one_time_code(without_links),
        "password": words.concerns_password(without_links),
        "iban": bool(ibans),
        "wallet": bool(wallets),
        "phone": numbers.has_phone_number(without_links),
        "email": bool(emails),
        "handle": words.names_messenger(without_links) or any(link.is_chat for link in links),
        "pay_outside": words.pays_outside(rest),
    }
    findings = [Finding(kind) for kind in (*REFUSED, *WARNED) if seen[kind]]
    hosts = dict.fromkeys(link.host for link in links if not link.is_chat)
    findings += [Finding("link", host) for host in hosts]
    return Screening(_verdict(findings), tuple(findings))


def _verdict(findings: list[Finding]) -> str:
    kinds = {finding.kind for finding in findings}
    if kinds & set(REFUSED):
        return "refuse"
    return "warn" if kinds & set(WARNED) else "pass"
