"""The messages of one authentication, laid out to be read in order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.bank.directory.trace import RecordedMessage
from fondaco.threeds.codes import MessageType
from fondaco.threeds.meanings.explain import Explained, explain, highlights
from fondaco.threeds.meanings.values import value_in_words


@dataclass(frozen=True, slots=True)
class Step:
    """One message: what it is, what to look at first, and all of its fields by what they are
    about. ``after_ms`` counts from the message before; None for the first."""

    number: int
    message: RecordedMessage
    title: str
    refused: bool
    after_ms: int | None
    highlights: list[Explained]
    groups: list[tuple[str, list[Explained]]]

    @property
    def count(self) -> int:
        return sum(len(fields) for _, fields in self.groups)


def steps(messages: Sequence[RecordedMessage]) -> list[Step]:
    """Each message in the order given, explained in the light of the first AReq among them."""
    areq = next(
        (one.content for one in messages if one.message_type == MessageType.AREQ.value), None
    )
    found: list[Step] = []
    for number, message in enumerate(messages, 1):
        fields = explain(message.content, areq)
        before = messages[number - 2].seen_at if number > 1 else None
        words = value_in_words("messageType", message.message_type)
        found.append(
            Step(
                number=number,
                message=message,
                title=words[:1].upper() + words[1:],
                refused=message.message_type == MessageType.ERRO.value,
                after_ms=None
                if before is None
                else round((message.seen_at - before).total_seconds() * 1000),
                highlights=highlights(fields),
                groups=_grouped(fields),
            )
        )
    return found


def outcome(found: Sequence[Step]) -> Explained | None:
    """The last word on the outcome that a server said to a server: the RReq's, else the ARes's."""
    for kind in (MessageType.RREQ.value, MessageType.ARES.value):
        for step in reversed(found):
            if step.message.message_type == kind:
                told = [field for field in step.highlights if field.path == "transStatus"]
                if told:
                    return told[0]
    return None


def _grouped(fields: Sequence[Explained]) -> list[tuple[str, list[Explained]]]:
    groups: dict[str, list[Explained]] = {}
    for field in fields:
        groups.setdefault(field.group, []).append(field)
    return list(groups.items())
