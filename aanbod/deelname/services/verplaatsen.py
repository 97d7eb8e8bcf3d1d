"""A group meets somewhere else."""

from django.db import transaction
from django.db.models import F

from aanbod.deelname.berichten import AnderePlaats
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.groepen.services.planning import Locatie
from aanbod.models import Groep
from aanbod.workflow import HAD_PLEK
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.mail.bericht import zet_alle_klaar

_VELDEN = ("locatie_naam", "locatie_adres", "lat", "lon", "zaal_plekken")


@transaction.atomic
def zet_locatie(groep: Groep, locatie: Locatie, door: User | None = None) -> Groep:
    """Set where the group meets. Who has a place hears it when the place of a published group changes."""
    actueel = vergrendel(groep.pk)
    nieuw = (locatie.naam, locatie.adres, locatie.lat, locatie.lon, locatie.plekken)
    oud = tuple(getattr(actueel, veld) for veld in _VELDEN)
    _overal_dezelfde(actueel, oud[:2] != nieuw[:2])
    if nieuw != oud:
        _zet(actueel, nieuw)
        actueel.save(update_fields=[*_VELDEN, "gewijzigd_op"])
        leg_vast("groep.verplaatst", actueel, door=door)
        if oud[:2] != nieuw[:2]:
            hadden_plek = actueel.aanmeldingen.filter(staat__in=HAD_PLEK).order_by("pk")
            zet_alle_klaar(AnderePlaats(aanmelding) for aanmelding in hadden_plek)
    _zet(groep, nieuw)
    return actueel


def _zet(groep: Groep, waarden: tuple[object, ...]) -> None:
    for veld, waarde in zip(_VELDEN, waarden, strict=True):
        setattr(groep, veld, waarde)


def _overal_dezelfde(groep: Groep, anders: bool) -> None:
    """What is still to come meets there, also what had a place of its own; calendars hear of what changes."""
    komend = groep.bijeenkomsten.filter(eind__gt=klok.nu())
    if not anders:
        komend = komend.exclude(locatie_naam="")
    komend.update(locatie_naam="", locatie_adres="", wijzigingen=F("wijzigingen") + 1)
