"""The code that a banking app reads: name, account, amount and reference of a transfer."""

import segno
from django.utils.safestring import SafeString, mark_safe
from segno import helpers

from fondaco.market.payments.transfer_queries import TransferView
from fondaco.money.amount import Money


def code(transfer: TransferView) -> SafeString:
    """The EPC QR code (EPC069-12, "Quick Response Code for SCT") of what is still to come, as
    SVG: dark on white with its quiet zone, so that it is read on dark pages too."""
    made: segno.QRCode = helpers.make_epc_qr(
        name=transfer.holder_name,
        iban=transfer.iban,
        amount=Money(transfer.missing_minor, transfer.currency).to_decimal(),
        reference=transfer.reference,
    )
    drawing = made.svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff", svgclass="transfer-code", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308 drawn a moment ago from black and white squares
