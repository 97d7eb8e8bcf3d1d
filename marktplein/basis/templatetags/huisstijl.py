"""Template tags of the house style. How to use them: marktplein/docs/huisstijl.md."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from marktplein.basis import bediening, dagdelen, woorden
from marktplein.basis.iconen import ICONEN
from marktplein.basis.kleine_aantallen import Getal
from marktplein.basis.telefoon import toon

register = template.Library()

GROOT_GETAL = re.compile(r"\d{4,}")
KLEUREN = ("grijs", "groen", "geel", "rood", "blauw", "kers", "paars")


@register.simple_tag
@lru_cache(maxsize=1024)
def icoon(naam: str, klasse: str = "", tekst: str = "") -> SafeString:
    """An icon from the sprite; decoration unless ``tekst`` gives it a name. Raises ValueError for an unknown name."""
    if naam not in ICONEN:
        raise ValueError(f"Onbekend icoon “{naam}”; kies uit: {', '.join(sorted(ICONEN))}")
    adres = f"{static('extern/iconen.svg')}#{naam}"
    if tekst:
        return format_html(
            '<svg class="icoon {}" role="img" aria-label="{}"><use href="{}"></use></svg>', klasse, tekst, adres
        )
    return format_html('<svg class="icoon {}" aria-hidden="true"><use href="{}"></use></svg>', klasse, adres)


@register.filter
def tel(aantal: Getal, woorden_: str) -> str:
    """A count with its word: ``{{ n|tel:"kind,kinderen" }}`` is "1 kind" or "3 kinderen"."""
    een, meer = woorden_.split(",")
    return woorden.tel(aantal, een, meer)


@register.filter
def duizendtallen(waarde: object) -> str:
    """ "1.305", "minstens 12.400": a large number as people read it, also in the words that stand for a count."""
    return GROOT_GETAL.sub(lambda m: f"{int(m.group()):,}".replace(",", "."), str(waarde))


@register.filter
def in_plaats(naam: object, plaats: object) -> str:
    """A name or address with its town, told once: ``{{ ruimte.adres|in_plaats:ruimte.gemeente }}``."""
    return woorden.waar(str(naam or ""), plaats=str(plaats))


# "vr 27 nov" of a date or a moment; the hour is said beside it.
register.filter("dag_kort", woorden.dag_kort, expects_localtime=True)


@register.filter(is_safe=True)
def een_regel(tekst: str) -> str:
    """Without the line breaks of a template, also before a comma: for a title, where every space is read."""
    return " ".join(tekst.split()).replace(" ,", ",")


@register.filter
def telefoon(nummer: str) -> str:
    """A number as people write it: "06 12345678"; a foreign one with its country."""
    return toon(nummer)


@register.simple_tag
def badge(woord: object, kleur: str = "grijs") -> SafeString:
    """A state as word and colour; ``kleur`` is one of KLEUREN. Raises ValueError for another colour."""
    kleur = kleur or "grijs"
    if kleur not in KLEUREN:
        raise ValueError(f"Onbekende kleur “{kleur}”; kies uit: {', '.join(KLEUREN)}")
    return format_html('<span class="utrecht-data-badge badge--{}">{}</span>', kleur, woord)


@register.simple_tag
def vulling(
    bezet: int, totaal: int, woord: str = "", *, minimum: int = 0, wachtlijst: bool = True, open: bool = True
) -> SafeString:
    """How full a group is, as people ask: "nog 5 plekken", "vol, wachtlijst", with a bar of one scale.

    ``minimum`` is what it takes to begin: a stripe on the bar, and how many are still wanted. A group that is not
    ``open`` any more tells how many places were taken. ``woord`` makes it a share of something else than places:
    "7 van 9 kinderen".
    """
    return _vulling(get_language(), int(bezet or 0), int(totaal or 0), int(minimum or 0), str(woord), wachtlijst, open)


@lru_cache(maxsize=4096)
def _vulling(
    taal: str | None, bezet: int, totaal: int, minimum: int, woord: str, wachtlijst: bool, open: bool
) -> SafeString:
    """The same numbers look the same, and a list has a dozen of them: made once for each language."""
    over_plekken = not woord and open and totaal > 0
    context = {
        "bezet": bezet,
        "totaal": totaal,
        "vol": bezet >= totaal,
        "deel": min(100, bezet * 100 // totaal) if totaal else 0,
        "streep": minimum * 100 // totaal if 0 < minimum < totaal else 0,
        "kort": plekken_over(totaal - bezet, wachtlijst) if over_plekken else "",
        "nodig": max(0, minimum - bezet) if over_plekken else 0,
        "woord": woord,
    }
    return render_to_string("includes/_vulling.html", context)


def plekken_over(vrij: int, wachtlijst: bool = True) -> str:
    """ "nog 5 plekken", "vol, wachtlijst"."""
    if vrij > 0:
        return ngettext("nog %(aantal)s plek", "nog %(aantal)s plekken", vrij) % {"aantal": vrij}
    return gettext("vol, wachtlijst") if wachtlijst else gettext("vol")


@register.inclusion_tag("includes/_weekrooster.html")
def weekrooster(gekozen: Iterable[int], bijschrift: str = "") -> dict[str, Any]:
    """Dagdelen (0..14) to look at: a small table of Monday to Friday by morning, afternoon and evening."""
    aan = {int(dagdeel) for dagdeel in gekozen or ()}
    rijen = [(dag, [nummer * 3 + deel in aan for deel in range(3)]) for nummer, dag in enumerate(dagdelen.DAGEN)]
    return {"rijen": rijen, "delen": dagdelen.DELEN, "bijschrift": bijschrift}


@register.simple_tag(takes_context=True)
def pagina_url(context: template.RequestContext, nummer: int, naam: str = "pagina") -> str:
    """The address of page ``nummer`` of the list on this page; filters and sorting stay."""
    vraag = context["request"].GET.copy()
    vraag[naam] = str(nummer)
    return f"?{vraag.urlencode()}"


@register.filter
def paginanummers(pagina: Page[Any]) -> Iterable[int | str]:
    """The page numbers to show around the current one, with "…" for a gap."""
    return list(pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1))


@register.filter
def reeks(aantal: int) -> range:
    """1 up to and including ``aantal``, to loop over."""
    return range(1, int(aantal) + 1)


# --- forms ----------------------------------------------------------------------------------------------------


register.filter(bediening.niet_verplicht)


@register.filter
def heeft_niet_verplicht(formulier: forms.BaseForm) -> bool:
    """Whether the form has fields that are marked as not required, and so must explain the mark."""
    return any(bediening.niet_verplicht(veld) for veld in formulier.visible_fields())


@register.filter
def anker(veld: BoundField) -> str:
    """The id of the first control of a field, for the links in the error summary."""
    widget = veld.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{veld.auto_id}_0"
    return veld.id_for_label or str(veld.auto_id)


@register.filter
def fouten(formulieren: forms.BaseForm | Sequence[forms.BaseForm]) -> list[tuple[str, str, str]]:
    """(anchor, name of the field, message) of every error in one form or several, in the order of the fields.

    Anchor and name are empty for an error of the whole form.
    """
    lijst = [formulieren] if isinstance(formulieren, forms.BaseForm) else list(formulieren or ())
    gevonden: list[tuple[str, str, str]] = []
    for formulier in lijst:
        if not formulier.is_bound:
            continue
        gevonden += [("", "", str(fout)) for fout in formulier.non_field_errors()]
        for veld in formulier:
            doel, naam = ("", "") if veld.is_hidden else (anker(veld), _als_kopje(str(veld.label)))
            gevonden += [(doel, naam, str(fout)) for fout in veld.errors]
    return gevonden


def _als_kopje(label: str) -> str:
    """A label to put before a message: a question stays one, a word gets a colon."""
    return label if label.endswith(("?", ":")) else f"{label}:"


@register.filter
def zoekt_personen(form: forms.BaseForm) -> bool:
    """Whether words about a person are typed in it: then it is posted, so that they stand in no address."""
    return any(getattr(veld, "persoonlijk", False) for veld in form.fields.values())


@register.filter
def actieve_filters(formulier: forms.BaseForm) -> int:
    """How many filters of a filter form are filled in with something that can be read."""
    if not formulier.is_bound:
        return 0
    return sum(1 for veld in formulier.visible_fields() if _is_aan(veld))


def _is_aan(veld: BoundField) -> bool:
    return veld.value() not in (None, "", [], False) and not veld.errors


@register.filter
def filterwoorden(formulier: forms.BaseForm) -> str:
    """What is filtered on, in the words of the fields: "Leiden, Nieuw"; of a checkbox its label."""
    return _woorden(formulier, met_personen=True)


def _woorden(formulier: forms.BaseForm, *, met_personen: bool) -> str:
    if not formulier.is_bound:
        return ""
    velden = [v for v in formulier.visible_fields() if met_personen or not getattr(v.field, "persoonlijk", False)]
    return ", ".join(woord for veld in velden if (woord := _filterwoord(veld)))


def _filterwoord(veld: BoundField) -> str:
    if not _is_aan(veld):
        return ""
    waarde = veld.value()
    if isinstance(veld.field.widget, forms.CheckboxInput):
        return str(veld.label)
    waarden = [str(deel) for deel in (waarde if isinstance(waarde, list | tuple) else [waarde]) if deel]
    return ", ".join(keuzewoorden(veld, waarden) if hasattr(veld.field, "choices") else waarden)


def keuzewoorden(veld: BoundField, waarden: list[str]) -> list[str]:
    """The labels of the chosen values; what is no choice is left out."""
    keuzes: dict[str, str] = {}
    for sleutel, woord in veld.field.choices:  # type: ignore[attr-defined]
        groep = woord if isinstance(woord, list | tuple) else [(sleutel, woord)]
        keuzes.update({str(waarde): str(naam) for waarde, naam in groep})
    return [keuzes[waarde] for waarde in waarden if waarde in keuzes]


@register.simple_tag(takes_context=True)
def titelstaart(context: template.Context) -> str:
    """What tells this page from its brothers in a row of tabs: the tab, the filters and the page of the list."""
    delen = [str(tab["label"]) for tab in _lijst(context.get("tabs")) if tab.get("actief") and _zelfde_pagina(tab)]
    filterset = context.get("filter")
    formulier = getattr(filterset, "form", None)
    # A title is kept in the history of a browser: no words about a person.
    if isinstance(formulier, forms.BaseForm) and (woorden := _woorden(formulier, met_personen=False)):
        delen.append(woorden)
    blad = context.get("page_obj")
    if isinstance(blad, Page) and blad.number > 1:
        delen.append(
            gettext("pagina %(nummer)s van %(totaal)s") % {"nummer": blad.number, "totaal": blad.paginator.num_pages}
        )
    return "".join(f", {deel}" for deel in delen)


def _zelfde_pagina(tab: dict[str, Any]) -> bool:
    """A tab that leads to another page has its name in the title already."""
    return str(tab.get("url", "")).startswith("?")


def _lijst(waarde: object) -> list[dict[str, Any]]:
    return [deel for deel in waarde if isinstance(deel, dict)] if isinstance(waarde, list | tuple) else []
