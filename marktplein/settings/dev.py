"""Development and demo: embedded PostgreSQL and Valkey, demo logins, mail to read at /post/."""

import os

from marktplein.ingebed import toestand

from .env import MAP, env, lijst

# Without an address in the environment, use the embedded servers that `make run` remembers.
os.environ.setdefault("DATABASE_URL", toestand.database_url(MAP) or "")
os.environ.setdefault("REDIS_URL", toestand.redis_url(MAP) or "")
for _naam in ("DATABASE_URL", "REDIS_URL"):
    if not os.environ[_naam]:
        del os.environ[_naam]

from .base import *  # noqa: E402, F403

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", True)
POST_ZICHTBAAR = env.bool("POST_ZICHTBAAR", DEMO)
MFA_VERPLICHT = env.bool("MFA_VERPLICHT", False)
SECRET_KEY = env.str("SECRET_KEY", "") or toestand.geheime_sleutel(MAP)
ALLOWED_HOSTS = lijst("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", ".localhost"])
VERSLEUTELSLEUTELS = lijst("VERSLEUTELSLEUTELS") or toestand.versleutelsleutels(MAP)
EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
# Without collectstatic: whitenoise finds the files where they are written.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = DEBUG
