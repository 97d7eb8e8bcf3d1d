"""Add, change and confirm an entry of the sociale kaart. Whoever changes it has looked at it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol
from gemeenten.kaart.gelijkenis import Gelijkenis, lijkt_op
from gemeenten.kaart.permissions import kan_bevestigen, kan_bijwerken, kan_kaart_aanvullen
from gemeenten.kaart.versheid import maanden_later
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.samen import afdruk, eis_gezien
from marktplein.basis.toegang import eis

VELDEN = (
    "naam", "omschrijving", "doelgroep", "kosten", "vrij_toegankelijk", "website", "email", "telefoon", "vestiging",
    "controle_maanden", "kwaliteit_nvt",
)  # fmt: skip
LIJSTEN = ("gemeenten", "categorieen")
MAG_NIET = "Deze organisatie werkt ook voor andere gemeenten. Stel je wijziging voor; de beheerder neemt die over."
MAG_NIET_MAKEN = "Alleen een gemeentebeheerder en de beheerder voegen organisaties toe."
NAAM_BESTAAT = "Er is al een organisatie met deze naam. Wijzig die, of kies een naam die ervan verschilt."
BUITEN_GEMEENTE = "Je voegt alleen organisaties toe die in jouw gemeente werken. De beheerder doet het voor andere."


class LijktOp(DomeinFout):
    """There are entries that may be the same organisation; who knows better says so and goes on."""

    def __init__(self, gevonden: Sequence[Gelijkenis]) -> None:
        super().__init__("Dit lijkt op wat er al staat. Kijk eerst of het dezelfde is.", veld="toch_nieuw")
        self.gevonden = gevonden


def waarden_van(organisatie: Organisatie) -> dict[str, Any]:
    """What of it can be changed, as stored."""
    return {naam: getattr(organisatie, naam) for naam in VELDEN} | {
        naam: list(getattr(organisatie, naam).all()) for naam in LIJSTEN
    }


@transaction.atomic
def maak_organisatie(
    *, nieuw: Mapping[str, Any], door: User, toch_nieuw: bool = False, sleutel: uuid.UUID | None = None
) -> Organisatie:
    """Add an entry, checked today. The same form twice is one.

    Raises LijktOp (unless ``toch_nieuw``) when it may be there already, DomeinFout at ``naam`` when the name is taken.
    """
    eis(kan_kaart_aanvullen(door), MAG_NIET_MAKEN)

    def werk() -> Organisatie:
        naam = " ".join(nieuw["naam"].split())
        _eis_eigen_gemeente(door, nieuw["gemeenten"])
        if not toch_nieuw and (gevonden := lijkt_op(naam=naam, telefoon=nieuw["telefoon"], website=nieuw["website"])):
            raise LijktOp(gevonden)
        organisatie = Organisatie(slug=vrije_slug(naam))
        _zet(organisatie, {**nieuw, "naam": naam}, door)
        leg_vast("organisatie.toegevoegd", organisatie, door=door)
        return organisatie

    invoer = (nieuw, toch_nieuw)
    return eenmalig(sleutel, "organisatie", Organisatie, werk, van=door, invoer=invoer, eerder=_al_toegevoegd)[0]


def _al_toegevoegd(organisatie: Organisatie) -> Eerder:
    return Eerder(
        f"Je hebt deze organisatie al toegevoegd: ‘{organisatie.naam}’. Klopt er iets niet? Wijzig het daar. "
        "Is dit een andere? Verstuur het formulier dan nog een keer.",
        reverse("kaart:wijzigen", args=[organisatie.pk]),
        "Wijzig de organisatie die er staat",
    )


def _eis_eigen_gemeente(door: User, gemeenten: Sequence[Any]) -> None:
    """A new entry of a municipal admin is one that this admin may keep."""
    if heeft_rol(door, Rol.BEHEER):
        return
    waar = {gemeente.pk for gemeente in gemeenten}
    if not waar or not waar <= gemeente_ids_van(door, Rol.GEMEENTEBEHEER):
        raise DomeinFout(BUITEN_GEMEENTE, veld="gemeenten")


def vrije_slug(naam: str) -> str:
    """Of the name, with a number behind it when that is taken. Raises DomeinFout when the name has no letters."""
    kern = slugify(naam)[:130].strip("-")
    if not kern:
        raise DomeinFout("Gebruik in de naam letters of cijfers.", veld="naam")
    bezet = set(Organisatie.objects.filter(slug__startswith=kern).values_list("slug", flat=True))
    return next(slug for slug in (kern, *(f"{kern}-{n}" for n in range(2, len(bezet) + 3))) if slug not in bezet)


@transaction.atomic
def wijzig_organisatie(
    *, organisatie: Organisatie, nieuw: Mapping[str, Any], door: User, gezien: Mapping[str, str] | None = None
) -> list[str]:
    """Save what differs, checked today; answers which fields. Raises Verouderd when it would wipe what was not seen."""
    eis(kan_bijwerken(door, organisatie), MAG_NIET)
    actueel = vergrendel(organisatie)
    eis(kan_bijwerken(door, actueel), MAG_NIET)
    nu = waarden_van(actueel)
    eis_gezien(nu, gezien, nieuw)
    anders = sorted(naam for naam, waarde in nieuw.items() if afdruk(nu[naam]) != afdruk(waarde))
    if anders:
        if "gemeenten" in anders:
            _eis_eigen_gemeente(door, nieuw["gemeenten"])
        _zet(actueel, {naam: nieuw[naam] for naam in anders}, door)
        leg_vast("organisatie.gewijzigd", actueel, door=door, velden=anders)
    return anders


@transaction.atomic
def bevestig(*, organisatie: Organisatie, door: User) -> None:
    """ "Nog juist": somebody looked at it today. The second press changes nothing."""
    eis(kan_bevestigen(door, organisatie), MAG_NIET)
    actueel = vergrendel(organisatie)
    if (actueel.laatst_gecontroleerd, actueel.gecontroleerd_door_id) == (klok.vandaag(), door.pk):
        return
    _zet(actueel, {}, door)
    leg_vast("organisatie.bevestigd", actueel, door=door)


def vergrendel(organisatie: Organisatie) -> Organisatie:
    """The row as it is, held until the caller's transaction ends. Raises DomeinFout for one that is another now."""
    actueel = Organisatie.objects.select_for_update(of=("self",)).get(pk=organisatie.pk)
    if actueel.opgegaan_in_id is not None:
        raise DomeinFout("Deze organisatie is samengevoegd met een andere. Wijzig het daar.")
    return actueel


def _zet(organisatie: Organisatie, nieuw: Mapping[str, Any], door: User) -> None:
    for naam in nieuw.keys() - set(LIJSTEN):
        setattr(organisatie, naam, nieuw[naam])
    vandaag = klok.vandaag()
    organisatie.laatst_gecontroleerd, organisatie.gecontroleerd_door = vandaag, door
    organisatie.na_te_kijken_op = maanden_later(vandaag, organisatie.controle_maanden)
    organisatie.controle_gevraagd_op = None
    try:
        with transaction.atomic():
            organisatie.save()
    except IntegrityError as fout:
        if "naam" not in str(fout):
            raise
        raise DomeinFout(NAAM_BESTAAT, veld="naam") from fout
    for naam in nieuw.keys() & set(LIJSTEN):
        getattr(organisatie, naam).set(nieuw[naam])
