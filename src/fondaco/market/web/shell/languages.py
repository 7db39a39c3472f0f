"""Which languages are offered: those in which the pages have been written, not only named."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import to_locale

WRITTEN_IN = "en"


def offered(known: Sequence[tuple[str, Any]], folders: Iterable[Path]) -> list[tuple[str, Any]]:
    """Those of ``known`` (code, name) with a compiled catalogue in one of the locale folders.

    The language that the texts are written in needs none.
    """
    places = tuple(folders)

    def has_texts(code: str) -> bool:
        file = Path(to_locale(code)) / "LC_MESSAGES" / "django.mo"
        return any((folder / file).is_file() for folder in places)

    return [(code, name) for code, name in known if code == WRITTEN_IN or has_texts(code)]
