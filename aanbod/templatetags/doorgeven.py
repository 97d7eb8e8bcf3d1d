"""How a page tells machines what stands on it."""

import json
from collections.abc import Iterable, Sequence

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from aanbod.doorgeven import schema
from aanbod.doorgeven.selectors import is_gepubliceerd, is_openbaar
from aanbod.models import Bijeenkomst, Groep, Interventie
from gemeenten.grond.models import Organisatie

register = template.Library()
# Inside a script nothing is escaped: these may not stand there as they are.
_VEILIG = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def als_jsonld(feiten: schema.Data) -> SafeString:
    """A block of data, which a browser never runs; nothing in it can end the block."""
    tekst = json.dumps(feiten, ensure_ascii=False).translate(_VEILIG)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(tekst))  # noqa: S308 - translated


@register.simple_tag
def schema_aanbod(ding: Interventie, groepen: Iterable[Groep] = ()) -> SafeString | str:
    """Of an offer on the shelf, with those of these groups that anybody may see; of another one nothing."""
    if not is_gepubliceerd(ding):
        return ""
    return als_jsonld(schema.aanbod(ding, [groep for groep in groepen if is_openbaar(groep)]))


@register.simple_tag
def schema_groep(ding: Groep, bijeenkomsten: Sequence[Bijeenkomst]) -> SafeString | str:
    """Of a group that anybody may see; of another one nothing."""
    return als_jsonld(schema.groep(ding, bijeenkomsten)) if is_openbaar(ding) else ""


@register.simple_tag
def schema_organisatie(ding: Organisatie) -> SafeString:
    return als_jsonld(schema.organisatie(ding))


@register.simple_tag
def schema_site() -> SafeString:
    return als_jsonld(schema.site())


@register.inclusion_tag("aanbod/doorgeven/includes/_voorkant.html", takes_context=True)
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
