"""The generated client is that of the API as it is now."""

import filecmp
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def test_the_committed_client_is_what_the_api_generates(tmp_path: Path) -> None:
    made = tmp_path / "api_client"
    script = str(ROOT / "scripts" / "generate-api-client")
    finished = subprocess.run(
        [sys.executable, script, str(made)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    kept = ROOT / "src" / "fondaco" / "api_client"
    names = {path.relative_to(made) for path in made.rglob("*.py")}
    present = {path.relative_to(kept) for path in kept.rglob("*.py")}
    assert names == present, "run scripts/generate-api-client"
    changed = [str(name) for name in names if not filecmp.cmp(made / name, kept / name, False)]
    assert changed == [], "run scripts/generate-api-client"
