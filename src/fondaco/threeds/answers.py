"""Does a message fit the one it answers, or the one that its transaction began with?"""

from collections.abc import Iterator, Mapping

from fondaco.threeds.codes import ErrorCode, MessageType
from fondaco.threeds.errors import Finding

IDENTIFIERS = ("threeDSServerTransID", "acsTransID", "dsTransID", "sdkTransID")

FOLLOWERS: dict[MessageType, frozenset[MessageType]] = {
    MessageType.PREQ: frozenset({MessageType.PRES, MessageType.ERRO}),
    MessageType.PRES: frozenset({MessageType.ERRO}),
    # An AReq and its ARes begin everything that follows in their transaction.
    MessageType.AREQ: frozenset(
        {
            MessageType.ARES,
            MessageType.CREQ,
            MessageType.CRES,
            MessageType.RREQ,
            MessageType.RRES,
            MessageType.ERRO,
        }
    ),
    MessageType.ARES: frozenset(
        {
            MessageType.CREQ,
            MessageType.CRES,
            MessageType.RREQ,
            MessageType.RRES,
            MessageType.ERRO,
        }
    ),
    MessageType.CREQ: frozenset({MessageType.CRES, MessageType.ERRO}),
    MessageType.CRES: frozenset({MessageType.ERRO}),
    MessageType.RREQ: frozenset({MessageType.RRES, MessageType.ERRO}),
    MessageType.RRES: frozenset({MessageType.ERRO}),
    MessageType.ERRO: frozenset(),
}
"""Which types may follow which in one transaction. Nothing answers an Erro."""


def belongs(message: Mapping[str, object], request: Mapping[str, object]) -> Iterator[Finding]:
    """The faults of a message against an earlier one of its transaction: the wrong type (101), an
    identifier that differs (301), another version or category (305).

    What either side lacks is not compared: that it is missing is for `validation.check` to say.
    Identifiers are compared without regard to case (RFC 9562, section 4).
    """
    message_type = _type_of(message)
    request_type = _type_of(request)
    if message_type is None or request_type is None:
        return
    if message_type not in FOLLOWERS[request_type]:
        yield Finding("messageType", ErrorCode.MESSAGE_INVALID)
        return
    for name in IDENTIFIERS:
        ours, theirs = message.get(name), request.get(name)
        if isinstance(ours, str) and isinstance(theirs, str) and ours.lower() != theirs.lower():
            yield Finding(name, ErrorCode.TRANSACTION_UNKNOWN)
    # An Erro may speak another version than a message whose version it refuses.
    same = ["messageCategory"]
    if message_type is not MessageType.ERRO:
        same.append("messageVersion")
    for name in same:
        if name in message and name in request and message[name] != request[name]:
            yield Finding(name, ErrorCode.TRANSACTION_DATA_INVALID)


def _type_of(message: Mapping[str, object]) -> MessageType | None:
    value = message.get("messageType")
    return MessageType(value) if isinstance(value, str) and value in tuple(MessageType) else None
