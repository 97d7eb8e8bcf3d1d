"""How good an entry is, for editors: named criteria, each of which may not apply. A visitor sees how fresh it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.versheid import Versheid, is_na_te_kijken, versheid

KORT, LANG = 60, 900
# Longer sentences are read by few (the guide of the rijksoverheid for B1 says ten on average, fifteen at most).
ZIN_HOOGSTENS = 20


class Criterium(models.TextChoices):
    VERS = "vers", "Nagekeken"
    CONTACT = "contact", "Te bereiken"
    PLEK = "plek", "Waar en wanneer"
    KOSTEN = "kosten", "Wat het kost"
    TEKST = "tekst", "Duidelijke tekst"


# Being checked applies to everything.
MAG_NVT = [(c.value, c.label) for c in Criterium if c is not Criterium.VERS]


@dataclass(frozen=True, slots=True)
class Oordeel:
    """``punten`` of 2; None when the criterion does not apply. ``wat_nu`` says what would make it good."""

    criterium: Criterium
    punten: int | None
    wat_nu: str = ""

    @property
    def kleur(self) -> str:
        return {None: "grijs", 0: "rood", 1: "geel", 2: "groen"}[self.punten]


@dataclass(frozen=True, slots=True)
class Kwaliteit:
    oordelen: tuple[Oordeel, ...]

    @property
    def score(self) -> int:
        """Percent of the points of what applies."""
        telt = [oordeel.punten for oordeel in self.oordelen if oordeel.punten is not None]
        return round(100 * sum(telt) / (2 * len(telt))) if telt else 100

    @property
    def te_doen(self) -> list[Oordeel]:
        return [oordeel for oordeel in self.oordelen if oordeel.wat_nu]


def kwaliteit(organisatie: Organisatie) -> Kwaliteit:
    """Reads ``locaties`` and ``contacten`` as they were prefetched."""
    nvt = set(organisatie.kwaliteit_nvt)
    return Kwaliteit(
        tuple(
            Oordeel(criterium, None) if criterium in nvt else Oordeel(criterium, *_MEET[criterium](organisatie))
            for criterium in Criterium
        )
    )


Meting = tuple[int, str]


def _vers(organisatie: Organisatie) -> Meting:
    stand = versheid(organisatie)
    if stand == Versheid.VERS:
        return 2, ""
    return (1 if stand == Versheid.NA_TE_KIJKEN else 0), "Kijk na of het nog klopt."


def _contact(organisatie: Organisatie) -> Meting:
    contacten = list(organisatie.contacten.all())
    telefoon = bool(organisatie.telefoon) or any(contact.telefoon for contact in contacten)
    anders = bool(organisatie.email or organisatie.website) or any(contact.email for contact in contacten)
    if telefoon and anders:
        return 2, ""
    return (1 if telefoon or anders else 0), "Vul een telefoonnummer in, en een e-mailadres of website."


def _plek(organisatie: Organisatie) -> Meting:
    plekken = list(organisatie.locaties.all())
    if not plekken:
        return 0, "Zet erbij waar men terecht kan."
    if all(plek.openingstijden for plek in plekken):
        return 2, ""
    return 1, "Zet bij elke locatie wanneer die open is."


def _kosten(organisatie: Organisatie) -> Meting:
    return (2, "") if organisatie.kosten.strip() else (0, "Zet erbij wat het kost, of dat het gratis is.")


def _tekst(organisatie: Organisatie) -> Meting:
    tekst = organisatie.omschrijving.strip()
    if not tekst:
        return 0, "Schrijf in een paar zinnen wat men hier kan."
    if len(tekst) < KORT:
        return 1, "De tekst is kort: wat kan men hier, en voor wie is het?"
    if len(tekst) > LANG:
        return 1, "De tekst is lang: houd het bij een paar zinnen."
    if any(len(zin.split()) > ZIN_HOOGSTENS for zin in re.split(r"[.!?]+", tekst)):
        return 1, "Er staat een lange zin in: maak er twee van."
    return 2, ""


_MEET: dict[Criterium, Callable[[Organisatie], Meting]] = {
    Criterium.VERS: _vers,
    Criterium.CONTACT: _contact,
    Criterium.PLEK: _plek,
    Criterium.KOSTEN: _kosten,
    Criterium.TEKST: _tekst,
}


def mist(criterium: str) -> Q:
    """Condition on organisations (with ``tekstlengte``): what this criterium asks is not there, and it applies."""
    geen_bel = Q(telefoon="") & ~Q(contacten__telefoon__gt="")
    waar = {
        Criterium.VERS: is_na_te_kijken(),
        Criterium.CONTACT: geen_bel & Q(email="", website=""),
        Criterium.PLEK: Q(locaties__isnull=True),
        Criterium.KOSTEN: Q(kosten=""),
        Criterium.TEKST: Q(tekstlengte__lt=KORT) | Q(tekstlengte__gt=LANG),
    }[Criterium(criterium)]
    return waar & ~Q(kwaliteit_nvt__contains=[criterium])


def met_lengte(rijen: "models.QuerySet[Organisatie]") -> "models.QuerySet[Organisatie]":
    return rijen.annotate(tekstlengte=Length("omschrijving"))
