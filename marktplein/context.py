"""Values every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def huis(request: HttpRequest) -> dict[str, Any]:
    """The name of the site and whether this is the demo."""
    return {"SITE_NAAM": settings.NAAM, "DEMO": settings.DEMO, "POST_ZICHTBAAR": settings.POST_ZICHTBAAR}
