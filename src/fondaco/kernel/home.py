"""Where a running Fondaco keeps its files: one folder, ``FONDACO_HOME``, ``var`` by default."""

import os
from pathlib import Path


def home() -> Path:
    """The folder for databases, keys, pictures and the practice clock. Created when missing."""
    folder = Path(os.environ.get("FONDACO_HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
