"""Erro: the answer to a message that could not be taken."""

from fondaco.threeds.codes import ErrorCode, ErrorComponent, MessageType
from fondaco.threeds.messages.field import Field, always
from fondaco.threeds.messages.formats import UUID, Text, one_of
from fondaco.threeds.messages.parts import envelope

ERRO = (
    *envelope("Erro"),
    # As many of these as could be read from the message that was in error.
    Field("threeDSServerTransID", UUID),
    Field("acsTransID", UUID),
    Field("dsTransID", UUID),
    Field("sdkTransID", UUID),
    Field("errorCode", one_of(*ErrorCode), always),
    Field("errorComponent", one_of(*ErrorComponent), always),
    Field("errorDescription", Text(2048), always),
    Field("errorDetail", Text(2048), always),
    Field("errorMessageType", one_of(*MessageType)),
)
