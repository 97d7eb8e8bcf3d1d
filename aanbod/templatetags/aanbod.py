"""How offers and groups are put in words on a page."""

import datetime as dt

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from aanbod.enums import Aanmeldwijze, Doelgroep, Preventievorm
from aanbod.models import Aanmelding, Bijeenkomst, Groep, Interventie
from aanbod.permissions import kan_zelf_aanmelden
from aanbod.workflow import GROEP_AANMELDBAAR, GROEP_NOG_NIET_BEGONNEN, AanmeldingStaat, GroepStaat, InterventieStaat
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from marktplein.basis.templatetags.huisstijl import badge, plekken_over, vulling
from marktplein.basis.woorden import bedrag, dag_met_jaar, leeftijden, noemt, op_km, schoolklassen, uur

register = template.Library()

GROEP_KLEUR: dict[str, str] = {
    GroepStaat.VOORBEREIDING: "blauw",
    GroepStaat.OPEN: "groen",
    GroepStaat.VOL: "geel",
    GroepStaat.BEZIG: "blauw",
    GroepStaat.GEANNULEERD: "rood",
}
AANMELDING_KLEUR: dict[str, str] = {
    AanmeldingStaat.GEPLAATST: "groen",
    AanmeldingStaat.INTAKE: "kers",
    AanmeldingStaat.AANGEBODEN: "paars",
    AanmeldingStaat.WACHTLIJST: "geel",
    AanmeldingStaat.TE_BEVESTIGEN: "paars",
}
# So few are told by number where a group is told by its state.
LAATSTE_PLEKKEN = 2
INTERVENTIE_KLEUR: dict[str, str] = {
    InterventieStaat.CONCEPT: "blauw",
    InterventieStaat.VOORGELEGD: "geel",
    InterventieStaat.VRAAG: "rood",
    InterventieStaat.GEPUBLICEERD: "groen",
}


@register.filter
def kosten(interventie: Interventie) -> str:
    """ "Gratis", "€ 12,50", or that nobody filled it in: what is not known is not free."""
    cent = interventie.eigen_bijdrage_cent
    if cent is None:
        return gettext("Kosten onbekend")
    return bedrag(cent) if cent else gettext("Gratis")


@register.filter
def aanmelden(interventie: Interventie) -> str:
    """For colleagues, after "aanmelden:": "bij CJG Cursusbureau", "hoeft niet", "op het marktplein"."""
    wijze, wie = interventie.aanmeldwijze, interventie.aanmelden_bij or "onbekend"
    if wijze == Aanmeldwijze.VRIJ:
        return "hoeft niet"
    if wijze == Aanmeldwijze.MARKTPLEIN:
        return "op het marktplein"
    if wijze == Aanmeldwijze.AANGEVRAAGD:
        return f"aangevraagd door {wie}"
    return f"uitnodiging van {wie}" if wijze == Aanmeldwijze.UITNODIGING else wie


@register.filter
def leeftijd(ding: Interventie | Groep) -> str:
    """ "8 tot en met 12 jaar", "tijdens de zwangerschap", "tot en met 2 jaar, ook tijdens de zwangerschap".

    Of professionals nobody asks an age: "professionals".
    """
    if not _heeft_leeftijd(ding):
        return gettext("professionals")
    van, tot = ding.leeftijd_min, ding.leeftijd_max
    zwanger = getattr(ding, "zwangerschap", False)
    if zwanger and tot == 0:
        return gettext("tijdens de zwangerschap")
    jaren = leeftijden(van, tot)
    return gettext("%(jaren)s, ook tijdens de zwangerschap") % {"jaren": jaren} if zwanger else jaren


@register.filter
def leeftijd_van_wie(groep: Groep) -> str:
    """The same in a row of groups, where ages of children would pass for those of who comes: "ouders van kinderen van 1
    tot en met 4 jaar".
    """
    if groep.is_voor != Voor.OUDERS:
        return leeftijd(groep)
    return gettext("ouders van kinderen van %(leeftijd)s") % {"leeftijd": leeftijd(groep)}


@register.filter
def klassen(ding: Interventie | Groep) -> str:
    """ "groep 5 tot en met klas 1": the years of school that go with the ages; empty when there are none."""
    if not _heeft_leeftijd(ding):
        return ""
    return schoolklassen(ding.leeftijd_min, ding.leeftijd_max)


@register.filter
def groepsgrootte(interventie: Interventie) -> str:
    """ "6 tot en met 8 deelnemers", "één op één"."""
    van, tot = interventie.groep_min, interventie.groep_max
    if tot <= 1:
        return gettext("één op één")
    if van == tot:
        return gettext("%(aantal)d deelnemers") % {"aantal": tot}
    return gettext("%(van)d tot en met %(tot)d deelnemers") % {"van": van, "tot": tot}


@register.filter
def voor_wie(interventie: Interventie) -> str:
    """ "Ouders" or "Kinderen en jongeren, ouders"."""
    namen = [str(Doelgroep(code).label) for code in interventie.doelgroep]
    return ", ".join([*namen[:1], *(naam.lower() for naam in namen[1:])])


@register.filter
def wie_en_leeftijd(ding: Interventie | Groep) -> str:
    """ "Ouders van kinderen van 2 tot en met 12 jaar", "Kinderen en jongeren: 8 tot en met 12 jaar", "Professionals";
    of a group for whom that group is.
    """
    if isinstance(ding, Groep) and len(ding.interventie.voor_wie) > 1:
        wie = str(Voor(ding.is_voor).label)
    else:
        wie = voor_wie(ding.interventie if isinstance(ding, Groep) else ding)
    if not _heeft_leeftijd(ding):
        return wie
    if wie == str(Voor.OUDERS.label) and not getattr(ding, "zwangerschap", False):
        return gettext("Ouders van kinderen van %(leeftijd)s") % {"leeftijd": leeftijd(ding)}
    return gettext("%(wie)s: %(leeftijd)s") % {"wie": wie, "leeftijd": leeftijd(ding)}


_OOK_VOOR = {
    Preventievorm.UNIVERSEEL: gettext_lazy("Er zijn ook groepen voor iedereen: daarvoor meldt u zich zelf aan."),
    Preventievorm.SELECTIEF: gettext_lazy(
        "Er zijn ook groepen voor wie wat meer steun nodig heeft. Vraag ernaar bij uw huisarts, de school of het "
        "Jeugd- en Gezinsteam."
    ),
    Preventievorm.PROBLEEMGERICHT: gettext_lazy(
        "Er zijn ook groepen voor wie al hulp krijgt. Vraag ernaar bij uw hulpverlener, de huisarts of het Jeugd- en "
        "Gezinsteam."
    ),
}


_KIES_ZELF = gettext_lazy("Er zijn ook groepen voor iedereen: kies hieronder een groep en meld u zelf aan.")


@register.filter
def ook_voor(interventie: Interventie, zelf_te_kiezen: bool = False) -> list[str]:
    """Of the forms of which "how do you take part" does not tell: that there are such groups, and how one joins them.

    Where one registers by oneself, that is told of the groups for everybody, also when the offer is meant for others
    most of all. ``zelf_te_kiezen``: such groups stand on the page.
    """
    hoofd, *anderen = interventie.preventievormen
    if interventie.aanmeldwijze == Aanmeldwijze.MARKTPLEIN and Preventievorm.UNIVERSEEL in anderen:
        voor_hulp = hoofd == Preventievorm.PROBLEEMGERICHT
        over = [vorm for vorm in interventie.preventievormen if vorm != Preventievorm.UNIVERSEEL]
        return [str(_OOK_VOOR[vorm]) for vorm in over if vorm != hoofd or not voor_hulp]
    kies = {Preventievorm.UNIVERSEEL: _KIES_ZELF} if zelf_te_kiezen else {}
    return [str(kies.get(vorm, _OOK_VOOR[vorm])) for vorm in anderen]


@register.filter
def andere_vorm(groep: Groep) -> str:
    """ "voor iedereen" of a group that is meant for others than its offer is most of all; empty of the rest."""
    hoofd = groep.preventievorm == groep.interventie.preventievorm
    return "" if hoofd else str(groep.get_preventievorm_display()).lower()


def _heeft_leeftijd(ding: Interventie | Groep) -> bool:
    """Ages are of a child; a group for professionals has none."""
    if isinstance(ding, Interventie):
        return ding.voor_wie != (Voor.PROFESSIONALS,)
    # A proposal or a need says itself for whom it is.
    return (ding.is_voor if isinstance(ding, Groep) else ding.voor) != Voor.PROFESSIONALS


@register.filter
def moment(begin: dt.datetime, eind: dt.datetime | None = None) -> str:
    """ "woensdag 3 maart, 14.00 – 15.30 uur"; the year is told when it is another than this one."""
    return _op(dag_met_jaar(klok.lokaal(begin)), begin, eind)


@register.filter
def moment_met_jaar(begin: dt.datetime, eind: dt.datetime | None = None) -> str:
    """ "woensdag 3 maart 2027, 14.00 – 15.30 uur": for what is kept, such as a mail."""
    return _op(date_format(klok.lokaal(begin), "l j F Y"), begin, eind)


def _op(dag: str, begin: dt.datetime, eind: dt.datetime | None) -> str:
    if eind is None:
        return gettext("%(dag)s, %(van)s uur") % {"dag": dag, "van": uur(begin)}
    return gettext("%(dag)s, %(van)s – %(tot)s uur") % {"dag": dag, "van": uur(begin), "tot": uur(eind)}


register.filter("dag", dag_met_jaar)


@register.filter
def plaats(groep: Groep) -> str:
    """ "Leiden, Buurthuis De Proef"; the town once when the name of the house already tells it."""
    naam = groep.locatie_naam
    return naam if noemt(naam, groep.gemeente.naam) else ", ".join(filter(None, [groep.gemeente.naam, naam]))


register.filter(op_km)


@register.filter
def staat(ding: Groep | Aanmelding | Interventie) -> SafeString:
    """The state as word and colour."""
    kleuren: dict[str, str] = {**GROEP_KLEUR, **AANMELDING_KLEUR, **INTERVENTIE_KLEUR}
    bijna_vol = isinstance(ding, Groep) and ding.staat == GroepStaat.OPEN and 0 < ding.vrij <= LAATSTE_PLEKKEN
    woord = capfirst(plekken_over(ding.vrij)) if bijna_vol else ding.get_staat_display()  # type: ignore[union-attr]
    return badge(woord, kleuren.get(ding.staat, "grijs"))


@register.filter
def plekken_kort(groep: Groep) -> str:
    """For who works here, how full in a few words: "nog 5 plekken" while one can still come, else "10 van 15".

    For a group that is on the market teams stand in a line, whoever registers for it.
    """
    if groep.staat in GROEP_NOG_NIET_BEGONNEN:
        return plekken_over(groep.vrij, groep.staat in GROEP_AANMELDBAAR)
    return f"{groep.bezet} van {groep.capaciteit}"


@register.filter
def aanwezig(bijeenkomst: Bijeenkomst) -> str:
    """How many came to a meeting: "6 waren er"."""
    aantal = bijeenkomst.aanwezig
    if not aantal:
        return "niemand was er" if aantal == 0 else ""
    return "1 was er" if aantal == 1 else f"{aantal} waren er"


@register.simple_tag
def groepsvulling(groep: Groep) -> SafeString:
    """How full a group is: what is left while one can still come, else how many came; a line only of families, for
    that of teams has a panel of its own."""
    open_ = groep.staat in GROEP_NOG_NIET_BEGONNEN
    return vulling(
        groep.bezet, groep.capaciteit, minimum=groep.minimum, wachtlijst=kan_zelf_aanmelden(groep), open=open_
    )
