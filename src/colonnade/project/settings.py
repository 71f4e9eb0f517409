"""Django's settings, worked out from the operator's configuration."""

from urllib.parse import parse_qsl, unquote, urlsplit

from colonnade.project.config import SQLITE_FILE, load_config
from colonnade.project.languages import OWN, languages
from colonnade.project.statics import static_stamp

CONFIG = load_config()
DATA = CONFIG.data
SECRET_KEY = CONFIG.secret
FORMER_SECRETS = CONFIG.former_secrets
DEBUG = CONFIG.debug
ALLOWED_HOSTS = list(CONFIG.allowed_hosts)
PUBLIC_URL = CONFIG.public_url
ARTICLES = CONFIG.articles
# Whose X-Forwarded-For counts: also the edge's, which comes by our own socket.
PROXIES = (*CONFIG.trusted_proxies, "unix")
_HTTPS = PUBLIC_URL.startswith("https:")

INSTALLED_APPS = [
    "colonnade.outbox",
    "colonnade.sites",
    "colonnade.people",
    "colonnade.discussion",
    "colonnade.moderation",
    "colonnade.search",
    "colonnade.notify",
    "colonnade.transfer",
    "colonnade.web",
    "colonnade.staff",
    "colonnade.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # It loads the driver, which costs as much as a tenth of Django.
    *(["django.contrib.postgres"] if CONFIG.database_url else []),
    "allauth",
    "allauth.account",
]

_NEWSROOM_DOOR: list[str] = []

if CONFIG.articles:
    from colonnade.project import newsroom

    INSTALLED_APPS[4:4] = newsroom.APPS
    _NEWSROOM_DOOR = newsroom.MIDDLEWARE
    globals().update(newsroom.SETTINGS)
    WAGTAILADMIN_BASE_URL = PUBLIC_URL or "http://127.0.0.1:8000"

MIDDLEWARE = [
    "colonnade.web.middleware.guard_headers",
    "colonnade.web.middleware.tell_writes",
    "colonnade.web.views.health.answer_health",
    "colonnade.web.middleware.speak_language",
    "colonnade.api.middleware.speak_problems",
    "colonnade.web.middleware.follow_public_address",
    "django.middleware.common.CommonMiddleware",
    "colonnade.project.personal.part",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "colonnade.project.personal.join",
    "colonnade.web.middleware.answer_refusals",
    "colonnade.web.middleware.do_again",
    *_NEWSROOM_DOOR,
]


ROOT_URLCONF = "colonnade.project.urls"
WSGI_APPLICATION = "colonnade.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "colonnade.web.jinja.environment",
            "context_processors": ["colonnade.web.jinja.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, object]:
    url = urlsplit(CONFIG.database_url)
    if url.scheme in {"postgresql", "postgres"}:
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": query.pop("host", "") or unquote(url.hostname or ""),
            "PORT": str(url.port or query.pop("port", "")),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # The rest is the driver's: sslmode, sslrootcert, connect_timeout, options ...
            "OPTIONS": query,
        }
    return {
        "ENGINE": "colonnade.project.sqlite",
        "NAME": DATA / SQLITE_FILE,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a comment that was acknowledged survives a cut of the power.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-2000; PRAGMA mmap_size=134217728;"
            ),
        },
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "colonnade.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "colonnade.people.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_REDIRECT_URL = "/me/"
LOGIN_URL = "/accounts/login/"

LANGUAGE_CODE = "en"
LANGUAGES = languages(CONFIG.locales)
LOCALE_PATHS = [*([CONFIG.locales] if CONFIG.locales else []), str(OWN)]
USE_TZ = True
TIME_ZONE = "UTC"

# The edge answers what is below it; a change of any file changes every address.
STATIC_URL = f"/static/{static_stamp(articles=ARTICLES)}/"
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
CACHES = {
    # In files, so that the limits of sign-in and registration hold over all processes.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
    }
}

SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "colonnade.web.views.errors.forgery"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
# Whoever cuts a long text into comments ticks a box and gives a name for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500


def _email() -> dict[str, object]:
    url = urlsplit(CONFIG.email_url)
    if url.scheme in {"smtp", "smtps"}:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": url.hostname or "localhost",
            "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": url.scheme == "smtps",
            "EMAIL_USE_TLS": "tls=1" in url.query,
            "EMAIL_TIMEOUT": 20,
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": url.path or str(DATA / "mail"),
    }


globals().update(_email())
MAIL_GOES_TO_FILES = urlsplit(CONFIG.email_url).scheme == "file"
DEFAULT_FROM_EMAIL = CONFIG.email_from or (
    f"noreply@{urlsplit(PUBLIC_URL).hostname or 'localhost.localdomain'}"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "colonnade.kit.logs.JsonLines"}},
    "filters": {"client": {"()": "colonnade.kit.logs.ClientMistakes"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["client"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
