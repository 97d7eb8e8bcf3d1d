"""How a page of an offer or a group tells machines what stands on it."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.safestring import SafeString

from aanbod.doorgeven import schema
from aanbod.doorgeven.selectors import is_gepubliceerd, is_openbaar
from aanbod.models import Bijeenkomst, Groep, Interventie
from marktplein.basis.templatetags.voorkant import jsonld

register = template.Library()


@register.simple_tag
def schema_aanbod(ding: Interventie, groepen: Iterable[Groep] = ()) -> SafeString | str:
    """Of an offer on the shelf, with those of these groups that anybody may see; of another one nothing."""
    if not is_gepubliceerd(ding):
        return ""
    return jsonld(schema.aanbod(ding, [groep for groep in groepen if is_openbaar(groep)]))


@register.simple_tag
def schema_groep(ding: Groep, bijeenkomsten: Sequence[Bijeenkomst]) -> SafeString | str:
    """Of a group that anybody may see; of another one nothing."""
    return jsonld(schema.groep(ding, bijeenkomsten)) if is_openbaar(ding) else ""


@register.simple_tag
def schema_site() -> SafeString:
    return jsonld(schema.site())


register.filter(is_openbaar)
register.filter(is_gepubliceerd)
