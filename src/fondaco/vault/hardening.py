"""What every process of the vault does before it touches a card.

A core dump, or another process of the same user that attaches to this one, would hold numbers
and keys in the clear (PCI DSS 4.0.1, 3.3.1 and 3.6.1).
"""

import ctypes
import resource
import sys

PR_SET_DUMPABLE = 4


def forbid_memory_dumps() -> None:
    """No core file, and on Linux no tracing by others; a system that has neither is left alone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
