"""Keep the shelf: add, change, publish and withdraw an offer, and tell whoever follows it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from reversion.models import Version

from aanbod.enums import ZONDER_ADRES
from aanbod.models import Interventie, Thema
from aanbod.permissions import is_redactie, kan_interventie_maken, kan_interventie_wijzigen
from aanbod.plank.berichten import VanRedactie
from aanbod.plank.gebeurtenissen import aanbod_veranderd, zaalvulling_veranderd
from aanbod.plank.leesbaar import zet_leesscore
from aanbod.plank.versies import bewaar_eerste_versie, bewaar_versie, inhoud_van, nummer_van, versies_van
from aanbod.workflow import INTERVENTIE_OVERGANGEN, InterventieStaat
from gemeenten.grond.models import Organisatie
from gemeenten.kaart.versheid import maanden_later
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout, Verouderd
from marktplein.basis.toegang import eis, haal

# An assumption may be about more fields than one.
_VELDEN_VAN = {
    "leeftijd": {"leeftijd_min", "leeftijd_max"},
    "groep": {"groep_min", "groep_max"},
    "eigen_bijdrage": {"eigen_bijdrage_cent"},
}
_BEPAALT_ZAAL = {"personen_per_deelnemer", "trainers_nodig", "doelgroep", "zwangerschap"}
MAG_NIET = "Alleen de aanbieder zelf en de beheerder kunnen dit aanbod wijzigen."
EERST_REDACTIE = "De redactie kijkt eerst mee. Kies ‘Leg voor aan de redactie’."
MAG_NIET_MAKEN = "Je voegt alleen aanbod toe voor je eigen organisatie. De beheerder doet het voor andere."
NAAM_BESTAAT = (
    "Deze organisatie heeft al aanbod met (bijna) dezelfde naam. Kies een naam die daar duidelijk van verschilt."
)
# An offer with this slug would have the address of another page.
BEZETTE_SLUGS = {"nieuw"}


@transaction.atomic
def maak_interventie(
    *,
    organisatie: Organisatie,
    aanbieder_type: str,
    velden: Mapping[str, Any],
    themas: Sequence[Thema],
    door: User,
    sleutel: uuid.UUID | None = None,
) -> Interventie:
    """Add an offer as CONCEPT, seen only by who may change it; the same form twice is one offer.

    ``velden`` holds the model's own fields. Raises DomeinFout at ``naam`` when it is taken.
    """
    eis(kan_interventie_maken(door, organisatie), MAG_NIET_MAKEN)

    naam = " ".join(velden["naam"].split())

    def werk() -> Interventie:
        ding = Interventie(
            **{**velden, "naam": naam},
            slug=_vrije_slug(naam, organisatie),
            organisatie=organisatie,
            aanbieder=organisatie.naam[:120],
            aanbieder_type=aanbieder_type,
            laatst_gecontroleerd=klok.vandaag(),
        )
        zet_bevestigd(ding)
        zet_leesscore(ding)
        _voeg_toe(ding)
        ding.themas.set(themas)
        bewaar_versie(ding)
        _meld_verandering(ding)
        leg_vast("interventie.toegevoegd", ding, door=door, organisatie=organisatie.pk)
        return ding

    invoer = (organisatie, aanbieder_type, velden, themas)
    return eenmalig(sleutel, "interventie", Interventie, werk, van=door, invoer=invoer, eerder=_al_toegevoegd)[0]


def _al_toegevoegd(ding: Interventie) -> Eerder:
    return Eerder(
        f"Je hebt dit aanbod al toegevoegd: ‘{ding.naam}’. Klopt er iets niet? Wijzig het daar. Is dit ander aanbod? "
        "Verstuur het formulier dan nog een keer.",
        reverse("aanbod:interventie_wijzigen", args=[ding.slug]),
        "Wijzig het aanbod dat er staat",
    )


def _vrije_slug(naam: str, organisatie: Organisatie) -> str:
    """Of its name; and where another organisation has an offer that is called so, of that organisation too."""
    slug = slugify(naam)[:120].strip("-")
    if not slug:
        raise DomeinFout("Gebruik in de naam letters of cijfers.", veld="naam")
    slug = f"{slug}-aanbod" if slug in BEZETTE_SLUGS else slug
    if _naam_bezet(naam, slug, organisatie):
        raise DomeinFout(NAAM_BESTAAT, veld="naam")
    return _met_organisatie(slug, organisatie) if Interventie.objects.filter(slug=slug).exists() else slug


def _met_organisatie(slug: str, organisatie: Organisatie) -> str:
    return f"{slug[:70]}-{organisatie.slug}"[:120].strip("-")


def _naam_bezet(naam: str, slug: str, organisatie: Organisatie) -> bool:
    zelfde = Q(naam__iexact=naam) | Q(slug__in=(slug, _met_organisatie(slug, organisatie)))
    return Interventie.objects.filter(zelfde, organisatie=organisatie).exists()


def _voeg_toe(ding: Interventie) -> None:
    """Insert it; somebody else may have taken the name a moment ago."""
    try:
        with transaction.atomic():
            ding.save(force_insert=True)
    except IntegrityError as fout:
        net = Q(naam__iexact=ding.naam, organisatie=ding.organisatie) | Q(slug=ding.slug)
        if not Interventie.objects.filter(net).exists():
            raise
        raise DomeinFout(NAAM_BESTAAT, veld="naam") from fout


@transaction.atomic
def wijzig_interventie(
    *,
    interventie: Interventie,
    versie: int,
    velden: Mapping[str, Any],
    themas: Sequence[Thema],
    door: User,
    hersteld: int | None = None,
) -> Interventie:
    """Save changed fields and themes. A field that somebody has looked at is an assumption no longer.

    What it said before and says now can be compared and put back (plank.versies); ``hersteld`` is the number of the
    version of which these values are. Raises Verouderd when somebody else saved since ``versie``; DomeinFout when a
    published offer would lose its routing.
    """
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = vergrendel(interventie)
    gewijzigd = sorted(naam for naam, waarde in velden.items() if getattr(actueel, naam) != waarde)
    if actueel.versie != versie:
        if not gewijzigd and set(actueel.themas.all()) == set(themas):
            return actueel  # The second press of one button: what it asks stands there already.
        raise Verouderd
    _eis_vrije_naam(actueel, velden.get("naam", actueel.naam))
    bewaar_eerste_versie(actueel)
    andere_themas = set(actueel.themas.all()) != set(themas)
    for naam in gewijzigd:
        setattr(actueel, naam, velden[naam])
    if actueel.staat == InterventieStaat.GEPUBLICEERD:
        eis_routing(actueel)
    actueel.aannames = [naam for naam in actueel.aannames if not _VELDEN_VAN.get(naam, {naam}) & set(gewijzigd)]
    zet_bevestigd(actueel)
    zet_leesscore(actueel)
    actueel.versie += 1
    actueel.save()
    actueel.themas.set(themas)
    bewaar_versie(actueel)
    _meld_verandering(actueel)
    if _BEPAALT_ZAAL & set(gewijzigd):
        zaalvulling_veranderd.send(sender=Interventie, interventie=actueel, door=door)
    als = "interventie.hersteld" if hersteld else "interventie.gewijzigd"
    uit: dict[str, Any] = {"uit": hersteld} if hersteld else {}
    wat = [*gewijzigd, "themas"] if andere_themas else gewijzigd
    leg_vast(als, actueel, door=door, velden=wat, versie=actueel.versie, **uit)
    return actueel


def zet_bevestigd(ding: Interventie) -> None:
    """Somebody looked at it and says it is right (unsaved): asked again after the time that the owner chose."""
    ding.laatst_gecontroleerd = klok.vandaag()
    ding.bevestigd_tot = maanden_later(klok.vandaag(), ding.bevestig_maanden)
    ding.bevestiging_gevraagd_op = None


def herstel_versie(*, interventie: Interventie, bewaard: Version, versie: int, door: User) -> Interventie:
    """Put back what the offer said in a kept version: a change like any other, that can be undone the same way.

    Raises what wijzig_interventie raises; DomeinFout at ``naam`` when its name of then belongs to another one now.
    """
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    waarden = inhoud_van(haal(versies_van(interventie), pk=bewaard.pk))
    themas = waarden.pop("themas")
    return wijzig_interventie(
        interventie=interventie, versie=versie, velden=waarden, themas=themas, door=door, hersteld=nummer_van(bewaard)
    )


def _eis_vrije_naam(ding: Interventie, naam: str) -> None:
    """Another offer of the same organisation may not be called so."""
    ander = Interventie.objects.filter(naam__iexact=naam, organisatie=ding.organisatie_id).exclude(pk=ding.pk)
    if ander.exists():
        raise DomeinFout(NAAM_BESTAAT, veld="naam")


@transaction.atomic
def publiceer_interventie(interventie: Interventie, door: User) -> Interventie:
    """→ GEPUBLICEERD. Raises DomeinFout while the routing is not complete. Idempotent.

    The first time, of an offer from outside, that is for the editors to do (plank.redactie); what they put there is
    approved.
    """
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = vergrendel(interventie)
    if actueel.staat == InterventieStaat.GEPUBLICEERD:
        return actueel
    eis_routing(actueel)
    if actueel.eerst_langs_redactie:
        if not is_redactie(door):
            raise OvergangFout(EERST_REDACTIE)
        actueel.goedgekeurd_op = klok.vandaag()
        actueel.save(update_fields=["goedgekeurd_op", "gewijzigd_op"])
        VanRedactie(actueel, is_vraag=False).zet_klaar()
    verplaats_aanbod(actueel, InterventieStaat.GEPUBLICEERD, door)
    return actueel


@transaction.atomic
def trek_interventie_in(interventie: Interventie, door: User, opvolger: Interventie | None = None) -> Interventie:
    """GEPUBLICEERD → INGETROKKEN: gone from search and from new demand; groups that are planned go on. Idempotent.

    Old links lead to ``opvolger``, or to a page that shows what is like it.
    """
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = vergrendel(interventie)
    if actueel.staat == InterventieStaat.INGETROKKEN:
        return actueel
    if actueel.staat != InterventieStaat.GEPUBLICEERD:
        raise OvergangFout("Dit aanbod staat nog niet op de plank. Daardoor kan het er ook niet af.")
    if opvolger is not None and (opvolger.pk == actueel.pk or opvolger.staat != InterventieStaat.GEPUBLICEERD):
        raise DomeinFout("Kies ander aanbod, dat op de plank staat.", veld="opvolger")
    actueel.opvolger = opvolger
    actueel.save(update_fields=["opvolger"])
    verplaats_aanbod(actueel, InterventieStaat.INGETROKKEN, door)
    return actueel


def vergrendel(interventie: Interventie) -> Interventie:
    return Interventie.objects.select_for_update(of=("self",)).get(pk=interventie.pk)


def verplaats_aanbod(interventie: Interventie, naar: InterventieStaat, door: User) -> None:
    interventie.versie += 1
    als = f"interventie.{naar}"
    verplaats(interventie, naar, INTERVENTIE_OVERGANGEN, noem="Dit aanbod", als=als, door=door, velden=("versie",))
    _meld_verandering(interventie)


def _meld_verandering(interventie: Interventie) -> None:
    aanbod_veranderd.send(sender=Interventie, interventie=interventie)


def eis_routing(interventie: Interventie) -> None:
    for naam, wat in (("aanmelden_bij", "waar men zich aanmeldt"), ("wie_betaalt", "wie betaalt")):
        hoeft_niet = naam == "aanmelden_bij" and interventie.aanmeldwijze in ZONDER_ADRES
        if not hoeft_niet and not getattr(interventie, naam).strip():
            raise DomeinFout(f"Vul eerst in {wat}. Zonder dat kan dit aanbod niet op de plank staan.", veld=naam)
