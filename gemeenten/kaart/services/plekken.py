"""Where an organisation is and whom to call: add, change and take away. Whoever does so has looked at it."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.urls import reverse

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Contact, Locatie
from gemeenten.kaart.permissions import kan_plek_bijhouden
from gemeenten.kaart.services.organisaties import vergrendel
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.velden import wijzig_velden
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis

LOCATIEVELDEN = (
    "naam", "straat", "huisnummer", "postcode", "plaats", "gemeente", "toegankelijkheid", "openingstijden",
    "uren_toelichting",
)  # fmt: skip
CONTACTVELDEN = ("naam", "locatie", "telefoon", "email", "openingstijden", "uren_toelichting")
MAG_NIET = "Je houdt alleen locaties en contacten bij van je eigen organisatie of in je eigen gemeente."
STAAT_ER_AL = {
    Locatie: DomeinFout("Dit adres staat er al bij deze organisatie.", veld="straat"),
    Contact: DomeinFout("Deze functie staat er al. Wijzig die, of kies een andere naam.", veld="naam"),
}
Plek = TypeVar("Plek", Locatie, Contact)


@transaction.atomic
def maak_locatie(
    *, organisatie: Organisatie, nieuw: Mapping[str, Any], door: User, sleutel: uuid.UUID | None = None
) -> Locatie:
    """Add a location, in the middle of its place until somebody says where exactly. The same form twice is one."""
    eis(kan_plek_bijhouden(door, organisatie, nieuw["gemeente"].pk), MAG_NIET)

    def werk() -> Locatie:
        return _maak(Locatie(organisatie=vergrendel(organisatie), **nieuw, **_punt(nieuw)), door)

    return eenmalig(sleutel, "locatie", Locatie, werk, van=door, invoer=(organisatie, nieuw), eerder=_al_toegevoegd)[0]


@transaction.atomic
def maak_contact(
    *, organisatie: Organisatie, nieuw: Mapping[str, Any], door: User, sleutel: uuid.UUID | None = None
) -> Contact:
    """Add whom to call. Raises DomeinFout when it cannot be reached, or is there already."""
    eis(kan_plek_bijhouden(door, organisatie, _gemeente_van(nieuw.get("locatie"))), MAG_NIET)

    def werk() -> Contact:
        _eis_bereikbaar(nieuw)
        return _maak(Contact(organisatie=vergrendel(organisatie), **nieuw), door)

    return eenmalig(sleutel, "contact", Contact, werk, van=door, invoer=(organisatie, nieuw), eerder=_al_toegevoegd)[0]


@transaction.atomic
def wijzig_locatie(
    *, locatie: Locatie, nieuw: Mapping[str, Any], door: User, gezien: Mapping[str, str] | None = None
) -> None:
    """Raises Verouderd when it would wipe what was not seen."""
    eis(kan_plek_bijhouden(door, locatie.organisatie, locatie.gemeente_id), MAG_NIET)
    eis(kan_plek_bijhouden(door, locatie.organisatie, nieuw["gemeente"].pk), MAG_NIET)
    actueel = Locatie.objects.select_for_update(of=("self",)).get(pk=locatie.pk)
    verhuist = actueel.gemeente_id != nieuw["gemeente"].pk or actueel.plaats != nieuw["plaats"]
    _wijzig(actueel, nieuw, "locatie.gewijzigd", door, gezien)
    if verhuist:
        Locatie.objects.filter(pk=actueel.pk).update(**_punt(nieuw))


@transaction.atomic
def wijzig_contact(
    *, contact: Contact, nieuw: Mapping[str, Any], door: User, gezien: Mapping[str, str] | None = None
) -> None:
    """Raises Verouderd when it would wipe what was not seen."""
    eis(kan_plek_bijhouden(door, contact.organisatie, _gemeente_van(contact.locatie)), MAG_NIET)
    _eis_bereikbaar(nieuw)
    actueel = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    _wijzig(actueel, nieuw, "contact.gewijzigd", door, gezien)


@transaction.atomic
def haal_weg(*, plek: Locatie | Contact, door: User) -> None:
    """Take it off; the second time there is nothing left to do."""
    gemeente = plek.gemeente_id if isinstance(plek, Locatie) else _gemeente_van(plek.locatie)
    eis(kan_plek_bijhouden(door, plek.organisatie, gemeente), MAG_NIET)
    vers = type(plek)._default_manager.select_for_update(of=("self",)).filter(pk=plek.pk).first()
    if vers is not None:
        soort = "locatie" if isinstance(plek, Locatie) else "contact"
        leg_vast(f"{soort}.weggehaald", vers, door=door, organisatie=plek.organisatie_id)
        vers.delete()


def _maak(plek: Plek, door: User) -> Plek:
    _bewaar(plek, lambda: plek.save(force_insert=True))
    leg_vast(f"{plek._meta.model_name}.toegevoegd", plek, door=door, organisatie=plek.organisatie_id)
    return plek


def _wijzig(
    plek: Locatie | Contact, nieuw: Mapping[str, Any], als: str, door: User, gezien: Mapping[str, str] | None
) -> None:
    _bewaar(plek, lambda: wijzig_velden(plek, nieuw, als=als, door=door, gezien=gezien))


def _bewaar(plek: Locatie | Contact, schrijf: Any) -> None:
    try:
        with transaction.atomic():
            schrijf()
    except IntegrityError as fout:
        if "een_keer" not in str(fout):
            raise
        raise STAAT_ER_AL[type(plek)] from fout


def _punt(nieuw: Mapping[str, Any]) -> dict[str, float]:
    """The middle of the village that is named, else of the gemeente."""
    gemeente = nieuw["gemeente"]
    kern = gemeente.kernen.filter(naam__iexact=nieuw["plaats"]).first() or gemeente
    return {"lat": kern.lat, "lon": kern.lon}


def _gemeente_van(locatie: Locatie | None) -> int | None:
    return locatie.gemeente_id if locatie else None


def _eis_bereikbaar(nieuw: Mapping[str, Any]) -> None:
    if not nieuw["telefoon"] and not nieuw["email"]:
        raise DomeinFout("Vul een telefoonnummer of een e-mailadres in.", veld="telefoon")


def _al_toegevoegd(plek: models.Model) -> Eerder:
    organisatie_id = plek.organisatie_id  # type: ignore[attr-defined]
    return Eerder(
        f"Je hebt dit al toegevoegd: ‘{plek}’. Is dit een andere? Verstuur het formulier dan nog een keer.",
        reverse("kaart:wijzigen", args=[organisatie_id]),
        "Bekijk de organisatie",
    )
