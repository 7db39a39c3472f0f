"""Keys between programs: from the business act, stored in the row they made, never expiring."""

from fondaco.kernel.errors import Refusal


def refuse_other_parameters(stored: str, asked: str) -> None:
    """Raises :class:`Refusal` when a key comes back with another request's parameters."""
    if stored != asked:
        raise Refusal(
            "key_reused",
            "This key was used for a request with other parameters.",
            not_done="Nothing was done.",
            next_step="Use the key of one business act for that act only.",
            field="key",
            status=422,
        )
