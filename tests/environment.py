"""What the tests' programs run with: a home of their own, small hashes, no outside calls.

Loaded as a pytest plugin before Django reads its settings. ``FONDACO_TEST_DATABASE`` chooses
the engine: ``sqlite`` (the default) or ``postgresql`` (a server is started when none is named
by ``FONDACO_TEST_POSTGRESQL_URL``).
"""

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="fondaco-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["FONDACO_HOME"] = _HOME
os.mkdir(f"{_HOME}/static")
os.environ["FONDACO_DEMO"] = "1"
os.environ["FONDACO_DEBUG"] = "1"
os.environ["FONDACO_PAGES_LAG_S"] = "0"
os.environ["FONDACO_CLOCK_FILE"] = f"{_HOME}/clock"
os.environ["FONDACO_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
for _program in ("market", "vault", "bank"):
    os.environ[f"FONDACO_{_program.upper()}_SECRET_KEY"] = f"tests-only-{_program}-" + "k" * 40
    os.environ.pop(f"FONDACO_{_program.upper()}_DATABASE_URL", None)

if os.environ.get("FONDACO_TEST_DATABASE", "sqlite") == "postgresql":
    from tests.postgresql import server_url

    for _program in ("market", "vault", "bank"):
        os.environ[f"FONDACO_{_program.upper()}_DATABASE_URL"] = server_url(_program)
