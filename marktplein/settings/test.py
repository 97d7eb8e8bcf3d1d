"""Tests: real PostgreSQL, real Valkey, quick password hashes; nothing leaves the machine."""

import os

# Each pytest-xdist worker has a Valkey database of its own. Decided here, before anything reads REDIS_URL:
# pytest-django loads these settings before a conftest gets its turn. A process started by a worker gets the same.
if _werknemer := os.environ.get("PYTEST_XDIST_WORKER", ""):
    _basis, _, _ = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{_basis}/{int(_werknemer.removeprefix('gw')) % 15 + 1}"

from .base import *  # noqa: F403
from .env import env

SECRET_KEY = env.str("SECRET_KEY", "alleen-voor-tests-" + "x" * 40)
VERSLEUTELSLEUTELS = ["YWxsZWVuLXZvb3ItdGVzdHMtMzItYnl0ZXMtbGFuZyE="]
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
# One process sees many databases go by.
ONTHOUD_SECONDEN = 0
WHITENOISE_AUTOREFRESH = False
