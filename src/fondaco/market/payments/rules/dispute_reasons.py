"""What a card network's reason for a chargeback means, in plain words. Pure.

Codes are Visa's (from 2018: ``10.x`` fraud, ``11.x`` authorization, ``12.x`` processing,
``13.x`` consumer) and Mastercard's four digits. Words are marked, and translated where shown.
"""

from fondaco.kernel.text import marked as _

_FRAUD = _("The cardholder says that they did not make this payment.")
_AUTHORIZATION = _("The bank says that it did not approve this payment as it was charged.")
_PROCESSING = _("The bank says that the payment was processed wrongly.")
_CONSUMER = _("The cardholder says that the purchase was not as agreed.")

_WORDS = {
    "10.4": _FRAUD,
    "12.5": _("The cardholder says that another amount was agreed."),
    "12.6": _("The cardholder says that this was charged twice, or paid otherwise."),
    "13.1": _("The cardholder says that the goods did not arrive."),
    "13.2": _("The cardholder says that this repeated payment had been cancelled."),
    "13.3": _("The cardholder says that the goods are not as described, or damaged."),
    "13.4": _("The cardholder says that the goods are counterfeit."),
    "13.5": _("The cardholder says that the offer was misleading."),
    "13.6": _("The cardholder says that a promised refund did not come."),
    "13.7": _("The cardholder says that they had cancelled the purchase."),
    **dict.fromkeys(("4837", "4840", "4849", "4863", "4870", "4871"), _FRAUD),
    **dict.fromkeys(("4807", "4808", "4812"), _AUTHORIZATION),
    "4834": _PROCESSING,
    **dict.fromkeys(("4853", "4855"), _CONSUMER),
}
_GROUPS = {"10": _FRAUD, "11": _AUTHORIZATION, "12": _PROCESSING, "13": _CONSUMER}
_FRAUD_CODES = frozenset(code for code, words in _WORDS.items() if words == _FRAUD)


def words(code: str) -> str:
    """The reason as a sentence, marked; one for codes that nobody knows, too."""
    group = code.partition(".")[0] if "." in code else ""
    unknown = _("The cardholder's bank disputes this payment.")
    return _WORDS.get(code) or _GROUPS.get(group, unknown)


def is_fraud(code: str) -> bool:
    """Whether the claim is that somebody else used the card."""
    return code in _FRAUD_CODES or code.startswith("10.")
