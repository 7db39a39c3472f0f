"""A token of SoftHSM2's, in a folder of its own, for tests of the PKCS #11 holder."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN = "24681357"


def library() -> str:
    """The module's path; fails with the one command that brings it."""
    given = os.environ.get("FONDACO_TEST_PKCS11_MODULE", "")
    found = [path for path in (given, *LIBRARIES) if path and Path(path).exists()]
    if not found or shutil.which("softhsm2-util") is None:
        pytest.fail("SoftHSM2 is not on this machine. Install it: apt-get install -y softhsm2")
    return found[0]


@dataclass(frozen=True)
class Token:
    """A token that was just made."""

    folder: Path
    label: str

    @property
    def pin_file(self) -> Path:
        return self.folder / "pin"


def make_token(folder: Path, patch: pytest.MonkeyPatch, label: str = "fondaco") -> Token:
    """Make a token and point the environment at it."""
    module = library()
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    patch.setenv("SOFTHSM2_CONF", str(config))
    told = ["--label", label, "--so-pin", "1" + PIN, "--pin", PIN]
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", *told],
        check=True,
        capture_output=True,
        timeout=60,
    )
    token = Token(folder, label)
    token.pin_file.write_text(PIN + "\n")
    token.pin_file.chmod(0o600)
    patch.setenv("FONDACO_VAULT_PKCS11_MODULE", module)
    patch.setenv("FONDACO_VAULT_PKCS11_TOKEN", label)
    patch.setenv("FONDACO_VAULT_PKCS11_PIN_FILE", str(token.pin_file))
    patch.setenv("FONDACO_VAULT_PKCS11_KEY_LABEL", "fondaco-kek")
    return token
