"""Words for people that rules speak: marked here, translated by the door that shows them."""


def message(text: str) -> str:
    """The message id itself; the call lets the message extractor find it."""
    return text
