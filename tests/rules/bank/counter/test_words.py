from fondaco.bank.counter.words import MEANINGS, TITLES, meaning
from fondaco.threeds.codes import MessageType
from fondaco.threeds.messages.registry import TABLES


def test_every_message_has_a_title() -> None:
    assert set(TITLES) == {kind.value for kind in MessageType}


def test_only_fields_that_exist_are_explained() -> None:
    known = {row.name for table in TABLES.values() for row in table}
    assert set(MEANINGS) <= known
    assert meaning("nonsense") == ""
