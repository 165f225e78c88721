"""Every setting of the platform, read from the environment; see docs/configuration.md."""

import logging
from pathlib import Path

from environs import Env

from site_config.environment import cache, database, mail_server, read
from site_config.formats import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS, TIME_INPUT_FORMATS
from site_config.static_files import keep_for_a_year

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

DEBUG = read(env.bool, "DEBUG", False, "choose 1 or 0")
SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
# Recognises what was taken away. Its own: SECRET_KEY is changed now and then, this one never is.
REDACTION_KEY = env.str("REDACTION_KEY", "")
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
# The site is at the root of its host: no header of a client decides what addresses begin with.
FORCE_SCRIPT_NAME = ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", [])
# 0 on a site to try things out on: search engines are asked to leave all of it alone.
INDEXABLE = read(env.bool, "INDEXABLE", True, "choose 1 or 0")
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "site_config.apps.SiteConfig",
    "events",
    "knowledge",
    "search",
    "office",
    "recurrence",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "site_config.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",  # its words: the desk of Wagtail says how long ago with it
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    # Machines ask by the address of this one and without https, which all the others refuse.
    "site_config.probes.before_all",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside all that looks at a cookie, a language or an account, and outside `headers`, which
    # says of an address with a signed code that its answer is kept nowhere. What is kept carries
    # its policy: making that again would be a quarter of the work.
    "office.page_cache.PageCacheMiddleware",
    "office.shared_reads.SharedReadsMiddleware",
    "csp.middleware.CSPMiddleware",
    "site_config.middleware.headers",
    # Outside all that asks the database, but for the memory of pages, which goes on without it.
    "site_config.failure_pages.BusyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "site_config.redirects.OpenRedirectMiddleware",
    "office.refusal_middleware.RefusalMiddleware",
    "knowledge.pages.refused_deeds.RefusedDeedMiddleware",
    "site_config.rate_limits.RateLimitMiddleware",
    "site_config.error_pages.ErrorPageMiddleware",
]

ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# Database

DATABASES = {
    "default": read(
        database(env),
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'kenniskring.sqlite3'}",
        "write it as postgres://user@host/name or sqlite:///path",
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    try:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
    except OSError:
        # A system check says so and refuses; after the LTS the checks open the database themselves.
        DATABASES["default"]["NAME"] = ":memory:"
    # IMMEDIATE: the deferred default lost most of 500 simultaneous registrations (decision 0001).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # With statistics that lag behind, PostgreSQL compiled the query that finds a page: up to three
    # seconds for three rows (decision 0003). What DATABASE_URL says itself comes last and wins.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "office.User"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["office.accounts.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Language and time

LANGUAGE_CODE = "nl"
# Each is named in itself: its reader must recognise it. Who translates reads them in Dutch.
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands"), ("en", "Engels")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
# How dates and times are read, in forms of the admin also how they are shown (Wagtail's own three).
FORMAT_MODULE_PATH = "site_config.formats"
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT = DATE_INPUT_FORMATS[0], TIME_INPUT_FORMATS[0]
WAGTAIL_DATETIME_FORMAT = DATETIME_INPUT_FORMATS[0]
# A translation that is submitted must not publish untranslated Dutch under /en/.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "media")))
# Recordings are never under MEDIA_URL: withdrawal must reach the bytes.
PROTECTED_MEDIA_ROOT = VAR_DIR / "protected"
PROTECTED_MEDIA = env.str("PROTECTED_MEDIA", "django")
# `collectstatic` puts a hash into each name, and a browser keeps such a file for a year. With DEBUG
# names stay as they are and files are read from where they are made: nothing is collected.
STORAGES = {
    "default": {"BACKEND": "office.undone_files.FilesOfRows"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ADD_HEADERS_FUNCTION = keep_for_a_year

# Wagtail

WAGTAIL_SITE_NAME = "De Kenniskring"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "knowledge.pages.workflows.publish_approved"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "knowledge/closed/log_in.html"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "knowledge/closed/password.html"  # noqa: S105 -- a file
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
WAGTAILIMAGES_IMAGE_MODEL = "knowledge.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "knowledge.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "knowledge.pages.files.ImageForm"
# What office/pictures/ judges and cleans; SVG is a program, and no browser but one shows HEIC.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "knowledge.pages.files.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "txt", "vtt"]
# The admin's search boxes only; visitors search through `search`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "site_config.admin_search"}}

# Search

SEARCH_ENGINE = env.str("SEARCH_ENGINE", "embedded")
SEARCH_INDEX_PREFIX = env.str("SEARCH_INDEX_PREFIX", "kenniskring")

# Mail

EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_DIR = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "De Kenniskring <noreply@localhost>")
if EMAIL_URL:
    MAIL_ADVICE = "write it as smtp+tls://user:word@mail.example:587"
    vars().update(read(mail_server(env), "EMAIL_URL", "smtp://localhost", MAIL_ADVICE))
else:
    # Without a mail server mail lands in a folder; with DEBUG it is read at /beheer/postvak/.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
EMAIL_TIMEOUT = 10
# The outbox alone speaks to the server; what else sends mail puts it there.
MAIL_BACKEND, EMAIL_BACKEND = EMAIL_BACKEND, "office.mail.backend.OutboxBackend"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "office.password_reset.PasswordResetMailForm"  # noqa: S105 -- a class

# The form of a framework with 200 conditions has 1,500 fields. Public forms are small, and a flood
# of names in one costs a process no more than its 2.5 MB.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Cache, tasks, log

CACHES = {
    "default": read(
        cache(env), "CACHE_URL", "locmem://", "write it as locmem:// or db://name_of_a_table"
    ),
    # Public pages, in each process's own memory whatever CACHE_URL says (decision 0007).
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
TASKS_MODE = env.str("TASKS", "immediate")
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if TASKS_MODE == "worker"
            else "django_tasks.backends.immediate.ImmediateBackend"
        )
    }
}
AANSPREEKVORM = env.str("AANSPREEKVORM", "je")
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
KNOWN_LEVEL = LOG_LEVEL if LOG_LEVEL in logging.getLevelNamesMapping() else "INFO"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            # Signed links are as good as passwords: no log holds their codes.
            "()": "site_config.logs.MaskedFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": KNOWN_LEVEL},
    "loggers": {
        # Django gives these two handlers of their own, which would not mask.
        "django": {"handlers": [], "level": KNOWN_LEVEL, "propagate": True},
        # A line for every task of every save says nothing to anyone.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},  # it keeps its own log of who changed what
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

# Security

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = not DEBUG and BASE_URL.startswith("https:")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
# These two decide for every other site under the same domain, which is not ours to do unasked: a
# browser that has seen them reaches none of those without https any more.
SECURE_HSTS_INCLUDE_SUBDOMAINS = read(env.bool, "HSTS_SUBDOMAINS", False, "choose 1 or 0")
SECURE_HSTS_PRELOAD = read(env.bool, "HSTS_PRELOAD", False, "choose 1 or 0")
# W005 asks for the first and W021 for the second: the owner of the domain chooses.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https:")
X_FRAME_OPTIONS = "DENY"  # the middleware allows the admin its own frames, for previews
# The public site runs no inline script or style and loads nothing from elsewhere. A film of another
# host is a frame that a visitor asked for with a click.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "upgrade-insecure-requests": SECURE_SSL_REDIRECT,
    }
}
# A public page as editors see it before it is published: in a frame of the admin.
CONTENT_SECURITY_POLICY_OF_PREVIEWS = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "frame-ancestors": ["'self'"],
}
# Wagtail's admin writes scripts and styles into its pages, and shows a page in a frame.
CONTENT_SECURITY_POLICY_OF_ADMIN = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "media-src": ["'self'", "blob:"],
    "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
}
# What editors uploaded is shown or kept, and never runs: a picture or a document that is a page in
# disguise has no script, no form, no address of the site to speak for (site_config/middleware.py).
CONTENT_SECURITY_POLICY_OF_FILES = {
    "default-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
