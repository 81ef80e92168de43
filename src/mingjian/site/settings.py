"""Settings. Everything an installation may set comes from the environment (docs/operations.md lists each name)."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

from mingjian.site.secrets import read_secrets

PACKAGE = Path(__file__).resolve().parent.parent


def _database(dsn: str) -> dict[str, object]:
    parts = urlsplit(dsn)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", None) or str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options},
        "ATOMIC_REQUESTS": False,
    }


DATA = Path(os.environ["MINGJIAN_DATA"]) if os.environ.get("MINGJIAN_DATA") else None
DEMO = os.environ.get("MINGJIAN_DEMO") == "1"
SITES_PORT = int(os.environ.get("MINGJIAN_SITES_PORT", "0"))
EVIDENCE = Path(os.environ.get("MINGJIAN_EVIDENCE") or (DATA or Path("/nonexistent")) / "evidence")
BUNDLE_KEYS = Path(os.environ.get("MINGJIAN_BUNDLE_KEYS") or (DATA or Path("/nonexistent")) / "bundle-keys")
BUCKET = os.environ.get("MINGJIAN_BUCKET", "")
BUCKET_ENDPOINT = os.environ.get("MINGJIAN_BUCKET_ENDPOINT", "")
BUCKET_KEY = os.environ.get("MINGJIAN_BUCKET_KEY", "")
BUCKET_SECRET = os.environ.get("MINGJIAN_BUCKET_SECRET", "")
PATROL_INTERVAL = float(os.environ.get("MINGJIAN_PATROL_INTERVAL", "1"))
TSA = os.environ.get("MINGJIAN_TSA", "")
PUBLICATION_MONTHS = tuple(int(text) for text in os.environ.get("MINGJIAN_PUBLISH_MONTHS", "3,36").split(","))
LOG_NAME = os.environ.get("MINGJIAN_LOG_NAME", "mingjian.localhost/log")
PROXIES = int(os.environ.get("MINGJIAN_PROXIES", "0"))
_secrets = read_secrets(DATA)
SECRET_KEY = _secrets["django"]
CONTACT_KEY = bytes.fromhex(_secrets["contacts"])
RECEIPT_KEY = bytes.fromhex(_secrets["receipts"])
BUNDLE_MASTER = bytes.fromhex(_secrets["bundles"])
IDENTITY_KEY = bytes.fromhex(_secrets["identities"])

DEBUG = False
ALLOWED_HOSTS = os.environ.get("MINGJIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": _database(os.environ.get("MINGJIAN_DSN", "postgresql://localhost/mingjian"))}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "mingjian.records.apps.RecordsConfig",
    "mingjian.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "mingjian.web.uploads.BoundedBody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mingjian.web.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "mingjian.site.addresses"
WSGI_APPLICATION = "mingjian.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingjian.web.shell.shell",
            ],
            "libraries": {
                "parts": "mingjian.web.components.tags",
                "party": "mingjian.web.components.party_tags",
            },
            "builtins": [
                "django.templatetags.i18n",
                "mingjian.web.components.document_tags",
                "django.templatetags.static",
                "mingjian.web.components.tags",
                "mingjian.web.components.return_tags",
                "mingjian.web.components.measure_tags",
                "mingjian.web.components.case_tags",
            ],
        },
    }
]

AUTH_USER_MODEL = "records.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "/desk/sign-in/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "mingjian.web.sign_in.locked"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Mingjian"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
_secure = os.environ.get("MINGJIAN_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MINGJIAN_ORIGINS", "").split(",") if origin]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "no_tasks_in_apps"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("MINGJIAN_LOG", "WARNING")},
}
