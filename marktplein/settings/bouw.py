"""For building an image: enough to collect static files, nothing to serve with."""

import secrets

from .base import *  # noqa: F403
from .base import STORAGES

SECRET_KEY = secrets.token_urlsafe(64)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
