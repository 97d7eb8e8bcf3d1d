"""How a page tells machines what stands on it, and other sites what to show of it."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Inside a script nothing is escaped: these may not stand there as they are.
_VEILIG = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.filter
def jsonld(feiten: Mapping[str, Any]) -> SafeString:
    """A block of data, which a browser never runs; nothing in it can end the block."""
    tekst = json.dumps(feiten, ensure_ascii=False).translate(_VEILIG)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(tekst))  # noqa: S308 - translated


@register.inclusion_tag("includes/_voorkant.html", takes_context=True)
def voorkant(context: template.Context, titel: object, tekst: object = "", soort: str = "website") -> dict[str, str]:
    """What another site shows of this page when somebody passes on its address; nothing of its query."""
    request: HttpRequest | None = context.get("request")
    return {
        "titel": " ".join(str(titel).split()),
        "tekst": " ".join(str(tekst).split()),
        "soort": soort,
        "adres": f"{settings.SITE_URL}{request.path if request else '/'}",
        "naam": settings.NAAM,
    }
