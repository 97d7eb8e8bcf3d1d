"""What a list of rows needs of its filter form: one line to search in, the rest folded, a chip for what is on."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format

from marktplein.basis.lijst import COMPACT, DICHTHEID, FORMAAT, PAGINA
from marktplein.basis.templatetags.huisstijl import keuzewoorden

register = template.Library()

ZOEKVELDEN = ("zoek", "q")
LEEG: tuple[Any, ...] = (None, "", [], False)


class Chip(NamedTuple):
    """What is filtered on in words, and the address without it."""

    woorden: str
    url: str


@register.filter
def zoekveld(formulier: forms.BaseForm) -> BoundField | None:
    """The field of the search line, when the form has one."""
    return next((formulier[naam] for naam in ZOEKVELDEN if naam in formulier.fields), None)


@register.filter
def overige_velden(formulier: forms.BaseForm) -> list[BoundField]:
    """The fields that are folded away."""
    return [veld for veld in formulier.visible_fields() if veld.name not in ZOEKVELDEN]


@register.simple_tag(takes_context=True)
def rijen_compact(context: template.Context) -> bool:
    """Whether rows stand close: what the person chose, or the browser of a visitor."""
    request = context["request"]
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return bool(user.rijen_compact)
    return bool(request.COOKIES.get(DICHTHEID) == COMPACT)


@register.simple_tag(takes_context=True)
def filterchips(context: template.Context, formulier: forms.BaseForm) -> list[Chip]:
    """One for each value that is filtered on; what is typed stands in the search line itself."""
    if not formulier.is_bound:
        return []
    vraag: QueryDict = context["request"].GET
    return [chip for veld in overige_velden(formulier) for chip in _chips(veld, vraag)]


def _chips(veld: BoundField, vraag: QueryDict) -> Iterator[Chip]:
    waarde = veld.value()
    if waarde in LEEG:
        return
    if isinstance(veld.field.widget, forms.CheckboxInput):
        yield Chip(str(veld.label), _zonder(veld, vraag))
        return
    for deel in waarde if isinstance(waarde, list | tuple) else [waarde]:
        if woord := _woord(veld, str(deel)):
            yield Chip(f"{veld.label}: {woord}", _zonder(veld, vraag, str(deel)))


def _woord(veld: BoundField, waarde: str) -> str:
    if hasattr(veld.field, "choices"):
        return ", ".join(keuzewoorden(veld, [waarde]))
    schoon: Any = getattr(veld.form, "cleaned_data", {}).get(veld.name)
    return date_format(schoon, "D j b") if isinstance(schoon, dt.date) else waarde


def _zonder(veld: BoundField, vraag: QueryDict, waarde: str = "") -> str:
    """The address without this value of the field; other values of a field with several stay."""
    over = vraag.copy()
    naam = veld.html_name
    rest = [ander for ander in over.getlist(naam) if waarde and ander != waarde]
    for weg in (PAGINA, FORMAAT, naam, *(sleutel for sleutel in vraag if sleutel.startswith(f"{naam}_"))):
        over.pop(weg, None)
    if rest:
        over.setlist(naam, rest)
    return f"?{over.urlencode()}"
