"""Production: refuses to start when something is missing or unsafe, and says what to do."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import STORAGES
from .controle import bezwaren
from .env import env

DEBUG = False
MFA_VERPLICHT = env.bool("MFA_VERPLICHT", True)

SECURE_SSL_REDIRECT = env.bool("HTTPS_AFDWINGEN", True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000
# Both bind every name under the domain, also those that are not ours: only when somebody who may decide that says so.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMEINEN", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
# Only when a proxy in front sets these headers itself: otherwise anyone could claim to be secure, or somebody else.
PROXY_AANTAL = env.int("PROXY_AANTAL", 1)
if env.bool("ACHTER_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Without it every visitor has the proxy's address, and the limits on logging in hold for all of them together.
    ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_AANTAL
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

_bezwaren = bezwaren(
    globals()
    | {
        "OMGEVING": os.environ,
        "DEBUG_GEVRAAGD": env.bool("DEBUG", False),
        "HSTS_SUBDOMEINEN": SECURE_HSTS_INCLUDE_SUBDOMAINS,
        "HSTS_PRELOAD": SECURE_HSTS_PRELOAD,
        "MAIL_ONVERSLEUTELD": env.bool("MAIL_ONVERSLEUTELD", False),
    }
)
if _bezwaren:
    raise ImproperlyConfigured("\n".join(f"Marktplein start niet: {reden}" for reden in _bezwaren))
