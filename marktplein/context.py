"""Values every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from marktplein.menu import menu_voor


def huis(request: HttpRequest) -> dict[str, Any]:
    """The name of the site, whether this is the demo, and the menu (made only when a template shows it).

    A request that is refused at the door (a wrong host name) has no user yet; its page has no menu.
    """
    return {
        "SITE_NAAM": settings.NAAM,
        "DEMO": settings.DEMO,
        "POST_ZICHTBAAR": settings.POST_ZICHTBAAR,
        "menu": SimpleLazyObject(lambda: menu_voor(request) if hasattr(request, "user") else []),
    }
