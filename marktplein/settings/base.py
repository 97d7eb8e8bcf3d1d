"""What is true everywhere. dev, test and productie only say where they differ."""

from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from environs import validate

from .bezoek import BEGRENSDE_PAGINAS as BEGRENSDE_PAGINAS
from .bezoek import BEZOEKLIMIET as BEZOEKLIMIET
from .bezoek import INBEDDEN_OP as INBEDDEN_OP
from .env import MAP, env, lijst, verhouding
from .logs import LOGGING as LOGGING
from .rooster import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE

BASE_DIR = MAP

# --- who we are -----------------------------------------------------------------------------------------------
NAAM = "Marktplein"
SITE_URL: str = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
DEMO: bool = env.bool("DEMO", False)
POST_ZICHTBAAR: bool = env.bool("POST_ZICHTBAAR", False)
MFA_VERPLICHT: bool = env.bool("MFA_VERPLICHT", False)

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = lijst("ALLOWED_HOSTS")
# What lies encrypted in the database is written with the first and read with all (basis.versleuteling).
VERSLEUTELSLEUTELS: list[str] = lijst("VERSLEUTELSLEUTELS")
# Whoever sends it with /health/ reads what is wrong, like an application admin.
GEZONDHEID_SLEUTEL: str = env.str("GEZONDHEID_SLEUTEL", "")
CSRF_TRUSTED_ORIGINS: list[str] = lijst("CSRF_TRUSTED_ORIGINS")

# --- parts ----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "marktplein.basis",
    "marktplein.hulp",
    "marktplein.accounts",
    "marktplein.audit",
    "marktplein.werk",
    "marktplein.mail",
    "gemeenten.grond",
    "gemeenten.kaart",
    "aanbod",
    "facilitair",
    "vraag",
    "gemeenten.kcc",
    "marktplein.health",
    "marktplein.demo",
    "marktplein.beheer.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "reversion",
    "csp",
]

# Who hands in blocks for the start page; each block says its place.
WERKPLEK = [
    "vraag.werkplek", "aanbod.werkplek", "facilitair.werkplek",
    "gemeenten.grond.werkplek", "gemeenten.kaart.werkplek", "gemeenten.kcc.werkplek",
    "marktplein.werkplek.post",
]  # fmt: skip
# What quick search looks through, in the order in which it is shown.
VINDBAAR = [
    "marktplein.werkplek.vindbaar", "vraag.vindbaar", "aanbod.vindbaar", "facilitair.vindbaar",
    "gemeenten.grond.vindbaar", "gemeenten.kaart.vindbaar",
]  # fmt: skip

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "marktplein.middleware.Browserrechten",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before all that may answer by itself: a page that says no says it in the visitor's language.
    "marktplein.basis.taal.Taal",
    # Before the first that asks the database anything (the session).
    "marktplein.basis.verzoek.Leesbaar",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "marktplein.middleware.Sessieduur",
    "marktplein.audit.middleware.Geschiedenis",
    "marktplein.middleware.EerstInloggen",
    "marktplein.middleware.Drukte",
    "allauth.account.middleware.AccountMiddleware",
    "marktplein.accounts.middleware.TweedeStapVerplicht",
    "marktplein.middleware.NietBewaren",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Below the messages: those of a page that is not shown in the panel stay for the next.
    "marktplein.middleware.Paneel",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marktplein.basis.filter.FilterOnleesbaar",
    "gemeenten.grond.opvolging.OpgevolgdeGemeente",
    "marktplein.hulp.middleware.NoodInFormulier",
]

ROOT_URLCONF = "marktplein.urls"
WSGI_APPLICATION = "marktplein.wsgi.application"
ASGI_APPLICATION = "marktplein.asgi.application"

FORM_RENDERER = "marktplein.basis.bediening.Bediening"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marktplein.context.huis",
            ],
            "builtins": ["marktplein.basis.templatetags.ingebouwd"],
        },
    }
]

# --- data -----------------------------------------------------------------------------------------------------
STANDAARD_DATABASE_URL = "postgres://marktplein@127.0.0.1:5432/marktplein"


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for an URL, with the time limits that keep one bad query from stopping the house."""
    gegevens: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    grens: int = env.int("DATABASE_TIJDSLIMIET_MS", 30_000)
    opties = gegevens.setdefault("OPTIONS", {})
    opties.setdefault("connect_timeout", 5)
    opties.setdefault(
        "options",
        f"-c statement_timeout={grens} -c lock_timeout={grens // 2} -c idle_in_transaction_session_timeout=120000",
    )
    gegevens["TEST"] = {"TEMPLATE": "template0"}
    return gegevens


DATABASES = {"default": database(env.str("DATABASE_URL", STANDAARD_DATABASE_URL))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "marktplein",
        "OPTIONS": {"socket_connect_timeout": 3, "socket_timeout": 5},
    }
}

# --- work in the background -----------------------------------------------------------------------------------
# A worker renews the lease on the messages it works on (marktplein.werker); when it is killed, another one gets them
# after TAAK_OPNIEUW_NA seconds.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("TAAK_OPNIEUW_NA", 12),
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A worker killed while it held this lock would otherwise keep the others from restoring for five minutes.
    "unacked_mutex_expire": 5,
    "socket_connect_timeout": 3,
}
CELERY_TASK_TIME_LIMIT = env.int("TAAK_TIJDSLIMIET", 120)
CELERY_TASK_SOFT_TIME_LIMIT = CELERY_TASK_TIME_LIMIT - 10
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "marktplein"
# What computes for minutes has a queue and a worker of its own: a mail to confirm never waits behind it.
ZWARE_RIJ = "zwaar"
CELERY_TASK_ROUTES = {taak: {"queue": ZWARE_RIJ} for taak in ("vraag.pool_regio", "vraag.reken_scenario", "demo.draai")}
# The modules in which the house makes its messages: together the register (marktplein.mail.bericht).
BERICHTEN = (
    "aanbod.aanbieders.berichten",
    "aanbod.betrokken.berichten",
    "aanbod.deelname.berichten",
    "aanbod.doorgeven.berichten",
    "aanbod.plank.berichten",
    "facilitair.rooster.berichten",
    "facilitair.ruimtes.berichten",
    "facilitair.taken.berichten",
    "gemeenten.grond.berichten",
    "gemeenten.kaart.berichten",
    "gemeenten.kcc.berichten",
    "marktplein.mail.account",
    "marktplein.mail.verzamelen",
    "vraag.signalen.berichten",
    "vraag.uitleg.berichten",
    "vraag.voorstellen.berichten",
    "vraag.voorstellen.linkberichten",
    "vraag.voorstellen.trainerberichten",
    "vraag.voorstellen.verschuifberichten",
    "vraag.zelf.berichten",
)
# The mail of the day leaves at this hour, where the calendar of who gets it says that people are at work.
DAGMAIL_UUR = env.int("DAGMAIL_UUR", 7, validate=validate.Range(min=0, max=23))
DAGMAIL_DICHT = "gemeenten.grond.kalenders.dicht_voor"
# The kinds of work that beat catches up each minute (marktplein.werk).
WERKSOORTEN = (
    "gemeenten.kaart.services.invoer.INVOEREN",
    "marktplein.demo.klussen.DEMOWERK",
    "marktplein.mail.services.POST",
    "marktplein.werk.uitstel.UITSTEL",
    "vraag.poolen.services.POOLEN",
    "vraag.wat_als.services.WAT_ALS",
)
# The acts that can be taken back for ten seconds (marktplein.werk.uitstel).
UITSTELBAAR = (
    "facilitair.taken.handelingen.KLAAR",
    "facilitair.taken.handelingen.GEEF_AAN",
    "facilitair.rooster.handelingen.ROOSTER",
    "facilitair.ruimtes.handelingen.VRIJGEVEN",
    "aanbod.deelname.handelingen.TERUGGEVEN",
    "aanbod.deelname.handelingen.VAN_DE_LIJST",
    "vraag.voorstellen.handelingen.INTREKKEN",
    "vraag.voorstellen.handelingen.JA",
    "vraag.voorstellen.handelingen.NEE",
    "vraag.zelf.handelingen.TERUG",
)
CELERY_TASK_IGNORE_RESULT = True
# Only the runs of a round leave a result: their chord counts who is done.
CELERY_RESULT_BACKEND = REDIS_URL
CELERY_RESULT_EXPIRES = 3600
_EEN_POGING = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"retry_policy": _EEN_POGING}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULER = "marktplein.planning:Planning"

# How long a process may offer places and subjects to choose from as they were (marktplein.basis.onthouden).
ONTHOUD_SECONDEN = 30

# A proposal that nobody answered is moved only when so many children more get a place per so many proposals moved.
POOLEN_DREMPEL: tuple[int, int] = verhouding("POOLEN_DREMPEL", "1/2")

# Free texts of needs, answers, tasks and bookings are emptied so many days after these ended.
BEWAAR_VRIJE_TEKST_DAGEN: int = env.int("BEWAAR_VRIJE_TEKST_DAGEN", 90)

# --- people ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "marktplein.beheer.rechten.BeheerRechten",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "marktplein.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{NAAM}] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/3m/key",
}
MFA_ADAPTER = "marktplein.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = NAAM
MFA_FORMS = {"activate_totp": "marktplein.accounts.forms.AppMetCodes"}

# A session ends after this long without a click, and in any case after a working day.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE: int = env.int("SESSIE_MAXIMAAL", 12 * 3600)
SESSIE_STILSTAND: int = env.int("SESSIE_STILSTAND", 2 * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- what browsers may do -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing here needs any of these; a page that is taken over gets none.
BROWSERRECHTEN = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- mail -----------------------------------------------------------------------------------------------------
# Mail is written to the outbox first (marktplein.mail); this is how the outbox is emptied.
EMAIL_BACKEND: str = env.str("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST: str = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT: int = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER: str = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD: str = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS: bool = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env.str("AFZENDER", "Marktplein <noreply@marktplein.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- what the organisation declares ---------------------------------------------------------------------------
TOEGANKELIJKHEID_ORGANISATIE: str = env.str("TOEGANKELIJKHEID_ORGANISATIE", "")
TOEGANKELIJKHEID_STATUS: str = env.str("TOEGANKELIJKHEID_STATUS", "E", validate=validate.OneOf("ABCDE"))
# Compose hands on an empty text for what is not set.
TOEGANKELIJKHEID_DATUM: date | None = date.fromisoformat(_d) if (_d := env.str("TOEGANKELIJKHEID_DATUM", "")) else None
TOEGANKELIJKHEID_ONDERZOEK: str = env.str("TOEGANKELIJKHEID_ONDERZOEK", "")
TOEGANKELIJKHEID_CONTACT: str = env.str("TOEGANKELIJKHEID_CONTACT", "")
BEVEILIGING_CONTACT: str = env.str("BEVEILIGING_CONTACT", "")
# Where "leave this page quickly" leads to: an ordinary page that says nothing about why somebody went there.
SNEL_WEG: str = env.str("SNEL_WEG", "https://www.knmi.nl/")

# --- words and clock ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]  # in its own words: who looks for one may not read this one
LOCALE_PATHS = [BASE_DIR / "marktplein" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT: Path | None = Path(env.str("STATISCH_MAP", str(BASE_DIR / "static_verzameld")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
