"""A group is called off."""

from django.db import transaction

from aanbod.betrokken.selectors import trainers_van
from aanbod.deelname.berichten import GaatNietDoor, GaatNietDoorCollega
from aanbod.deelname.services.teamwacht import sluit_rij
from aanbod.deelname.services.tekort import lopend, zet
from aanbod.deelname.services.wissen import bewaar_nog_even
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.groepen.trainerpost import post_van_trainers
from aanbod.models import Aanmelding, Groep, Inzet
from aanbod.permissions import kan_groep_beheren
from aanbod.workflow import (
    AANMELDING_LOPEND,
    AANMELDING_OVERGANGEN,
    GEWEEST,
    GROEP_OVERGANGEN,
    TEAMWACHT_LOPEND,
    AanmeldingStaat,
    GroepStaat,
    TekortStaat,
)
from gemeenten.grond.selectors import Teampost, post_van_teams, samengevoegd
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.privacy import gevonden_persoonsgegevens
from marktplein.basis.toegang import eis


@transaction.atomic
def annuleer_groep(groep: Groep, reden: str, door: User | None = None) -> Groep:
    """Call a group off: its trainers are free again, demand waits again, everybody who counted on it hears why.

    Idempotent. ``door`` None is a task of our own. Raises OvergangFout for a group that is over, DomeinFout for a
    reason that is empty or holds personal data: everybody can read it on the page of the group.
    """
    if door is not None:
        eis(kan_groep_beheren(door), "Alleen het facilitair team kan een groep afgelasten.")
    if not reden.strip():
        raise DomeinFout("Vul in waarom de groep niet doorgaat. Deze tekst komt in de mail.", veld="reden")
    gevonden = [naam for _, naam in gevonden_persoonsgegevens(reden)]
    if gevonden:
        raise DomeinFout(f"Hierin staat {' en '.join(gevonden)}. Haal dat weg: iedereen kan dit lezen.", veld="reden")
    vraagkant().slot(groep)
    actueel = vergrendel(groep.pk)
    if actueel.staat == GroepStaat.GEANNULEERD:
        return actueel
    actueel.reden_geannuleerd = reden.strip()[:200]
    aanmeldingen = _af_te_zeggen(actueel)
    verplaats(
        actueel,
        GroepStaat.GEANNULEERD,
        GROEP_OVERGANGEN,
        noem="Deze groep",
        als="groep.geannuleerd",
        door=door,
        velden=("reden_geannuleerd",),
        aanmeldingen=sum(a.staat != AanmeldingStaat.TE_BEVESTIGEN for a in aanmeldingen),
    )
    if (tekort := lopend(actueel)) is not None:
        zet(tekort, TekortStaat.AFGELAST, door=door)
    _bericht_collegas(actueel)
    sluit_rij(actueel, vertel=False)
    Inzet.objects.filter(bijeenkomst__groep=actueel).delete()
    for aanmelding in aanmeldingen:
        _zeg_af(aanmelding)
    vraagkant().veranderd(actueel)
    groep.refresh_from_db(fields=["staat", "reden_geannuleerd"])
    return actueel


def _bericht_collegas(groep: Groep) -> None:
    wachten = groep.teamwachten.filter(staat__in=TEAMWACHT_LOPEND).values_list("team", flat=True)
    per_team = post_van_teams([*groep.teamplaatsen.values_list("team", flat=True), *wachten])
    van_trainers = Teampost(tuple(post_van_trainers(trainers_van(groep))))
    post = samengevoegd([van_trainers, *per_team.values()])
    GaatNietDoorCollega(groep, post.mail, bel=post.bel).zet_klaar()


def _af_te_zeggen(groep: Groep) -> list[Aanmelding]:
    te_melden = (*AANMELDING_LOPEND, *GEWEEST)
    return list(groep.aanmeldingen.select_for_update().filter(staat__in=te_melden).order_by("pk"))


def _zeg_af(aanmelding: Aanmelding) -> None:
    # An address nobody has confirmed may be a stranger's: it gets no news of the group.
    if aanmelding.staat != AanmeldingStaat.TE_BEVESTIGEN:
        GaatNietDoor(aanmelding).zet_klaar()
    aanmelding.beslis_voor = None
    bewaar_nog_even(aanmelding)
    # Whether somebody came to the meetings that were held stays as it is.
    if aanmelding.staat in GEWEEST:
        aanmelding.save(update_fields=["beslis_voor", "wissen_op", "gewijzigd_op"])
        return
    verplaats(
        aanmelding,
        AanmeldingStaat.GEANNULEERD,
        AANMELDING_OVERGANGEN,
        noem="Deze aanmelding",
        als="aanmelding.afgezegd",
        herkomst="taak",
        velden=("beslis_voor", "wissen_op"),
        groep=aanmelding.groep_id,
    )
