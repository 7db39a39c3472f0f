import pytest

from fondaco.threeds.codes import MessageType
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.messages.registry import TABLES, fields


def test_every_message_type_has_a_table() -> None:
    assert set(TABLES) == set(MessageType)


@pytest.mark.parametrize("version", SUPPORTED)
@pytest.mark.parametrize("message_type", MessageType)
def test_a_field_stands_once_in_a_version_of_a_message(
    message_type: MessageType, version: str
) -> None:
    names = [row.name for row in fields(message_type, version)]
    assert len(names) == len(set(names))
    assert names[:2] == ["messageType", "messageVersion"]


def test_the_later_version_only_adds_fields() -> None:
    for message_type in MessageType:
        earlier = {row.name for row in fields(message_type, "2.1.0")}
        later = {row.name for row in fields(message_type, "2.2.0")}
        assert earlier <= later
