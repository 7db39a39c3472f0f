"""What this program adds to the redacting filter: card tokens and field sessions' handles.

Neither pays anything by itself, but a log is no place for them.
"""

import logging
import re

from fondaco.kernel.redaction import HIDDEN

_TOKEN = re.compile(r"card_[a-z2-7]{32}")
_HANDLE = re.compile(r"(/fields/)[A-Za-z0-9_-]{8,}")


def redact(text: str) -> str:
    """The text without tokens and handles."""
    return _HANDLE.sub(rf"\1{HIDDEN}", _TOKEN.sub(HIDDEN, text))


class TokenFilter(logging.Filter):
    """Runs after the kernel's filter, which has made one text of each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True
