"""Tests: real PostgreSQL, real Valkey, quick password hashes; nothing leaves the machine."""

from .base import *  # noqa: F403
from .base import CELERY_BROKER_TRANSPORT_OPTIONS
from .env import env

SECRET_KEY = env.str("SECRET_KEY", "alleen-voor-tests-" + "x" * 40)
DEBUG = False
DEMO = True
POST_ZICHTBAAR = True
MFA_VERPLICHT = False
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = False
# Redelivery is tested with real kills; a test need not wait two minutes for it.
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {"visibility_timeout": env.int("TAAK_OPNIEUW_NA", 8)}
