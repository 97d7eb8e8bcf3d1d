"""Template tags for a page in more than one language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from marktplein.basis.taal import Keuze, keuzes

register = template.Library()


@register.simple_tag(takes_context=True)
def taalkeuzes(context: Mapping[str, Any]) -> list[Keuze]:
    """This page in every language; empty when it has one, or when nothing was asked for (a page made by hand)."""
    request = context.get("request")
    return keuzes(request) if request is not None else []


@register.filter
def absoluut(pad: str) -> str:
    """The whole address of a path of ours."""
    return f"{settings.SITE_URL}{pad}"
