"""What the desk reads aloud: whole sentences made of the fields of what was found, never of what somebody guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import capfirst

from aanbod.enums import Aanmeldwijze, Preventievorm
from aanbod.groepen.selectors import groepen_met_plek, punt_van
from aanbod.models import Groep, Interventie
from aanbod.plank.selectors import gepubliceerd
from aanbod.templatetags.aanbod import kosten, wie_en_leeftijd
from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.kaart.models import Contact
from gemeenten.kaart.selectors import publiek
from gemeenten.kaart.uren import als_tekst
from gemeenten.kcc.bereikbaar import Bereikbaar, bereikbaar
from marktplein.accounts.models import Bezoeker
from marktplein.basis.geo import afstand_m
from marktplein.basis.telefoon import toon
from marktplein.basis.werkdagen import LANDELIJK, Kalender
from marktplein.basis.woorden import dag, tel

# So many sentences of a description are read aloud; who wants more opens the page.
ZINNEN = 2
GROEPEN_GELEZEN = 60
ZONDER_VERWIJZING, MET_VERWIJZING = "U kunt er zonder verwijzing terecht.", "U hebt een verwijzing nodig."
AANBOD, ORGANISATIE = "aanbod", "organisatie"
VOOR_TE_LEZEN = (AANBOD, ORGANISATIE)


@dataclass(frozen=True, slots=True)
class Nummer:
    """Somebody to call or to transfer to, with its hours and how it stands now."""

    wie: str
    telefoon: str
    uren: str
    nu: Bereikbaar
    voorbeeld: bool = False

    @property
    def als_tekst(self) -> str:
        uren = f" ({self.uren})" if self.uren else ""
        return f"Bellen: {self.wie}, {toon(self.telefoon)}{uren}."


@dataclass(frozen=True, slots=True)
class Zin:
    """A part of an answer: its heading for who reads it, and what is said."""

    kop: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Gesprokene:
    """One answer."""

    soort: str
    nummer: int
    naam: str
    pad: str
    zinnen: list[Zin] = field(default_factory=list)
    nummers: list[Nummer] = field(default_factory=list)

    @property
    def adres(self) -> str:
        return f"{settings.SITE_URL}{self.pad}"

    @property
    def regels(self) -> tuple[str, ...]:
        """The same for a mail."""
        return (*(f"{zin.kop}: {zin.tekst}" for zin in self.zinnen), *(nummer.als_tekst for nummer in self.nummers))

    @property
    def sms(self) -> str:
        """Short: a name, a number and where to read the rest."""
        bellen = f" Bellen: {toon(self.nummers[0].telefoon)}." if self.nummers else ""
        return f"{self.naam}.{bellen} Lees meer: {self.adres}"


def van_aanbod(nummers: Sequence[int], user: Bezoeker, gemeente: Gemeente | None) -> dict[int, Gesprokene]:
    """Answers about these offers, by number. A constant number of queries."""
    rijen = gepubliceerd().filter(pk__in=nummers).select_related("organisatie").prefetch_related(_contacten())
    kalender = _kalender(gemeente)
    groepen, genoemd = _eerste_groepen(nummers, user, gemeente), _genoemd(rijen)
    return {
        ding.pk: _over_aanbod(ding, groepen.get(ding.pk), ding.organisatie or genoemd.get(_waar(ding)), kalender)
        for ding in rijen
    }


def _waar(ding: Interventie) -> str:
    return ding.aanmelden_bij.strip().lower()


def _genoemd(rijen: Iterable[Interventie]) -> dict[str, Organisatie]:
    """The organisations of the sociale kaart that bear exactly the name of where one registers."""
    namen = {_waar(ding) for ding in rijen if ding.organisatie is None} - {""}
    if not namen:
        return {}
    gevonden = publiek().annotate(klein=Lower("naam")).filter(klein__in=namen)
    return {o.naam.lower(): o for o in gevonden.prefetch_related("contacten")}


def van_organisaties(nummers: Sequence[int], gemeente: Gemeente | None) -> dict[int, Gesprokene]:
    rijen = publiek().filter(pk__in=nummers).prefetch_related(Prefetch("contacten", queryset=Contact.objects.all()))
    kalender = _kalender(gemeente)
    return {ding.pk: _over_organisatie(ding, kalender) for ding in rijen}


def _contacten() -> "Prefetch[str]":
    return Prefetch("organisatie__contacten", queryset=Contact.objects.all())


def _kalender(gemeente: Gemeente | None) -> Kalender:
    return kalender_van(gemeente) if gemeente else LANDELIJK


def _eerste_groepen(nummers: Sequence[int], user: Bezoeker, gemeente: Gemeente | None) -> dict[int, Groep]:
    """Of each offer the group to name: nearest to the place that was named, else the first to begin."""
    rijen = groepen_met_plek(user).filter(interventie__in=nummers).select_related("gemeente")[:GROEPEN_GELEZEN]

    def ver(groep: Groep) -> int:
        return afstand_m(gemeente.lat, gemeente.lon, *punt_van(groep)) if gemeente else 0

    uit: dict[int, Groep] = {}
    for groep in sorted(rijen, key=lambda g: (ver(g), g.start_op, g.pk)):
        uit.setdefault(groep.interventie_id, groep)
    return uit


def _over_aanbod(
    ding: Interventie, groep: Groep | None, organisatie: Organisatie | None, kalender: Kalender
) -> Gesprokene:
    zinnen = [
        Zin("Wat het is", _eerste_zinnen(ding.omschrijving)),
        Zin("Voor wie", f"{wie_en_leeftijd(ding)}."),
        Zin("Kosten", f"{kosten(ding)}."),
        Zin("Wanneer", _wanneer(ding, groep)),
        Zin("Meedoen", _meedoen(ding)),
    ]
    nummers = nummers_van(organisatie, kalender) if organisatie else []
    pad = reverse("aanbod:interventie", args=[ding.slug])
    return Gesprokene(AANBOD, ding.pk, ding.naam, pad, zinnen, nummers)


def _eerste_zinnen(tekst: str) -> str:
    zinnen = " ".join(tekst.split()).replace("? ", "?\n").replace("! ", "!\n").replace(". ", ".\n").split("\n")
    return " ".join(zinnen[:ZINNEN])


def _wanneer(ding: Interventie, groep: Groep | None) -> str:
    keer = f" Het is {tel(ding.bijeenkomsten, 'keer', 'keer')}." if ding.bijeenkomsten else ""
    if groep is not None:
        return f"De volgende groep begint op {dag(groep.start_op)} in {groep.gemeente}. Er is nog plek.{keer}"
    if ding.is_groepsaanbod:
        return f"Er is nu geen groep gepland. Bij genoeg vraag begint er een.{keer}"
    return f"Hiervoor zijn geen vaste data.{keer}"


def _meedoen(ding: Interventie) -> str:
    wijze, bij = ding.aanmeldwijze, ding.aanmelden_bij or "nog niet bekend"
    if ding.preventievorm == Preventievorm.PROBLEEMGERICHT:
        return "Dit is voor wie al hulp krijgt. Vraag het aan uw hulpverlener, de huisarts of het Jeugd- en Gezinsteam."
    if wijze == Aanmeldwijze.VRIJ:
        return "U hoeft zich niet aan te melden. U kunt gewoon komen."
    if wijze == Aanmeldwijze.MARKTPLEIN:
        return "U meldt zich zelf aan op de site, zodra er een groep is. Ik kan u de link sturen."
    if wijze == Aanmeldwijze.AANGEVRAAGD:
        return f"U hoeft zelf niets aan te vragen. Wie het aanvraagt: {bij}."
    if wijze == Aanmeldwijze.UITNODIGING:
        return f"U krijgt vanzelf een uitnodiging. Die komt van: {bij}."
    past = " Daar kijken ze samen met u of dit past." if ding.preventievorm == Preventievorm.SELECTIEF else ""
    return f"Aanmelden bij: {bij}.{past}"


def _over_organisatie(ding: Organisatie, kalender: Kalender) -> Gesprokene:
    zinnen = [
        Zin("Wat het is", _eerste_zinnen(ding.omschrijving)),
        Zin("Voor wie", capfirst(ding.doelgroep)),
        Zin("Kosten", ding.kosten),
        Zin(
            "Meedoen",
            "U kunt er zonder verwijzing terecht." if ding.vrij_toegankelijk else "U hebt een verwijzing nodig.",
        ),
    ]
    pad = reverse("kaart:organisatie", args=[ding.slug])
    met_tekst = [zin for zin in zinnen if zin.tekst]
    return Gesprokene(ORGANISATIE, ding.pk, ding.naam, pad, met_tekst, nummers_van(ding, kalender))


def nummers_van(organisatie: Organisatie, kalender: Kalender) -> list[Nummer]:
    """Whom to call there: its desks with their hours, else its own number. ``contacten`` is read already."""
    desks = [contact for contact in organisatie.contacten.all() if contact.telefoon]
    if not desks and organisatie.telefoon:
        onbekend = Bereikbaar(None)
        return [Nummer(str(organisatie), organisatie.telefoon, "", onbekend, organisatie.fictief)]
    return [nummer_van(contact, str(organisatie), kalender) for contact in desks]


def nummer_van(contact: Contact, organisatie: str, kalender: Kalender) -> Nummer:
    return Nummer(
        f"{organisatie}, {contact.naam.lower()}",
        contact.telefoon,
        uren_op_een_regel(contact.openingstijden),
        bereikbaar(contact.openingstijden, kalender),
        contact.fictief,
    )


def uren_op_een_regel(openingstijden: Sequence[str]) -> str:
    return als_tekst(openingstijden).replace("\n", "; ")


def op_nummer(soort: str, nummer: int, user: Bezoeker) -> Gesprokene | None:
    """The one answer of an address; None when it is not (or no more) there for everybody."""
    maak = {AANBOD: lambda: van_aanbod([nummer], user, None), ORGANISATIE: lambda: van_organisaties([nummer], None)}
    return maak[soort]().get(nummer) if soort in maak else None


def in_volgorde(gevonden: Iterable[tuple[str, int]], user: Bezoeker, gemeente: Gemeente | None) -> list[Gesprokene]:
    """Answers to what was found, in that order; what cannot be read aloud (a theme, a page) is left out."""
    paren = list(gevonden)
    per_soort = {
        AANBOD: van_aanbod([n for soort, n in paren if soort == AANBOD], user, gemeente),
        ORGANISATIE: van_organisaties([n for soort, n in paren if soort == ORGANISATIE], gemeente),
    }
    alle = (per_soort[soort].get(nummer) for soort, nummer in paren if soort in per_soort)
    return [antwoord for antwoord in alle if antwoord is not None]
