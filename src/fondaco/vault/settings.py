"""Settings of the vault. What an operator sets stands in the environment.

No sessions, no accounts, no cookies: the market's calls are signed, and a person's only right
here is a field session's handle or an authentication's id.
"""

import os
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from fondaco.kernel import configuration

FONDACO_PROGRAM = "vault"
DEMO = configuration.demo()
# Never on: a debugging page shows local values, and here these are card numbers.
DEBUG = False
SECRET_KEY = configuration.secret_key("vault")

MARKET_URL = configuration.address("market", 8000)
VAULT_URL = configuration.address("vault", 8001)
BANK_URL = configuration.address("bank", 8002)
ALLOWED_HOSTS = os.environ.get("FONDACO_VAULT_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "fondaco.kernel.apps.KernelConfig",
    "fondaco.vault.keys.apps.KeysConfig",
    "fondaco.vault.cards.apps.CardsConfig",
    "fondaco.vault.wallets.apps.WalletsConfig",
    "fondaco.vault.fields.apps.FieldsConfig",
    "fondaco.vault.threeds_server.apps.ThreedsServerConfig",
    "fondaco.vault.acquirers.apps.AcquirersConfig",
    "fondaco.vault.doors.apps.DoorsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fondaco.vault.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
]

ROOT_URLCONF = "fondaco.vault.urls"
WSGI_APPLICATION = "fondaco.vault.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": []},
    }
]

DATABASES = {"default": configuration.database("vault")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    options = DATABASES["default"]["OPTIONS"]
    # What is deleted here is overwritten with zeros, not only unlinked from its page.
    DATABASES["default"]["OPTIONS"] = options | {
        "init_command": options["init_command"] + " PRAGMA secure_delete=ON;"
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("de", _("German")),
    ("zh-hans", _("Chinese")),
    ("ar", _("Arabic")),
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # the pages stand in frames, and say so themselves
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # a chargeback's evidence; a card's page takes far less
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40

LOGGING = configuration.logging_config()
LOGGING["filters"]["tokens"] = {"()": "fondaco.vault.redaction.TokenFilter"}
LOGGING["handlers"]["stderr"]["filters"] = ["redact", "tokens"]

FONDACO_EVENT_HANDLERS = "fondaco.vault.wiring.EVENT_HANDLERS"
FONDACO_DEADLINE_HANDLERS = "fondaco.vault.wiring.DEADLINE_HANDLERS"
FONDACO_TRIGGERS = ["fondaco.kernel.audit.TRIGGERS"]
FONDACO_JOBS = {
    "kernel.forget": ("fondaco.kernel.retention.forget", timedelta(days=1)),
    "sweep": ("fondaco.vault.sweeping.sweep_once", timedelta(seconds=30)),
    "kernel.seal_audit": ("fondaco.kernel.audit_sealing.seal", timedelta(minutes=5)),
}
FONDACO_WORK: list[str] = []

VAULT_TENANT = "fondaco"
VAULT_ORIGINS = [MARKET_URL]
"""Origins that may hold the card fields in a frame and get the buyer back."""

VAULT_KEY_ENCRYPTION = os.environ.get("FONDACO_VAULT_KEY_ENCRYPTION", "")
VAULT_KEY_ENCRYPTION_BEFORE = os.environ.get("FONDACO_VAULT_KEY_ENCRYPTION_BEFORE", "")
VAULT_KEY_ENCRYPTION_LIVES = timedelta(
    days=int(os.environ.get("FONDACO_VAULT_KEY_ENCRYPTION_DAYS", "365"))
)
"""How long a key-encryption key is meant to work before it is replaced (PCI DSS 3.7.4)."""
VAULT_ACQUIRER = "fondaco.vault.acquirers.practice.PracticeAcquirer"
VAULT_DIRECTORY = "fondaco.vault.threeds_server.directory.SignedDirectory"

VAULT_BIN_FILE = os.environ.get("FONDACO_VAULT_BIN_FILE", "")
"""A CSV file (prefix, funding, country) of card ranges; empty: the practice bank's."""

VAULT_WALLETS_PRACTICE = f"{BANK_URL}/wallet/" if DEMO else ""
"""The practice bank's wallets, and where it publishes their roots. Never outside the demo."""
VAULT_WALLETS_URL = os.environ.get("FONDACO_VAULT_WALLETS_URL", VAULT_WALLETS_PRACTICE)
"""Where the wallets' sheets are (with a slash at the end); no buttons are shown without it."""
VAULT_GOOGLE_PAY_ROOT_KEYS = os.environ.get("FONDACO_VAULT_GOOGLE_PAY_ROOT_KEYS", "")
VAULT_APPLE_PAY_ROOT = os.environ.get("FONDACO_VAULT_APPLE_PAY_ROOT", "")
"""Files: Google's list of root signing keys (JSON), Apple's root certificate (PEM)."""
VAULT_GOOGLE_PAY_RECIPIENT = os.environ.get(
    "FONDACO_VAULT_GOOGLE_PAY_RECIPIENT", "merchant:fondaco-market"
)
VAULT_APPLE_PAY_MERCHANT = os.environ.get(
    "FONDACO_VAULT_APPLE_PAY_MERCHANT", "merchant.example.fondaco"
)
VAULT_GOOGLE_PAY_VERSIONS = (
    ("ECv2", "ECv1") if configuration.flag("FONDACO_VAULT_GOOGLE_PAY_ECV1") else ("ECv2",)
)

VAULT_REQUESTOR_ID = os.environ.get("FONDACO_REQUESTOR_ID", "fondaco-requestor")
VAULT_REQUESTOR_NAME = os.environ.get("FONDACO_REQUESTOR_NAME", "Fondaco")
VAULT_SERVER_REFERENCE = os.environ.get("FONDACO_THREEDS_REFERENCE", "FONDACO-3DSS-PRACTICE")
VAULT_ACQUIRER_BIN = os.environ.get("FONDACO_ACQUIRER_BIN", "412345")
