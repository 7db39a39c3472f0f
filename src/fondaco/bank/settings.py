"""Settings of the practice bank, which stands in for the outside world in demo and tests."""

import os
from datetime import timedelta

from fondaco.kernel import configuration

FONDACO_PROGRAM = "bank"
DEBUG = configuration.flag("FONDACO_DEBUG")
SECRET_KEY = configuration.secret_key("bank")

MARKET_URL = configuration.address("market", 8000)
VAULT_URL = configuration.address("vault", 8001)
BANK_URL = configuration.address("bank", 8002)
ALLOWED_HOSTS = os.environ.get("FONDACO_BANK_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [BANK_URL]

MERCHANT_NAME = "Fondaco Marketplace"
MERCHANT_IBAN = os.environ.get("FONDACO_BANK_ACCOUNT_IBAN", "IT49N9990102100000000000001")

ROOMS = ("faults", "phone", "post", "issuer", "directory", "acs", "acquirer", "carrier", "wallet")
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "fondaco.kernel.apps.KernelConfig",
    "fondaco.bank.shell.apps.ShellConfig",
    *(f"fondaco.bank.{room}.apps.{room.capitalize()}Config" for room in ROOMS),
    "fondaco.bank.counter.apps.CounterConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fondaco.bank.shell.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fondaco.bank.shell.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "fondaco.bank.urls"
WSGI_APPLICATION = "fondaco.bank.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "fondaco.bank.shell.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fondaco.bank.shell.templatetags.rialto",
            ],
        },
    }
]

DATABASES = {"default": configuration.database("bank")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["fondaco.bank.issuer.passwords.Argon2idHasher"]

SESSION_COOKIE_NAME = "rialto_session"
CSRF_COOKIE_NAME = "rialto_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Idle sessions of account information end early: Regulation (EU) 2018/389, art. 4 (3) d.
SESSION_COOKIE_AGE = 5 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "fondaco.bank.shell.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
if BANK_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-rialto_session"
    CSRF_COOKIE_NAME = "__Host-rialto_csrf"
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

LOGGING = configuration.logging_config()

FONDACO_EVENT_HANDLERS = "fondaco.bank.wiring.EVENT_HANDLERS"
FONDACO_DEADLINE_HANDLERS = "fondaco.bank.wiring.DEADLINE_HANDLERS"
FONDACO_JOBS: dict[str, tuple[str, timedelta]] = {
    "kernel.forget": ("fondaco.kernel.retention.forget", timedelta(days=1)),
    "close_days": ("fondaco.bank.acquirer.settle.close_days_over", timedelta(hours=1)),
    "decide_chargebacks": ("fondaco.bank.acquirer.evidence.decide_due", timedelta(hours=1)),
}
FONDACO_WORK = ["fondaco.bank.acs.finish.sweep"]
FONDACO_TRIGGERS = [
    "fondaco.kernel.audit.TRIGGERS",
    "fondaco.bank.issuer.triggers.TRIGGERS",
]
