"""Whether a buyer and a seller are the same people. The fund never pays between them. Pure."""

from collections.abc import Mapping


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def same_place(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two postal addresses are one house, however they are written."""
    parts = ("line1", "postcode", "country")
    return bool(_plain(one.get("line1", ""))) and all(
        _plain(one.get(part, "")) == _plain(other.get(part, "")) for part in parts
    )
