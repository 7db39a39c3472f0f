"""The merchant's answer to a chargeback, passed on. Nothing of it is kept here."""

from collections.abc import Sequence

from fondaco.kernel.errors import InDoubt
from fondaco.kernel.wire import PeerUnavailable
from fondaco.vault.acquirers.connector import acquirer
from fondaco.vault.acquirers.protocol import Document


def send(
    *,
    key: str,
    network_case_id: str,
    reason_code: str,
    documents: Sequence[Document],
    summary: str,
) -> None:
    """Pass the evidence on; the same key is received once. Raises ``PeerRefused`` with the
    acquirer's reason, or :class:`InDoubt`: send it again with the same key."""
    try:
        acquirer().send_evidence(key, network_case_id, reason_code, documents, summary)
    except PeerUnavailable:
        raise InDoubt("the acquirer can't be reached") from None
