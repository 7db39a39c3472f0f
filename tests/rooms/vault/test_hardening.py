"""A process of the vault leaves no memory behind."""

import os
import subprocess
import sys

ASK = """
import ctypes, django, resource
django.setup()
print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_no_process_of_the_vault_can_be_dumped() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "fondaco.vault.settings"}
    said = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["0", "0", "0"]
