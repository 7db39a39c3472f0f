"""The corporate desk: payment files in, statements out, for the marketplace."""

import base64
import binascii
from datetime import date
from typing import Any

from django.http import HttpRequest

from fondaco.bank.acquirer.rules import read_text
from fondaco.bank.acquirer.statement import statement
from fondaco.bank.acquirer.take_in import take_in
from fondaco.bank.faults.queries import active
from fondaco.bank.faults.wrap import feels
from fondaco.kernel.errors import Refusal
from fondaco.kernel.wire import MAX_BODY_BYTES, signed_by


@signed_by("market")
@feels("acquirer")
def pain001(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Take in a payment file: ``{key, document_base64}``."""
    try:
        document = base64.b64decode(
            read_text(body, "document_base64", MAX_BODY_BYTES), validate=True
        )
    except binascii.Error:
        raise Refusal(
            "document_invalid",
            "The document is not base64.",
            not_done="The file was not taken.",
            field="document_base64",
            status=400,
        ) from None
    return take_in(key=read_text(body, "key", 255), document=document)


@signed_by("market")
@feels("acquirer")
def camt053(request: HttpRequest, body: dict[str, Any], iban: str, day: str) -> dict[str, Any]:
    """The statement of a day as ``{document_base64}``."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Refusal(
            "day_invalid", "The day is not a date (YYYY-MM-DD).", field="day", status=400
        ) from None
    if "late_statements" in active():
        raise Refusal(
            "statement_late",
            "Statements are late today.",
            not_done="No statement was made.",
            next_step="Ask again later.",
            status=404,
        )
    document = statement(iban=iban, day=wanted)
    return {"iban": iban, "day": day, "document_base64": base64.b64encode(document).decode()}
