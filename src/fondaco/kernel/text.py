"""Texts of pure files: marked for translation there, translated where they are shown."""


def marked(text: str) -> str:
    """The text itself. Import it as ``_`` so that the message catalogue finds the literal."""
    return text
