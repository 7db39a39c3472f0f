"""Settings of the marketplace. What an operator sets stands in the environment."""

import os
from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fondaco.kernel import configuration
from fondaco.kernel.home import home
from fondaco.market.web.shell import languages, security

FONDACO_PROGRAM = "market"
DEMO = configuration.demo()
DEBUG = configuration.flag("FONDACO_DEBUG")
SECRET_KEY = configuration.secret_key("market")

MARKET_URL = configuration.address("market", 8000)
VAULT_URL = configuration.address("vault", 8001)
BANK_URL = configuration.address("bank", 8002)
ALLOWED_HOSTS = os.environ.get("FONDACO_MARKET_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [MARKET_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "fondaco.kernel.apps.KernelConfig",
    "fondaco.market.ledger.apps.LedgerConfig",
    "fondaco.market.members.apps.MembersConfig",
    "fondaco.market.trust.apps.TrustConfig",
    "fondaco.market.catalogue.apps.CatalogueConfig",
    "fondaco.market.messaging.apps.MessagingConfig",
    "fondaco.market.payments.apps.PaymentsConfig",
    "fondaco.market.trade.apps.TradeConfig",
    "fondaco.market.cases.apps.CasesConfig",
    "fondaco.market.project.apps.ProjectConfig",
    "fondaco.market.web.shell.apps.ShellConfig",
    "fondaco.market.web.storefront.apps.StorefrontConfig",
    "fondaco.market.web.seller.apps.SellerConfig",
    "fondaco.market.web.desks.apps.DesksConfig",
    "fondaco.market.web.api.apps.ApiConfig",
    "fondaco.market.web.webhooks.apps.WebhooksConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "fondaco.market.web.shell.proxies.VisitorAddressMiddleware",
    "fondaco.market.web.shell.kept_pages.KeptPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fondaco.market.web.shell.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "fondaco.market.web.shell.middleware.ChoicesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Before anything keeps what was sent: a form that waits for a step-up is kept in the session.
    "fondaco.market.web.shell.sent_texts.SentTextMiddleware",
    "fondaco.market.web.shell.middleware.AccessMiddleware",
    "fondaco.market.web.shell.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "fondaco.market.project.urls"
WSGI_APPLICATION = "fondaco.market.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fondaco.market.web.shell.context.shell",
            ],
            "builtins": ["fondaco.market.web.shell.templatetags.fondaco"],
        },
    }
]

DATABASES = {"default": configuration.database("market")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["fondaco.market.members.passwords.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "fondaco.market.members.passwords.StrengthValidator"}]

FONDACO_TRUSTED_PROXIES = os.environ.get("FONDACO_TRUSTED_PROXIES", "")
"""Our proxies: how many stand in a row, or their networks; they alone name a visitor's address."""
# The middleware has put that address into REMOTE_ADDR already.
ALLAUTH_TRUSTED_PROXY_COUNT = 0

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "fondaco.market.members.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "fondaco.market.members.forms.SignupForm"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = "Fondaco"
# Whoever sells, mediates or moves money needs a second factor; the demo's people have none.
FONDACO_REQUIRE_SECOND_FACTOR = configuration.flag(
    "FONDACO_REQUIRE_SECOND_FACTOR", default=not DEMO
)

SESSION_COOKIE_NAME = "fondaco_session"
CSRF_COOKIE_NAME = "fondaco_csrf"
LANGUAGE_COOKIE_NAME = "fondaco_language"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fondaco.market.web.shell.views.csrf_failure"
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-fondaco_session"
    CSRF_COOKIE_NAME = "__Host-fondaco_csrf"

CONTENT_SECURITY_POLICY = security.content_security_policy(vault_url=VAULT_URL, bank_url=BANK_URL)

LANGUAGE_CODE = "en"
FONDACO_LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("de", _("German")),
    ("zh-hans", _("Chinese")),
    ("ar", _("Arabic")),
]
"""What the pages are made for; offered is what they are translated into."""
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
LANGUAGES = languages.offered(FONDACO_LANGUAGES, LOCALE_PATHS)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = home() / "pictures"
MEDIA_URL = "/pictures/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Throttles count in the first; pages that anybody can make more of must not push counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    "searches": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "searches",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    "figures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

EMAIL_BACKEND = os.environ.get(
    "FONDACO_EMAIL_BACKEND",
    "fondaco.market.messaging.practice_post.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("FONDACO_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("FONDACO_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("FONDACO_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FONDACO_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = configuration.flag("FONDACO_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("FONDACO_EMAIL_FROM", "Fondaco <post@fondaco.example>")

LOGGING = configuration.logging_config()

FONDACO_EVENT_HANDLERS = "fondaco.market.project.wiring.EVENT_HANDLERS"
FONDACO_DEADLINE_HANDLERS = "fondaco.market.project.wiring.DEADLINE_HANDLERS"
FONDACO_JOBS: dict[str, tuple[str, timedelta]] = {
    "kernel.forget": ("fondaco.kernel.retention.forget", timedelta(days=1)),
    "kernel.seal_audit": ("fondaco.kernel.audit_sealing.seal", timedelta(minutes=5)),
    "payments.sweep": ("fondaco.market.payments.sweep.run", timedelta(minutes=1)),
    "payments.reconcile": ("fondaco.market.payments.reconcile.run_daily", timedelta(hours=1)),
    "payments.fraud_rate": ("fondaco.market.payments.fraud_rate.run", timedelta(hours=1)),
    "payments.pay_out": ("fondaco.market.payments.pay_out.run_daily", timedelta(days=1)),
    "payments.forget": ("fondaco.market.payments.forget.run", timedelta(days=1)),
    "trade.old_carts": ("fondaco.market.trade.actions.cart.forget_old", timedelta(days=1)),
    "trust.seal": ("fondaco.market.trust.transparency.seal", timedelta(minutes=5)),
    "trust.count_unanswered": ("fondaco.market.trust.jobs.count_unanswered", timedelta(hours=1)),
    "catalogue.forget_checked": (
        "fondaco.market.catalogue.actions.imports.forget_checked",
        timedelta(days=1),
    ),
    "catalogue.ratings": (
        "fondaco.market.catalogue.search.indexing.refresh_ratings",
        timedelta(days=1),
    ),
    "trust.refresh_standing": ("fondaco.market.trust.jobs.refresh_standing", timedelta(days=1)),
}
"""Recurring jobs: name to (dotted function, every how long in business time)."""
FONDACO_WORK: list[str] = ["fondaco.market.catalogue.actions.imports.work"]
"""Functions that do one bounded piece of long work for the worker, and return whether they did."""
FONDACO_BANK_ACCOUNT_IBAN = os.environ.get(
    "FONDACO_BANK_ACCOUNT_IBAN", "IT49N9990102100000000000001" if DEMO else ""
)
FONDACO_BANK_ACCOUNT_NAME = os.environ.get("FONDACO_BANK_ACCOUNT_NAME", "Fondaco Marketplace")
FONDACO_GATEWAY = os.environ.get(
    "FONDACO_GATEWAY", "fondaco.market.payments.gateways.vault.VaultGateway"
)
"""Dotted name of the class that charges cards (payments.gateways.protocol.Gateway)."""
FONDACO_STRIPE_SECRET_KEY = os.environ.get("FONDACO_STRIPE_SECRET_KEY", "")
FONDACO_STRIPE_PUBLISHABLE_KEY = os.environ.get("FONDACO_STRIPE_PUBLISHABLE_KEY", "")
FONDACO_STRIPE_STATEMENT = os.environ.get("FONDACO_STRIPE_STATEMENT", "")
"""The statement descriptor of the Stripe account, as cardholders read it; shown, never sent."""
FONDACO_STRIPE_WEBHOOK_SECRET = os.environ.get("FONDACO_STRIPE_WEBHOOK_SECRET", "")
FONDACO_STRIPE_API_BASE = os.environ.get("FONDACO_STRIPE_API_BASE", "")
"""Stripe is offered as a way to pay where both keys are set; the base is for a practice server."""
FONDACO_EASYPOST_WEBHOOK_SECRET = os.environ.get("FONDACO_EASYPOST_WEBHOOK_SECRET", "")
FONDACO_EASYPOST_CARRIERS = os.environ.get("FONDACO_EASYPOST_CARRIERS", "")
"""Carriers whose scans come by EasyPost's webhook, such as ``DHLExpress=DHL Express, UPS=UPS``."""
FONDACO_MERCHANT_ID = os.environ.get("FONDACO_MERCHANT_ID", "fondaco-market")
FONDACO_MERCHANT_MCC = os.environ.get("FONDACO_MERCHANT_MCC", "5262")
FONDACO_MERCHANT_COUNTRY = os.environ.get("FONDACO_MERCHANT_COUNTRY", "380")
FONDACO_PAYOUT_MINIMUM_MINOR = int(os.environ.get("FONDACO_PAYOUT_MINIMUM_MINOR", "100"))
"""A seller's balance below this waits for the next day, in minor units of its currency."""
FONDACO_CHECKER_ADDRESS = {
    "name": os.environ.get("FONDACO_CHECKER_NAME", "Fondaco, authenticity desk"),
    "line1": os.environ.get("FONDACO_CHECKER_STREET", "Riva del Vin 1"),
    "city": os.environ.get("FONDACO_CHECKER_CITY", "Venezia"),
    "postcode": os.environ.get("FONDACO_CHECKER_POSTCODE", "30125"),
    "country": os.environ.get("FONDACO_CHECKER_COUNTRY", "IT"),
}
"""Where supposed counterfeits are sent to be checked: never back to the seller."""
FONDACO_OPERATOR = {
    name: os.environ.get(f"FONDACO_OPERATOR_{name.upper()}", "")
    for name in (
        "name", "address", "register", "tax_number", "email", "phone", "security_email",
        "authority",
    )
}  # fmt: skip
"""Who runs the installation, for imprint, contact and security.txt; shown as missing when empty."""
FONDACO_TRIGGERS = [
    "fondaco.kernel.audit.TRIGGERS",
    "fondaco.market.ledger.triggers.TRIGGERS",
    "fondaco.market.trust.triggers.TRIGGERS",
    "fondaco.market.catalogue.triggers.TRIGGERS",
    "fondaco.market.trade.triggers.TRIGGERS",
    "fondaco.market.cases.triggers.TRIGGERS",
    "fondaco.market.payments.triggers.TRIGGERS",
]
FONDACO_PAGES_LAG_S = float(os.environ.get("FONDACO_PAGES_LAG_S", "1"))
"""How far a page for anonymous visitors may be behind, in seconds; 0 asks the database always."""
FONDACO_API_KEY_READER = "fondaco.market.web.api.keys.read"
FONDACO_ACCESS_STRICT = DEBUG
FONDACO_ACCESS_TABLES = [
    f"fondaco.market.web.{door}.access.access_table"
    for door in (
        "shell",
        "storefront.browse",
        "storefront.buying",
        "storefront.paying",
        "storefront.cases",
        "storefront.reviews",
        "storefront.account",
        "storefront.help",
        "seller.home",
        "seller.listings",
        "seller.orders",
        "seller.cases",
        "seller.money",
        "desks.operator",
        "desks.mediator",
        "desks.finance",
        "desks.payments",
        "desks.policies",
        "desks.trust",
        "api",
        "webhooks",
    )
]
