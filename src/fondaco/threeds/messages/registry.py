"""Which table judges which message."""

from fondaco.threeds.codes import MessageType
from fondaco.threeds.messages.authentication import AREQ, ARES
from fondaco.threeds.messages.challenge import CREQ, CRES
from fondaco.threeds.messages.error import ERRO
from fondaco.threeds.messages.field import Field
from fondaco.threeds.messages.preparation import PREQ, PRES
from fondaco.threeds.messages.results import RREQ, RRES

TABLES: dict[MessageType, tuple[Field, ...]] = {
    MessageType.AREQ: AREQ,
    MessageType.ARES: ARES,
    MessageType.CREQ: CREQ,
    MessageType.CRES: CRES,
    MessageType.PREQ: PREQ,
    MessageType.PRES: PRES,
    MessageType.RREQ: RREQ,
    MessageType.RRES: RRES,
    MessageType.ERRO: ERRO,
}


def fields(message_type: MessageType, version: str) -> tuple[Field, ...]:
    """The rows that hold for one message type in one version."""
    return tuple(row for row in TABLES[message_type] if version in row.versions)
