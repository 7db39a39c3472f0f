"""How a message is refused: one `Finding` a fault, one `ProtocolError` a message."""

from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.threeds.codes import ErrorCode, ErrorComponent

DETAIL_MAX = 2048

DESCRIPTIONS = {
    ErrorCode.MESSAGE_INVALID: "The message is not one this component takes.",
    ErrorCode.VERSION_UNSUPPORTED: "The protocol version is not supported.",
    ErrorCode.LIMIT_EXCEEDED: "More messages came than this transaction may send.",
    ErrorCode.FIELD_MISSING: "A required data element is missing.",
    ErrorCode.EXTENSION_UNKNOWN: "A critical message extension is not recognised.",
    ErrorCode.FORMAT_INVALID: "The format or value of a data element is invalid.",
    ErrorCode.FIELD_DUPLICATE: "A data element stands twice in the message.",
    ErrorCode.TRANSACTION_UNKNOWN: "The transaction ID is not recognised.",
    ErrorCode.DECRYPTION_FAILED: "The data could not be decrypted.",
    ErrorCode.ACCESS_DENIED: "The sender may not use this endpoint.",
    ErrorCode.ISO_CODE_INVALID: "A country or currency code is not an ISO code in use here.",
    ErrorCode.TRANSACTION_DATA_INVALID: "The data does not fit the transaction.",
    ErrorCode.MERCHANT_CATEGORY_INVALID: "The merchant category code is not in use here.",
    ErrorCode.SERIAL_NUMBER_INVALID: "The serial number is not one this directory gave out.",
    ErrorCode.TIMED_OUT: "The transaction timed out.",
    ErrorCode.TRANSIENT_FAILURE: "A system failure that will pass.",
    ErrorCode.PERMANENT_FAILURE: "A system failure that will not pass by itself.",
    ErrorCode.CONNECTION_FAILED: "The next system could not be reached.",
}

# What is wrong with the message as a whole is said before what is wrong inside it, and that before
# what does not fit its transaction.
PRECEDENCE = (
    ErrorCode.MESSAGE_INVALID,
    ErrorCode.VERSION_UNSUPPORTED,
    ErrorCode.FIELD_DUPLICATE,
    ErrorCode.FIELD_MISSING,
    ErrorCode.EXTENSION_UNKNOWN,
    ErrorCode.FORMAT_INVALID,
    ErrorCode.ISO_CODE_INVALID,
    ErrorCode.MERCHANT_CATEGORY_INVALID,
    ErrorCode.TRANSACTION_UNKNOWN,
    ErrorCode.TRANSACTION_DATA_INVALID,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the field's path (`acctInfo.chAccAgeInd`, or an extension's id) and its code."""

    field: str
    code: ErrorCode


class ProtocolError(Exception):
    """A message refused, in the terms of an Erro message.

    `detail` names fields, identifiers or versions, fitted to an Erro's `errorDetail` (at most
    2,048 printable characters), and never holds a field's value. `component` says who noticed;
    None leaves it to whoever answers.
    """

    def __init__(
        self,
        code: ErrorCode,
        detail: str,
        *,
        description: str | None = None,
        component: ErrorComponent | None = None,
        findings: Iterable[Finding] = (),
    ) -> None:
        self.code = code
        self.detail = _fit(detail)
        self.description = description or DESCRIPTIONS[code]
        self.component = component
        self.findings = tuple(findings)
        super().__init__(f"{code.value} {self.description} [{self.detail}]")

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "ProtocolError":
        """The error that answers these findings (at least one): an Erro carries a single code,
        so the gravest is chosen and its detail names every field that shares it."""
        found = tuple(findings)
        code = min((finding.code for finding in found), key=PRECEDENCE.index)
        names = dict.fromkeys(finding.field for finding in found if finding.code is code)
        return cls(code, ",".join(names), findings=found)


def _fit(detail: str) -> str:
    """A sender chooses names and ids, so they may hold anything; an Erro may not."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in detail)
    return printable if len(printable) <= DETAIL_MAX else printable[: DETAIL_MAX - 1] + "…"
