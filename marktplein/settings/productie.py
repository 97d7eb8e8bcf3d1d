"""Production: refuses to start when something is missing or unsafe, and says what to do."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, DEMO, POST_ZICHTBAAR, SECRET_KEY, STORAGES
from .env import env


def _weiger(reden: str) -> None:
    raise ImproperlyConfigured(f"Marktplein start niet: {reden}")


if env.bool("DEBUG", False):
    _weiger("DEBUG staat aan. Haal DEBUG weg uit de omgeving.")
if DEMO:
    _weiger("DEMO staat aan. De demo heeft inlognamen met een bekend wachtwoord; zet DEMO=0.")
if POST_ZICHTBAAR:
    _weiger("POST_ZICHTBAAR staat aan. Dan leest iedereen alle mail, met namen en inloglinks; zet POST_ZICHTBAAR=0.")
if (
    len(SECRET_KEY) < 50
    or len(set(SECRET_KEY)) < 10
    or SECRET_KEY.startswith(("django-insecure", "alleen-voor", "verander"))
):
    _weiger("SECRET_KEY ontbreekt of is te zwak. Zet een eigen, willekeurige sleutel van 50 tekens of meer.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _weiger("ALLOWED_HOSTS ontbreekt. Noem de namen waaronder de site bereikbaar is, met komma's ertussen.")
for _naam in ("DATABASE_URL", "REDIS_URL", "SITE_URL"):
    if not env.str(_naam, ""):
        _weiger(f"{_naam} ontbreekt. Zie .env.example.")

DEBUG = False
MFA_VERPLICHT = env.bool("MFA_VERPLICHT", True)

SECURE_SSL_REDIRECT = env.bool("HTTPS_AFDWINGEN", True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Only when a proxy in front sets these headers itself: otherwise anyone could claim to be secure, or somebody else.
if env.bool("ACHTER_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Without it every visitor has the proxy's address, and the limits on logging in hold for all of them together.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_AANTAL", 1)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
